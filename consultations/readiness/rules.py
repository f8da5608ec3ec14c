"""The rules of the field as data: what each asks for, where that is written, since when."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from consultations.content.parts import Part
from consultations.quick_yaml import read_yaml

FILE = Path(__file__).with_name("rules.yml")


class Rule(Part):
    """One line of the list: what is asked."""

    id: str
    asks: str


class RuleGroup(Part):
    """Some lines that belong to one principle, test or duty."""

    id: str
    name: str
    what: str
    source: str
    valid_from: date
    lines: tuple[Rule, ...]


class Rules(Part):
    """The whole list, and when somebody last checked it against the law."""

    checked_on: date
    groups: tuple[RuleGroup, ...]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The list that comes with this service."""
    return Rules.model_validate(read_yaml(FILE.read_text(encoding="utf-8")))
