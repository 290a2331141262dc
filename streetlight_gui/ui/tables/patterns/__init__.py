"""All the patterns, with what the network makes of them."""
