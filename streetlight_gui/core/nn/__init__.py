"""The network itself: layers, activations, passes forward and back, and a penalty on weights."""
