"""What a run can be exported as."""
