"""Streetlight: watch a small neural network learn when it is safe to walk."""

__version__ = "0.1.0"
