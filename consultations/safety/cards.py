"""The cards that people in danger are shown, and the telephone numbers that stand on them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError, model_validator

from consultations.content.parts import Part
from consultations.quick_yaml import read_yaml
from consultations.settings import settings

LAST_RESORT = Path(__file__).parent / "rules" / "last-resort.yml"
# 999, 116 123, 0808 2000 247, 85258, but not "age 12" or "6 weeks".
NUMBER = re.compile(
    r"(?<![\w£])(?:999|111|112|101|18000|[58]\d{4}|116 \d{3}|0\d[\d ]{6,12}\d)(?!\w)"
)
_log = logging.getLogger(__name__)
_last_good: dict[Path, SafetyFile] = {}


class HelpLine(Part):
    """A telephone number that may stand on a card: whose it is, and where it was looked up."""

    number: str
    whose: str
    source: str


class SafetyCard(Part):
    """A card that is shown first. ``also`` is left out where it has not been translated."""

    id: str
    heading: str
    text: str
    also: str | None = None
    variant: Literal["emergency", "urgent", "non-urgent"] = "emergency"


class SafetyFile(Part):
    """The reviewed file of cards. After the date to check by, its numbers have to be checked."""

    reviewed_by: str
    reviewed_on: date
    check_by: date
    numbers: tuple[HelpLine, ...]
    cards: tuple[SafetyCard, ...]

    @model_validator(mode="after")
    def _numbers_are_listed(self) -> SafetyFile:
        listed = {each.number for each in self.numbers}
        for card in self.cards:
            for number in numbers_in(f"{card.text} {card.also or ''}"):
                if number not in listed:
                    raise ValueError(
                        f"the card {card.id} has {number}, which is not among the reviewed numbers"
                    )
        return self

    def card(self, name: str) -> SafetyCard | None:
        """A card by its id. A deployment may leave one out: then it is never shown."""
        return next((each for each in self.cards if each.id == name), None)


def numbers_in(text: str) -> Iterator[str]:
    """The telephone numbers in a text, as they are written."""
    yield from (found[0] for found in NUMBER.finditer(text))


def safety_file() -> SafetyFile:
    """The cards of this deployment, read again when the file has changed.

    When an edit has broken the file, the one before stays. When there was none, the one card for
    an emergency that comes with the program stands in.
    """
    file = settings().content_dir / "safety.yml"
    try:
        found = _read(file, file.stat().st_mtime_ns)
    except (OSError, yaml.YAMLError, ValidationError):
        _log.exception("The safety cards in %s cannot be read.", file)
        return _last_good.get(file) or _read(LAST_RESORT, 0)
    _last_good[file] = found
    return found


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> SafetyFile:
    return SafetyFile.model_validate(read_yaml(file.read_text(encoding="utf-8")))
