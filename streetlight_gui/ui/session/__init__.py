"""Training behind the window: the thread, its worker, and what can be undone."""
