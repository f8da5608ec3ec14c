"""See at once when somebody may be in danger, before anything else is done with their words.

Words and phrases only, from one reviewed file, so that it works when everything else is down. It
never uses up a message: what was said is handled as usual, and the card stands first in the reply.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from consultations.content.schema import Part
from consultations.languages.known import SOURCE
from consultations.languages.speaking import catalogue_now, language_now, say
from consultations.settings import settings
from consultations.types import MessageKind


class SafetyCard(Part):
    """A card that is shown first, and the phrases that call for it."""

    id: str
    heading: str
    text: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()


class SafetyFile(Part):
    """The reviewed file of cards. After the date to check by, its numbers have to be checked."""

    check_by: date
    reviewed_by: str
    cards: tuple[SafetyCard, ...]


def safety_file() -> SafetyFile:
    """The cards of this deployment, read again when the file has changed."""
    file = settings().content_dir / "safety.yml"
    return _read(file, file.stat().st_mtime_ns)


def card_for(text: str) -> SafetyCard | None:
    """The first card that a text calls for, if it calls for one."""
    plain = _plain(text)
    for card in safety_file().cards:
        said = any(f" {_plain(phrase)} " in f" {plain} " for phrase in card.phrases)
        if said and not any(f" {_plain(phrase)} " in f" {plain} " for phrase in card.unless):
            return card
    return None


def safety_message(text: str | None) -> dict[str, Any] | None:
    """The card that a text calls for, as a message of a turn reply, in the language spoken now."""
    card = card_for(text) if text else None
    if card is None:
        return None
    missing = {} if catalogue_now().has(card.text) else {"lang": SOURCE}
    return {
        "kind": MessageKind.SAFETY,
        "heading": say(card.heading),
        "text": say(card.text),
        "sources": [],
        **({} if language_now().is_source else missing),
    }


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> SafetyFile:
    return SafetyFile.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub("['\u2019]", "", text.casefold())))
