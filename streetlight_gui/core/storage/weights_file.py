"""Weights in files that notebooks and other programs read and write, exactly.

Every format holds named arrays: `weights_0_1` (fan_in, fan_out) and so on, and with biases `bias_1`
(fan_out,) and so on. A pickle, a `.npy` file or text as `numpy.savetxt` writes it holds one of them
and has its name in the file's, as in `weights_0_1.pickle.bin`. Other names that notebooks give are
read, too: `W1` and `b1`, `w_0_1`, `my_weights_0_1`, and NumPy's own `arr_0`. Reading executes
nothing.
"""

import io
import math
import pickle
import re
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.checks.limits import as_array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import named_parameters, parameter_names
from streetlight_gui.core.storage.files import read_file, write_file

PICKLE_SUFFIX = ".pickle.bin"  # as the book's notebook names its own

_MAX_BYTES = 2**20  # two hundred times what the largest network has
_SIZE_RULE = "a file of weights may have 1 MB"
_ZIP, _NPY = b"PK", b"\x93NUMPY"
_TEXT = tuple(each.encode() for each in "0123456789+-. #")  # what text of numbers begins with
_SUFFIXES = re.compile(r"(\.pickle|\.pkl|\.p|\.bin|\.npy|\.txt|\.csv)+$", re.IGNORECASE)
_NAMES = {
    r"(?:.*[^a-z])?w(?:eights?)?_?(\d)_?(\d)": "weights_{0}_{1}",
    r"w(?:eights?)?_?([1-9])": "weights_{before}_{0}",
    r"arr_(\d)": "weights_{0}_{after}",
    r"b(?:ias)?_?(\d)": "bias_{0}",
}
_NAMES_RULE = "arrays must be weights_0_1, weights_1_2 and so on, and perhaps bias_1, bias_2"

_HEADERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}


def npz_bytes(network: Network) -> bytes:
    """Return all weights as an `.npz` file, for `numpy.load`."""
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **named_parameters(network))
    return content.getvalue()


def safetensors_bytes(network: Network) -> bytes:
    """Return all weights as a `.safetensors` file."""
    import safetensors.numpy

    return safetensors.numpy.save(named_parameters(network))


def write_pickles(network: Network, folder: Path) -> list[Path]:
    """Write one pickle for each array into a folder, as the book's notebook does; return them.

    Raises:
        ValueError: one cannot be written.
    """
    paths = []
    for name, values in named_parameters(network).items():
        paths.append(folder / f"{name}{PICKLE_SUFFIX}")
        write_file(paths[-1], pickle.dumps(values.copy()))
    return paths


def read_weights(paths: Sequence[Path], activations: str | Sequence[str] = "relu") -> Network:
    """Return the network whose weights files hold together: one of all, or one for each array.

    Raises:
        ValueError: a file cannot be read, names or shapes do not fit each other, or are those of no
            network that there can be; the sentence says which and why.
    """
    arrays: dict[str, Array] = {}
    for path in paths:
        content, name = read_file(path, _MAX_BYTES, _SIZE_RULE), in_one_line(path.name)
        try:
            for found, values in _arrays_in(path, content).items():
                each = _name_of(found)
                if each in arrays:
                    raise ValueError(f"{each} is there already; {_NAMES_RULE}")
                arrays[each] = as_array(each, values)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return _network(arrays, activations)


def _network(arrays: Mapping[str, Array], activations: str | Sequence[str]) -> Network:
    layers = sum(name.startswith("weights") for name in arrays)
    wanted = parameter_names(layers, len(arrays) > layers)
    for name in (*wanted, *arrays):
        if (name in wanted) != (name in arrays):
            wrong = "is missing" if name in wanted else "fits none"
            raise ValueError(f"{in_one_line(name)} {wrong}; {_NAMES_RULE}")
    if not layers:
        raise ValueError(f"there are no weights; {_NAMES_RULE}")
    vectors = [arrays[name].reshape(-1) for name in wanted[layers:]]
    return Network([arrays[name] for name in wanted[:layers]], activations, vectors)


def _name_of(found: str) -> str:
    """Return what an array is called here whose name is that of a notebook."""
    for pattern, name in _NAMES.items():
        if match := re.fullmatch(pattern, found, flags=re.IGNORECASE | re.ASCII):
            number = int(match[1])
            return name.format(*match.groups(), before=number - 1, after=number + 1)
    return found


def _arrays_in(path: Path, content: bytes) -> Mapping[str, Array]:
    """Return the arrays in a file by their names; one alone has the file's."""
    suffix = path.suffix.lower()
    if suffix == ".safetensors":
        return _read_safetensors(content)
    if suffix == ".npz" or content.startswith(_ZIP):
        return _read_npz(content)
    name = _SUFFIXES.sub("", path.name)
    if content.startswith(_TEXT):
        return {name: _read_text(content)}
    if suffix == ".npy" or content.startswith(_NPY):
        return {name: _read_npy(path.name, content)}
    from streetlight_gui.core.storage.pickled_array import read_pickled_array

    return {name: read_pickled_array(content)}


def _read_text(content: bytes) -> Array:
    """Read what `numpy.savetxt` wrote."""
    separator = "," if b"," in content else None
    try:
        with warnings.catch_warnings(action="error"):  # of a file without numbers
            return np.loadtxt(io.BytesIO(content), delimiter=separator, ndmin=2)
    except (ValueError, UserWarning) as error:
        raise ValueError(f"this is no text of numbers: {in_one_line(str(error))}") from None


def _read_safetensors(content: bytes) -> dict[str, Array]:
    import safetensors.numpy

    try:
        return dict(safetensors.numpy.load(content))
    except (safetensors.SafetensorError, KeyError) as error:  # KeyError: a kind NumPy has not
        raise ValueError(f"this is no safetensors file: {in_one_line(str(error))}") from None


def _read_npz(content: bytes) -> dict[str, Array]:
    """Read each array no further than its own size, whatever its header claims."""
    import zipfile
    import zlib

    broken = zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_BYTES:
                raise ValueError(f"it is too large when unpacked: {_SIZE_RULE}")
            entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except broken as error:
        raise ValueError(f"this is no npz file: {in_one_line(str(error))}") from None
    return {name.removesuffix(".npy"): _read_npy(name, each) for name, each in entries.items()}


def _read_npy(name: str, content: bytes) -> Array:
    file = io.BytesIO(content)
    try:
        shape, is_fortran, dtype = _HEADERS[np.lib.format.read_magic(file)](file)
        raw = file.read()
        if dtype.kind not in "biuf" or math.prod(shape) * dtype.itemsize != len(raw):
            raise ValueError(f"{len(raw)} bytes of {dtype} do not have the shape {shape}")
        return np.frombuffer(raw, dtype).reshape(shape, order="F" if is_fortran else "C")
    except KeyError:
        raise ValueError(f"{in_one_line(name)} has a header of an unknown version") from None
    except ValueError as error:
        raise ValueError(f"{in_one_line(name)}: {in_one_line(str(error))}") from None
