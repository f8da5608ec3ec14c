"""The parts of a comment that may each be about something else."""

from __future__ import annotations

import re

END = re.compile(r"[.!?;:]+\s*|\n+|,\s*|\s+-\s+|\s+(?:but|and|however|although|because|so|then)\s+")
WORD = re.compile(r"\w")
FEWEST_WORDS = 3


def clauses_of(text: str) -> list[str]:
    """The text cut at stops, commas and joining words. Very short parts stay with the one before.

    A text that cannot be cut comes back whole, in a list of its own.
    """
    found: list[str] = []
    for part in END.split(text):
        if not WORD.search(part):
            continue
        if found and len(found[-1].split()) < FEWEST_WORDS:
            found[-1] += f" {part.strip()}"
        else:
            found.append(part.strip())
    if len(found) > 1 and len(found[-1].split()) < FEWEST_WORDS:
        last = found.pop()
        found[-1] += f" {last}"
    return found if len(found) > 1 else [text]
