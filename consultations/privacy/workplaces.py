"""Where somebody works, by ward, team or name.

That is no private matter in an ordinary comment. For staff who speak up about safety it may tell
their employer who they are, so there it is asked about like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from consultations.privacy.finding import Finding

PARTS = "ward|theatre|bay|unit|floor|level|clinic|team|corridor|wing|station|site|suite"
WHOLES = (
    "hospital|infirmary|surgery|practice|centre|health|house|home|lodge|court|hospice|pharmacy|"
    "department|community|care|ambulance"
)
NAME = r"[A-Z][\w'\u2019]+"
NUMBERED = re.compile(rf"\b(?i:{PARTS})\s(?:(?i:number\s)?\d{{1,3}}[a-zA-Z]?|[A-Z])\b")
NAMED = re.compile(rf"\b(?:{NAME}\s){{1,3}}(?i:{PARTS}|{WHOLES})\b")
WITHIN = re.compile(rf"\b(?:at|in|on|from|of)\s(?:the\s)?({NAME}(?:\s{NAME}){{0,3}})")
# Capitals that name no place: how a sentence begins, the calendar, bodies that everybody knows.
NO_PLACE = frozenset((Path(__file__).parent / "no-places.txt").read_text(encoding="utf-8").split())


def workplaces_in(text: str) -> Iterator[Finding]:
    """Wards, teams and places that a text names. Capitals are needed, except before a number."""
    for match in NUMBERED.finditer(text):
        yield Finding("workplace", *match.span())
    for match in NAMED.finditer(text):
        start = match.start() + _ordinary_before(match[0])
        if text[start : match.end()].count(" "):
            yield Finding("workplace", start, match.end())
    for match in WITHIN.finditer(text):
        start = match.start(1) + _ordinary_before(match[1])
        if start < match.end(1):
            yield Finding("workplace", start, match.end(1))


def _ordinary_before(words: str) -> int:
    """How much of some words goes before the first that may name a place."""
    passed = 0
    for word in words.split(" "):
        if word.replace("\u2019", "'") not in NO_PLACE:
            break
        passed += len(word) + 1
    return passed
