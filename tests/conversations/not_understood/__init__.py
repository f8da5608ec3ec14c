"""People are not understood, once and again."""
