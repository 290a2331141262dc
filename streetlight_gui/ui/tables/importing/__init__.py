"""A look at a table before it becomes a training set."""
