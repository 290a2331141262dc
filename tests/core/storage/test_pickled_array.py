"""Pickled arrays are read right, and nothing else that a pickle can ask for happens."""

import os
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
from attempts import outcome
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from streetlight_gui.core.storage.pickled_array import read_pickled_array

KINDS = ["<f8", ">f8", "<f4", ">f4", "<i8", ">i4", "<u2", "|u1", "|b1", "<f2"]


@given(
    st.sampled_from(KINDS).flatmap(lambda kind: arrays.arrays(kind, arrays.array_shapes())),
    st.sampled_from("CF"),
    st.integers(0, pickle.HIGHEST_PROTOCOL),
)
def test_any_array_of_numbers_is_read_in_any_protocol(values, order, protocol):
    content = pickle.dumps(np.asarray(values, order=order), protocol)
    read = read_pickled_array(content)
    assert read.dtype == np.float64
    assert np.array_equal(read, values.astype(np.float64), equal_nan=True)


class Reduced:
    """Pickles as a call."""

    def __init__(self, *call):
        self.call = call

    def __reduce__(self):
        return self.call[0], self.call[1:]


def nested(depth):
    value = ()
    for _ in range(depth):
        value = (value,)
    return value


def claiming(size):
    """Return a pickle of 16 bytes whose array claims to have another size."""
    content = pickle.dumps(np.zeros(2), 0)
    assert content.count(b"(I2\nt") == 1
    return content.replace(b"(I2\nt", b"(I%d\nt" % size)


CANARY = Path("canary")
HOSTILE = {
    "os.system": (pickle.dumps(Reduced(os.system, f"touch {CANARY}"), 4), "system"),
    "eval": (pickle.dumps(Reduced(eval, f"open({str(CANARY)!r}, 'w')"), 0), "eval"),
    "nested reduce": (
        pickle.dumps(Reduced(getattr, Reduced(__import__, "os"), "getcwd"), 4),
        "getattr",
    ),
    "a class named like an array": (b"cevil\nndarray\n.", "'evil.ndarray'"),
    "a class of numpy": (b"cnumpy.testing\nmeasure\n(V1\ntR.", "'numpy.testing.measure'"),
    "numpy's own eval": (b"cnumpy.core.numeric\nloads\n(V1\ntR.", "'numpy.core.numeric.loads'"),
    "an attribute of a class": (b"\x80\x04\x8c\x05numpy\x8c\rndarray.mro.x\x93.", "ndarray.mro"),
    "inst": (b"(S'ls'\nios\nsystem\n.", "is not read"),
    "persistent": (b"Pabc\n.", "PERSID is not read"),
    "extension": (b"\x80\x02\x82\x01.", "EXT1 is not read"),
    "a dict as state": (b"\x80\x02cnumpy\ndtype\n}b.", "EMPTY_DICT is not read"),
    "huge allocation": (b"\x80\x05\x96" + struct.pack("<Q", 2**60) + b"x.", ""),
    "a huge frame": (b"\x80\x04\x95" + struct.pack("<Q", 2**60) + b"N.", "FRAME asks"),
    "memo bomb": (b"\x80\x02Nr" + struct.pack("<I", 2**32 - 1) + b".", "LONG_BINPUT asks"),
    "memo bomb in text": (b"Np99999999999\n.", "PUT asks"),
    "doubling": (b"\x80\x02N" + b"2\x86" * 100 + b".", "DUP is not read"),
    "a long number": (b"L" + b"9" * 100_000 + b"L\n.", ""),
    "a sum of powers": (b"\x80\x02\x8b" + struct.pack("<i", 2**31 - 1) + b".", ""),
    "deep": (pickle.dumps(nested(500), 2), "it holds"),
    "no array": (pickle.dumps(3, 2), "it holds 3"),
    "a list": (pickle.dumps([1.0], 2), "EMPTY_LIST is not read"),
    "objects": (pickle.dumps(np.array([None]), 2), ""),
    "text": (pickle.dumps(np.array(["a"]), 3), "its dtype is 'U1'"),
    "complex": (pickle.dumps(np.array([1j]), 3), "its dtype is 'c16'"),
    "structures": (pickle.dumps(np.zeros(1, "i4,f8"), 4), ""),
    "dates": (pickle.dumps(np.array(["2020-01-01"], "M8[D]"), 4), ""),
    "two arrays": (2 * pickle.dumps(np.zeros(2), 4), "something follows its end"),
    "cut": (pickle.dumps(np.zeros(2), 4)[:-9], ""),
    "nothing": (b"", ""),
    "a picture": (b"\x89PNG\r\n\x1a\n", ""),
    "an enormous shape": (claiming(2**60), "size must be"),
    "another shape": (claiming(3), "16 bytes do not have the shape"),
    "a negative shape": (claiming(-2), "size must be"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_everything_else_is_refused_and_nothing_runs(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content, sentence = HOSTILE[name]
    with pytest.raises(
        ValueError, match=r"^this is no pickle of one array of numbers: "
    ) as refusal:
        read_pickled_array(content)
    assert sentence in str(refusal.value)
    assert str(refusal.value).isprintable()
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("protocol", range(6))
def test_a_pickle_cut_anywhere_or_with_any_bit_flipped_is_read_or_refused(protocol):
    content = pickle.dumps(np.arange(3.0), protocol)
    others = [content[:end] for end in range(len(content))]
    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit
            others.append(bytes(changed))
    refusals = (outcome(read_pickled_array, other)[1] for other in others)
    assert all(refusal.isprintable() for refusal in refusals)
