"""People ask for more, for easier words, and for what it would mean for them."""
