"""Measurements of this project next to those of its peers, from the same run."""
