"""What is allowed, and how numbers are read and written."""
