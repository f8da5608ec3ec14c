"""People go away and come back."""
