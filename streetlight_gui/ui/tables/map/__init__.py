"""The map of starts: which share learns, along two axes."""
