"""People stop, look back, ask how long it takes, and start again."""
