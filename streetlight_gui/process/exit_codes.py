"""What the program tells the shell when it ends; 0 is for all went well."""

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130  # what shells give a program that Ctrl+C has ended
