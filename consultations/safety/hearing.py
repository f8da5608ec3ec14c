"""The whole screen: the rules and what was learned, put together.

A card is shown when the learned half is sure enough by itself, or when a rule calls for it and the
learned half does not speak plainly against it. So rules find what is said outright, the learned
half what is said in new words, and figures of speech that only fool a rule are let pass. Plain
calls in other languages are looked for as well. In a conversation, the messages before count too.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from consultations.safety.abroad import heard_abroad
from consultations.safety.learned import learned
from consultations.safety.over_time import LOOKED_BACK, near_in_both, read_across
from consultations.safety.rulebook import CARDS
from consultations.safety.screen import calls_in, read_for_screen
from consultations.safety.screen import make_ready as make_rules_ready

_log = logging.getLogger(__name__)


def heard(text: str, *, before: Sequence[str] = ()) -> list[str]:
    """The cards that a text calls for, the most urgent first. Without the learned half, by rule.

    ``before`` are the texts of the same conversation that came before it, the oldest first.
    """
    found = heard_abroad(text) | _heard_in_english(read_for_screen(text))
    if before:
        found |= _heard_with(before, text)
    return [card for card in CARDS if card in found]


def _heard_in_english(read: Sequence[str]) -> set[str]:
    by_rule = {each.card for each in calls_in(read)}
    try:
        by_example = learned()
        scores = by_example.scores_in(read)
    except Exception:
        _log.exception("The learned half of the safety screen failed. The rules went on alone.")
        return by_rule
    return {
        card
        for card in CARDS
        if scores[card] > (by_example.with_rule if card in by_rule else by_example.alone)[card]
    }


def _heard_with(before: Sequence[str], last: str) -> set[str]:
    try:
        found = near_in_both(before, last) | _heard_in_english(read_across(before, last))
        # What an earlier message called for by itself has been shown already.
        return found.difference(*map(heard, before[-LOOKED_BACK:])) if found else found
    except Exception:
        _log.exception("The messages before could not be screened. The last one was.")
        return set()


def make_ready() -> None:
    """Make the whole screen ready, away from any message."""
    make_rules_ready()
    heard("Make ready.")
