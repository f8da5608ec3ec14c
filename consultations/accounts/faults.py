"""What can be wrong with an account."""

from __future__ import annotations


class AccountError(Exception):
    """Something about an account that cannot be done, said in one sentence."""
