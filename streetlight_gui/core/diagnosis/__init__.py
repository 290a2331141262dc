"""Does it learn, and why not? Found in the weights, the examples and the error curves."""
