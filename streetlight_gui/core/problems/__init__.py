"""What is to be learned: training sets, their edits, and all patterns there are."""
