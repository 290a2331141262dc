"""Many networks at once: which starts learn, for a grid of settings, on one processor or many."""
