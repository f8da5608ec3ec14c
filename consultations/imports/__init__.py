"""Bring in responses that came another way: files, paper, telephone, letters, petitions.

Each becomes a response like any other, by the same core functions, and carries its channel. The
batch it came in can be undone as a whole.
"""
