"""Tables: all patterns, the numbers, the training set, the running code."""
