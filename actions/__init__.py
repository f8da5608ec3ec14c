"""Rasa's custom actions: they translate between the chat and the core, and decide nothing else."""
