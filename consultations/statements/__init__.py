"""Short views by respondents: suggested, read by a moderator, shown to others or not, on record."""
