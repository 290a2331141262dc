"""Arrays as `pickle.dump` writes them, read without executing anything that a file asks for.

First every opcode is looked at: only those that NumPy's arrays are written with are let through,
and none with a size beyond the file's. Then Python's own unpickler runs on stand-ins that only take
notes; nothing of NumPy is called until the notes are known to make an array.
"""

import io
import math
import pickle
import pickletools
import re
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.checks.limits import shown, whole

_OPCODES = re.compile(
    "PROTO|FRAME|STOP|MARK|REDUCE|BUILD|NONE|NEW(TRUE|FALSE)|(EMPTY_)?TUPLE[123]?|BININT[12]?|INT|"
    "LONG1?|(SHORT_)?BINBYTES|BYTEARRAY8|((SHORT_)?BIN)?UNICODE|(STACK_)?GLOBAL|MEMOIZE|"
    "((LONG_)?BIN)?(PUT|GET)"
)
_RESERVING = frozenset(["FRAME", "PUT", "LONG_BINPUT"])  # the unpickler takes memory for the number
_NUMBERS = re.compile(r"[<>|=](b1|[iu][1248]|f[248])")  # booleans and integers, floats
_MALFORMED = (
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)


def read_pickled_array(content: bytes) -> Array:
    """Return the array of numbers that a pickle holds, as float64.

    Raises:
        ValueError: it is no pickle, or one of anything but a NumPy array of real numbers.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # of escapes in texts that are not read
            _check_opcodes(content)
        found = _Unpickler(io.BytesIO(content)).load()
        if not isinstance(found, _Notes):
            what = "a tuple" if isinstance(found, tuple) else shown(found)
            raise pickle.UnpicklingError(f"it holds {what}")
        return found.array()
    except _MALFORMED as error:
        what = in_one_line(str(error))
        raise ValueError(f"this is no pickle of one array of numbers: {what}") from None


def _check_opcodes(content: bytes) -> None:
    """Let through what arrays are written with, and nothing after it."""
    end = 0
    for opcode, argument, place in pickletools.genops(content):
        end = place or 0
        if not _OPCODES.fullmatch(opcode.name):
            raise pickle.UnpicklingError(f"{opcode.name} is not read")
        if opcode.name in _RESERVING and int(argument or 0) > len(content):
            raise pickle.UnpicklingError(f"{opcode.name} asks for more than there is")
    if end != len(content) - 1:
        raise pickle.UnpicklingError("something follows its end")


@dataclass(frozen=True)
class _Kind:
    """What a pickle says of an array's dtype."""

    code: object
    align: object = False
    copy: object = True
    sign: object = "|"

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        vars(self).update(sign=state[1])


@dataclass(frozen=True)
class _Notes:
    """What a pickle says of an array."""

    raw: bytes = b""
    kind: _Kind | None = None
    shape: tuple[int, ...] = ()
    order: str = "C"

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        _, shape, kind, is_fortran, raw = state
        vars(self).update(shape=shape, kind=kind, order="F" if is_fortran else "C", raw=raw)

    def array(self) -> Array:
        """Make it, if all fits."""
        code, sign = getattr(self.kind, "code", ""), getattr(self.kind, "sign", "")
        if not _NUMBERS.fullmatch(f"{sign}{code}"):
            raise ValueError(f"its dtype is {shown(code)}")
        dtype, shape = np.dtype(f"{sign}{code}"), self.shape
        sizes = [whole("size", 0, len(self.raw)).check(size) for size in shape]
        if math.prod(sizes) * dtype.itemsize != len(self.raw):
            raise ValueError(f"{len(self.raw)} bytes do not have the shape {shown(shape)}")
        values: Array = np.frombuffer(self.raw, dtype).astype(np.float64)
        return values.reshape(sizes, order="F" if self.order == "F" else "C")


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """Give a stand-in for what arrays are made with, and refuse everything else by name."""
        module = module.replace("numpy._core", "numpy.core")  # NumPy 2 and 1
        if (module, name) not in _STAND_INS:
            raise pickle.UnpicklingError(f"it asks for {shown(f'{module}.{name}')}")
        return _STAND_INS[module, name]


def _encoded(text: str, _: str) -> bytes:
    return text.encode("latin1")  # protocols 0 to 2 have no bytes


def _empty_notes(*_: object) -> _Notes:
    return _Notes()


_STAND_INS = {
    ("numpy", "ndarray"): "ndarray",
    ("numpy", "dtype"): _Kind,
    ("numpy.core.multiarray", "_reconstruct"): _empty_notes,
    ("numpy.core.numeric", "_frombuffer"): _Notes,
    ("_codecs", "encode"): _encoded,
}
