"""The starts that sentences are tried on: more of them where properties are tried more."""

from hypothesis import settings

SEEDS = range(2 * settings().max_examples)  # 200 thoroughly
