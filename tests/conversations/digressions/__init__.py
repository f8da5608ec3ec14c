"""People ask something in the middle of a question, and come back to it."""
