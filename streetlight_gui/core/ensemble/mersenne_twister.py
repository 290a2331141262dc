"""The first numbers of `numpy.random.RandomState(seed)`, for many seeds at once.

NumPy makes one generator at a time, at some 10 microseconds each. Here the state words of many are
rows of one array, as many as the first numbers need.

Source: Matsumoto and Nishimura, Mersenne Twister, 1998: MT19937, `init_genrand` and
`genrand_res53` of their `mt19937ar.c`, which `RandomState` keeps to for a whole number as seed.
"""

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array

Words = NDArray[np.uint32]

_WORDS = 624  # of a state
_AHEAD = 397  # a new word is made of two neighbours and of the one so far ahead
_SLAB = _WORDS - _AHEAD  # so many new words need no other new one
_UPPER, _LOWER = np.uint32(0x80000000), np.uint32(0x7FFFFFFF)
_MATRIX, _ONE = np.uint32(0x9908B0DF), np.uint32(1)
_SEEDS_AT_ONCE = 2048  # their states stay in the cache


def first_samples(seeds: range, count: int) -> Array:
    """Return what `RandomState(seed).random_sample(count)` returns, for many seeds.

    Args:
        seeds: whole numbers from 0 to 2**32 - 1.
        count: at most 624.

    Returns:
        (count, seeds), numbers from 0 up to 1.
    """
    samples = np.empty((count, len(seeds)))
    for start in range(0, len(seeds), _SEEDS_AT_ONCE):
        part = seeds[start : start + _SEEDS_AT_ONCE]
        words = _first_words(np.array(part, dtype=np.uint32), 2 * count)
        # 53 bits: 27 of one word and 26 of the next.
        high, low = (words[0::2] >> 5).astype(np.float64), (words[1::2] >> 6).astype(np.float64)
        samples[:, start : start + len(part)] = (high * 2.0**26 + low) / 2.0**53
    return samples


def _first_words(seeds: Words, count: int) -> Words:
    """Return the first `count` outputs of each seed's generator, (count, seeds)."""
    first = min(count, _WORDS)
    state = _seeded(seeds, _AHEAD + first if first <= _SLAB else _WORDS)
    _twist(state, first)
    outputs = [_tempered(state[:first])]
    if count > first:
        _twist(state, count - first)
        outputs.append(_tempered(state[: count - first]))
    return np.concatenate(outputs)


def _seeded(seeds: Words, count: int) -> Words:
    """Return the first `count` words of each seed's first state, (count, seeds)."""
    state = np.empty((count, len(seeds)), dtype=np.uint32)
    state[0] = seeds
    for k in range(1, count):
        word = state[k]
        np.right_shift(state[k - 1], 30, out=word)
        np.bitwise_xor(word, state[k - 1], out=word)
        np.multiply(word, np.uint32(1812433253), out=word)
        np.add(word, np.uint32(k), out=word)
    return state


def _twist(state: Words, count: int) -> None:
    """Make the first `count` words of the next state, in place."""
    for start in range(0, min(count, _WORDS - 1), _SLAB):
        stop = min(start + _SLAB, count, _WORDS - 1)
        ahead = (start + _AHEAD) % _WORDS
        mixed = _mixed(state[start:stop], state[start + 1 : stop + 1])
        np.bitwise_xor(mixed, state[ahead : ahead + stop - start], out=state[start:stop])
    if count == _WORDS:
        state[-1] = _mixed(state[-1], state[0]) ^ state[_AHEAD - 1]


def _mixed(words: Words, following: Words) -> Words:
    joined = (words & _UPPER) | (following & _LOWER)
    return (joined >> _ONE) ^ ((joined & _ONE) * _MATRIX)


def _tempered(words: Words) -> Words:
    words = words ^ (words >> np.uint32(11))
    words ^= (words << np.uint32(7)) & np.uint32(0x9D2C5680)
    words ^= (words << np.uint32(15)) & np.uint32(0xEFC60000)
    return words ^ (words >> np.uint32(18))
