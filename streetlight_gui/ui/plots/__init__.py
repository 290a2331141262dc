"""Curves: the error of a run, the slope along one weight, and the activation of one unit."""
