"""The runs of a session."""
