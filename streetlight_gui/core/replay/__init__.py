"""Runs that can be revisited: any moment, any phase, any change on the way."""
