"""People type what no question offers."""
