"""What can go wrong with a copy of the database."""

from __future__ import annotations


class CopyError(Exception):
    """Why a copy cannot be made or brought back, said in a sentence or two."""
