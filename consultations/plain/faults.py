"""What the gate reports."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """What a rule has to say of what it was shown. A warning is to be thought about."""

    what: str
    advice: str
    warning: bool = False


class WordFault(NamedTuple):
    """One place where the words break a rule.

    ``where`` is like ``answers/parking#short`` or ``proposals/stroke-units#gains.2``: items of a
    list go by their id, key, value or term, and else by their number from 1. A whole file is like
    ``answers/travel.yml``.
    """

    rule: str
    where: str
    what: str
    advice: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.where}: {kind}{self.what} {self.advice} [{self.rule}]"
