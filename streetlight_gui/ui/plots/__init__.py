"""Curves: the error of a run, and the slope along one weight."""
