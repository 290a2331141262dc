"""The program as a process: its display, its output, its end, and what it brings along."""
