"""The editor of the training set."""
