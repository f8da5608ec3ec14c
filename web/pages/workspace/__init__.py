"""The commissioners' workspace: who may come in, and what they read there."""
