"""What was found for one line of the list."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from consultations.content.parts import LONDON


class Found(NamedTuple):
    """What the system knows for one line, where that comes from, and what is missing.

    ``missing`` is empty when nothing that a system can see is missing. Whether it is enough is for
    people to judge.
    """

    fact: str
    where: str
    missing: str = ""


def many(number: int, one: str, several: str) -> str:
    """A number with its noun: 1 day, 84 days."""
    return f"{number:,} {one if number == 1 else several}"


def day(when: datetime) -> str:
    """A day by a clock in London: 3 September 2026."""
    return f"{when.astimezone(LONDON):%-d %B %Y}"


def share(number: int, of: int) -> str:
    """A share with its base: 431 of 612 (70%)."""
    return f"{number:,} of {of:,} ({100 * number / of:.0f}%)" if of else "0 of 0"
