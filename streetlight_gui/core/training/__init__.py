"""Training: its settings, its steps, its errors, and when it ends."""
