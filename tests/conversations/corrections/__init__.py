"""People change their minds, and what they said last is what counts."""
