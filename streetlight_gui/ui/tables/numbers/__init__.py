"""The numbers page: all variables, each as a table."""
