"""Conversations in other languages, and changing the language in the middle."""
