"""Weights go out to other programs and come in again, bit for bit; nothing else comes in."""

import io
import json
import pickle
import re
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st
from runs import any_settings, bits

from streetlight_gui.core import Network
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.storage.pickled_array import read_pickled_array
from streetlight_gui.core.storage.weights_file import (
    npz_bytes,
    read_weights,
    safetensors_bytes,
    write_pickles,
)
from streetlight_gui.core.training.settings import Settings

PICKLES = sorted((Path(__file__).parents[2] / "data" / "pickles").glob("*.pickle"))
BOOK = Network.random(3, (4,), 1)


@pytest.mark.parametrize("path", PICKLES, ids=lambda path: path.stem)
def test_what_other_versions_of_numpy_wrote_is_read(path):
    assert read_pickled_array(path.read_bytes()).tobytes() == BOOK.weights[0].tobytes()


def test_the_samples_are_of_two_versions_and_both_orders():
    assert {path.stem.rsplit("_", 1)[0] for path in PICKLES} == {
        f"numpy_{version}_{order}" for version in (1, 2) for order in "CF"
    }


@given(any_settings())
def test_weights_come_back_bit_for_bit_in_every_format(tmp_path_factory, settings):
    folder, network = tmp_path_factory.mktemp("weights"), settings.network()
    files = {"all.npz": npz_bytes, "all.safetensors": safetensors_bytes}
    for name, form in files.items():
        (folder / name).write_bytes(form(network))
    for paths in (
        [folder / "all.npz"],
        [folder / "all.safetensors"],
        write_pickles(network, folder),
    ):
        read = read_weights(paths, settings.activations)
        assert read == network
        assert bits(read) == bits(network)


def test_what_notebooks_save_by_other_means_is_read(tmp_path):
    first, second = BOOK.weights

    def text(values, **options):
        content = io.BytesIO()
        np.savetxt(content, values, **options)
        return content.getvalue()

    def archive(*arrays, **named):
        content = io.BytesIO()
        np.savez(content, *arrays, **named)
        return content.getvalue()

    for files in (
        {"weights_0_1.npy": npy(first), "weights_1_2.npy": npy(np.asfortranarray(second))},
        {"my_weights_0_1.npy": npy(first), "my_weights_1_2.npy": npy(second)},
        {"weights_0_1.txt": text(first), "weights_1_2.txt": text(second, header="trained")},
        {"weights_0_1.csv": text(first, delimiter=","), "W2.csv": text(second)},
        {"w01.txt": pickle.dumps(first), "w12.txt": pickle.dumps(second)},
        {"all.npz": archive(first, second)},
        {"all.npz": archive(W1=first, w_1_2=second)},
        {"all.bin": archive(w2=second, W1=first)},
    ):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        assert read_weights([tmp_path / name for name in files]) == BOOK
    biased = Network.random(3, (2,), 1, bias=True)
    (w1, w2), (b1, b2) = biased.weights, biased.biases
    (tmp_path / "all.npz").write_bytes(archive(W1=w1, b1=b1, W2=w2, b2=b2))
    assert read_weights([tmp_path / "all.npz"]) == biased


def test_the_files_are_what_a_notebook_reads(tmp_path):
    paths = write_pickles(BOOK, tmp_path)
    assert [path.name for path in paths] == ["weights_0_1.pickle.bin", "weights_1_2.pickle.bin"]
    with paths[0].open("rb") as file:
        loaded = pickle.load(file)  # noqa: S301 - written above
    assert loaded.tobytes() == BOOK.weights[0].tobytes()
    loaded += 1  # a notebook trains on
    with np.load(io.BytesIO(npz_bytes(BOOK))) as archive:
        assert sorted(archive) == ["weights_0_1", "weights_1_2"]
    assert sorted(safetensors.numpy.load(safetensors_bytes(BOOK))) == ["weights_0_1", "weights_1_2"]


def npz(**members):
    """Return an npz file of these contents, whatever they are."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in members.items():
            archive.writestr(f"{name}.npy", each)
    return content.getvalue()


def npy(values, *, claims=None):
    """Return an npy file, its header perhaps with another shape."""
    content = io.BytesIO()
    np.save(content, values, allow_pickle=True)
    text = content.getvalue()
    return text if claims is None else text.replace(repr(values.shape).encode(), claims)


def tensors(header):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text


ZEROS = np.zeros((3, 1))
BAD = {
    "bomb.npz": (
        npz(weights_0_1=b"\0" * 2**21),
        "it is too large when unpacked",
    ),
    "claims.npz": (npz(weights_0_1=npy(ZEROS, claims=b"(9, 9)")), "do not have the shape (9, 9)"),
    "object.npz": (npz(weights_0_1=npy(np.array([[None]]))), "bytes of object do not have"),
    "text.npz": (b"not a zip", "this is no npz file"),
    "junk.npz": (npz(weights_0_1=b"junk"), "weights_0_1.npy: "),
    "version.npz": (npz(weights_0_1=b"\x93NUMPY\x09\x00"), "a header of an unknown version"),
    "x.safetensors": (b"junk", "this is no safetensors file"),
    "long.safetensors": (struct.pack("<Q", 2**60), "this is no safetensors file"),
    "past.safetensors": (
        tensors({"weights_0_1": {"dtype": "F64", "shape": [3, 1], "data_offsets": [0, 24]}}),
        "this is no safetensors file",
    ),
    "weights_0_1.pickle.bin": (b"junk", "this is no pickle of one array of numbers"),
    "weights_0_1.txt": (b"0.5 x\n", "this is no text of numbers: could not convert"),
    "weights_0_1.csv": (b"# nothing\n", "this is no text of numbers: "),
    "weights_0_1.npy": (b"\x93NUMPY\x09\x00", "a header of an unknown version"),
    "weights_0.npy": (b"\x93NUMPY\x01\x00junk", "weights_0.npy: "),
    "w1.pickle": (
        pickle.dumps((ZEROS, ZEROS)),
        "no pickle of one array of numbers: it holds a tuple",
    ),
    "w0.pickle": (pickle.dumps(ZEROS), "w0 fits none; arrays must be"),
    "other.pkl": (pickle.dumps(ZEROS), "other fits none; arrays must be weights_0_1"),
    "gap.npz": (npz(weights_0_1=npy(ZEROS), weights_2_3=npy(ZEROS)), "weights_1_2 is missing"),
    "none.npz": (npz(), "there are no weights; arrays must be"),
    "nan.npz": (npz(weights_0_1=npy(np.full((3, 1), np.nan))), "finite"),
    "wide.npz": (npz(weights_0_1=npy(np.zeros((3, 2)))), "the output must be one unit, not 2"),
    "many.npz": (npz(weights_0_1=npy(np.zeros((7, 1)))), "lights must be a whole number from 1"),
    "steps.npz": (
        npz(weights_0_1=npy(np.zeros((3, 4))), weights_1_2=npy(np.zeros((5, 1)))),
        "weights_0_1 makes 4 units but weights_1_2 takes 5",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_holds_no_network_is_refused(name, tmp_path):
    path, (content, sentence) = tmp_path / name, BAD[name]
    path.write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_weights([path])


def test_weights_of_two_files_may_not_have_one_name(tmp_path):
    path = tmp_path / "all.npz"
    path.write_bytes(npz_bytes(BOOK))
    with pytest.raises(ValueError, match=r"^all.npz: weights_0_1 is there already"):
        read_weights([path, path])


@given(st.data())
def test_any_change_of_an_npz_is_read_or_refused(tmp_path_factory, data):
    content = bytearray(npz_bytes(BOOK))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("weights") / "all.npz"
    path.write_bytes(content)
    try:
        read_weights([path])
    except ValueError as error:
        assert str(error).isprintable()  # noqa: PT017 - most are refused, some are read


@pytest.mark.parametrize("hidden", [(4,), (2, 3), ()])
def test_weights_are_a_start_with_the_layers_they_have(hidden):
    network = Network.random(3, hidden, 5, bias=True)
    settings = Settings.choose(PRESETS["streetlights"]).starting_from(network)
    assert (settings.hidden, settings.bias, settings.seed) == (hidden, True, None)
    assert settings.network() == network
    with pytest.raises(ValueError, match="for 2 lights, but the training set has 3 lights"):
        settings.starting_from(Network.random(2, hidden))
