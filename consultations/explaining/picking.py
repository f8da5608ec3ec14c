"""What somebody has said of themselves to hear what changes: place, service, way to travel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode

from rapidfuzz import fuzz

from consultations.content.schema import Choice, WhatChanges
from consultations.content.words import words

PLACE, SERVICE, MODE = "place", "service", "mode"
PARTS = (PLACE, SERVICE, MODE)
CLOSE_ENOUGH = 84
SHORTEST_TO_GUESS = 5
HOW_FAR_BEFORE = 4
CURLY = "\u2019"


@dataclass(frozen=True)
class Picked:
    """The parts that are known. It is written as an address is: ``place=town&service=births``."""

    place: str | None = None
    service: str | None = None
    mode: str | None = None

    @classmethod
    def read(cls, known: WhatChanges, written: str | Mapping[str, str] | None) -> Self:
        """What was written, without anything that the pack does not offer."""
        given = dict(parse_qsl(written or "")) if isinstance(written, str | None) else written
        offered = {part: {each.value for each in choices_of(known, part)} for part in PARTS}
        return cls(**{part: v for part in PARTS if (v := given.get(part)) in offered[part]})

    @property
    def written(self) -> str:
        """The parts that are known, as in an address."""
        return urlencode({part: value for part in PARTS if (value := getattr(self, part))})

    @property
    def missing(self) -> str | None:
        """The first part that is not known."""
        return next((part for part in PARTS if getattr(self, part) is None), None)

    def having(self, part: str, value: str | None) -> Self:
        """The same with another value for one part, or without one."""
        return replace(self, **{part: value})

    def filled_from(self, other: Picked) -> Self:
        """The same, with parts that are not known taken from somewhere else."""
        return replace(self, **{p: getattr(self, p) or getattr(other, p) for p in PARTS})


def asked_again(written: str | None) -> str | None:
    """The part that somebody wants to pick anew."""
    part = dict(parse_qsl(written or "")).get("ask")
    return part if part in PARTS else None


def choices_of(known: WhatChanges, part: str) -> tuple[Choice, ...]:
    """What may be picked for one part."""
    return {PLACE: known.places, SERVICE: known.services, MODE: known.modes}[part]


def named_in(known: WhatChanges, text: str) -> tuple[Picked, frozenset[str]]:
    """What somebody's own words name, and the ways to travel that they rule out ("no car").

    When one way is left that nobody ruled out, it is taken as named.
    """
    typed = _tokens(text)
    ruled_out = frozenset(each.value for each in known.modes if _is_ruled_out(each, typed))
    modes = [each for each in known.modes if each.value not in ruled_out]
    mode = _named(modes, typed, also=True)
    if mode is None and len(modes) == 1 < len(known.modes):
        mode = modes[0].value
    place, service = _named(known.places, typed), _named(known.services, typed)
    return Picked(place, service, mode), ruled_out


def _named(choices: Sequence[Choice], typed: list[str], *, also: bool = False) -> str | None:
    """The one choice that the words name; none when they name several, or nothing.

    "Upper Vale" names one place, although another is called "Vale".
    """
    exact: dict[str, str] = {}
    close: dict[str, float] = {}
    for each in choices:
        names = _names(each, also=also)
        there = [" ".join(name) for name in names if _runs(typed, len(name)) & {" ".join(name)}]
        if there:
            exact[each.value] = max(there, key=len)
        close[each.value] = max((_likeness(name, typed) for name in names), default=0.0)
    if exact:
        best = max(exact, key=lambda value: len(exact[value]))
        return best if all(name in exact[best] for name in exact.values()) else None
    likest = max(close.values(), default=0.0)
    named = [value for value, score in close.items() if score == likest >= CLOSE_ENOUGH]
    return named[0] if len(named) == 1 else None


def _likeness(name: list[str], typed: list[str]) -> float:
    """How like a name the most similar run of words is. A short name is not guessed at."""
    wanted = " ".join(name)
    if len(wanted) < SHORTEST_TO_GUESS:
        return 0.0
    return max((fuzz.ratio(wanted, run) for run in _runs(typed, len(name))), default=0.0)


def _runs(typed: list[str], size: int) -> set[str]:
    """Every run of so many words."""
    return {" ".join(typed[at : at + size]) for at in range(len(typed) - size + 1)}


def _names(choice: Choice, *, also: bool) -> list[list[str]]:
    """What a choice may be called: its label, each part of it, its value, and other words."""
    parts = [choice.label, *re.split(r"[:,;()/]|\bor\b", choice.label), choice.value, *choice.also]
    names = [name for part in parts if (name := _tokens(part))]
    if also:
        names += [[word] for name in names for word in name[-1:] if len(word) >= 3]
        names += [[other] for word in _of_mode(choice) for other in words().what_changes.also[word]]
    return names


def _of_mode(choice: Choice) -> list[str]:
    """The words under which other words for a way to travel are listed."""
    also = words().what_changes.also
    known = {*_tokens(choice.label), *_tokens(choice.value)}
    return [word for word in also if known & {word, *also[word]}]


def _is_ruled_out(mode: Choice, typed: list[str]) -> bool:
    """Whether a way to travel stands soon after a "no"."""
    names = {name[0] for name in _names(mode, also=True) if len(name) == 1}
    no = set(words().what_changes.no)
    return any(
        word in names and no & set(typed[max(0, at - HOW_FAR_BEFORE) : at])
        for at, word in enumerate(typed)
    )


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w'&]+", text.casefold().replace(CURLY, "'").replace("-", " "))
