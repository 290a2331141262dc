"""Tables of any make: their cells, what their columns hold, and what must be asked of them."""
