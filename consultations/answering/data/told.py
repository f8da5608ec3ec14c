"""What the data of a pack says, in lines, with where each comes from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from consultations.content.parts import LONDON, Cited

# A message of more than sixty words is too much at once: field rules, section 2.5.
MOST_WORDS = 60


class Told(NamedTuple):
    """Lines to show first, lines to show when more is asked for, and their sources."""

    lines: tuple[str, ...]
    more: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()


def told(
    lines: Iterable[str],
    *,
    more: Iterable[str] = (),
    cited: Iterable[Cited] = (),
    together: bool = False,
) -> Told | None:
    """As many lines as fit into one message, the others for later; None when there is no line.

    Lines about options stay together, so that none of them is left for later.
    """
    first: list[str] = []
    rest = list(lines)
    while rest and (together or not first or _words([*first, rest[0]]) <= MOST_WORDS):
        first.append(rest.pop(0))
    if not first:
        return None
    return Told(tuple(first), (*rest, *more), tuple(dict.fromkeys(cited)))


def day(value: date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """A moment in London as people say it: 3 March 2026, 5pm."""
    local = value.astimezone(LONDON)
    hour = f"{local.hour % 12 or 12}{f':{local:%M}' if local.minute else ''}"
    return f"{day(local.date())}, {hour}{'am' if local.hour < 12 else 'pm'}"


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)
