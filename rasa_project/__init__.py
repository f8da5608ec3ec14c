"""The Rasa project: what a person means, and what happens next."""
