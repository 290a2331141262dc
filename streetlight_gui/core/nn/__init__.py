"""The network itself: layers, passes forward and back, and the slope of its error."""
