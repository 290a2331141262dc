"""The atlas of starts as rows: for the keyboard, for screen readers, and to be sorted."""
