"""What the gate reports."""

from __future__ import annotations

from typing import NamedTuple


class WordFault(NamedTuple):
    """One place where the words break a rule. A warning is to be thought about, not obeyed."""

    rule: str
    where: str
    what: str
    advice: str
    warning: bool = False
