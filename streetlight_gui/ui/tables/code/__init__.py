"""The lines that are running now."""
