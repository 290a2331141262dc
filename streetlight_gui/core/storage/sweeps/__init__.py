"""Files of sweeps: a row for each network, written as they come, gone on with after any end."""
