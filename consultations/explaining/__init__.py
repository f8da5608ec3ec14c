"""Explain: both sides, layers on demand, the meaning of words, and what changes for one person."""
