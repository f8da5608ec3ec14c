"""What is wrong with a pack, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

CLOSE_ENOUGH = 70


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in one line of a file. A warning is to be thought about."""

    file: str
    line: int
    what: str
    advice: str = ""
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}: {kind}{self.what} {self.advice}".rstrip()


class ContentError(Exception):
    """Something in a pack that must be put right: a sentence, or every fault that was found."""

    def __init__(self, said: str | Iterable[Fault]) -> None:
        self.faults = () if isinstance(said, str) else tuple(said)
        super().__init__(said if isinstance(said, str) else "\n".join(map(str, self.faults)))


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """The nearest known word as a suggestion, or what to do when none is near."""
    found = process.extractOne(
        word, sorted(known), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, processor=str.casefold
    )
    return f"Did you mean '{found[0]}'?" if found else otherwise
