"""Reach: who has not been heard, beside those whom the consultation is about."""
