"""The window: views that show snapshots, and the session that trains behind them."""
