"""Tables: all patterns, the training set, the running code."""
