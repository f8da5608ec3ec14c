"""The core, one function at a time."""
