"""See at once when somebody may be in danger, before anything else is done with their words.

Rules, and what was learned from invented examples. Both come with the program, so it works when
everything else is down. It never uses up a message: what was said is handled as usual, and the card
stands first in the reply. No clinician has reviewed it: see
``docs/safety/hazard-log.md``.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from consultations.languages.known import SOURCE
from consultations.languages.speaking import catalogue_now, language_now, say
from consultations.safety.cards import HelpLine, SafetyCard, SafetyFile, safety_file
from consultations.safety.checking import what_is_due
from consultations.safety.hearing import heard, make_ready
from consultations.types import MessageKind

__all__ = [
    "HelpLine",
    "SafetyCard",
    "SafetyFile",
    "card_for",
    "cards_for",
    "make_ready",
    "safety_file",
    "safety_message",
    "safety_messages",
    "what_is_due",
]

# A second card may matter ("an overdose, and I want to die"); a third would bury both.
MOST_CARDS = 2
WHEN_IN_DOUBT = "emergency"
_log = logging.getLogger(__name__)


def cards_for(text: str, *, before: Sequence[str] = ()) -> list[SafetyCard]:
    """The cards that a text calls for, the most urgent first, two at most.

    ``before`` are earlier texts of the same conversation: weak signs count together. When the
    screen itself fails, the card for an emergency is shown rather than none.
    """
    try:
        names = heard(text, before=before)
    except Exception:
        _log.exception("The safety screen failed. The card for an emergency was shown.")
        names = [WHEN_IN_DOUBT]
    file = safety_file()
    found = [card for name in names if (card := file.card(name))]
    return found[:MOST_CARDS]


def card_for(text: str) -> SafetyCard | None:
    """The first card that a text calls for, if it calls for one."""
    return next(iter(cards_for(text)), None)


def safety_messages(text: str | None, *, before: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The cards that a text calls for, as messages of a turn reply, in the language spoken now."""
    return [_message(card) for card in cards_for(text, before=before)] if text else []


def safety_message(text: str | None) -> dict[str, Any] | None:
    """The first card that a text calls for, as a message of a turn reply."""
    return next(iter(safety_messages(text)), None)


def _message(card: SafetyCard) -> dict[str, Any]:
    spoken = language_now().is_source or catalogue_now().has(card.text)
    said = [say(card.text)]
    if card.also and (language_now().is_source or not spoken or catalogue_now().has(card.also)):
        said.append(say(card.also))
    return {
        "kind": MessageKind.SAFETY,
        "heading": say(card.heading),
        "text": "\n\n".join(said),
        "variant": card.variant,
        "sources": [],
        **({} if spoken else {"lang": SOURCE}),
    }
