"""The network's card: lamps, diagram and signal."""
