"""Files and text that training sets and weights are kept in."""
