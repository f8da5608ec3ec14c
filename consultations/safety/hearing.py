"""The whole screen: the rules and what was learned, put together.

A card is shown when the learned half is sure enough by itself, or when a rule calls for it and the
learned half does not speak plainly against it. So rules find what is said outright, the learned
half what is said in new words, and figures of speech that only fool a rule are let pass.
"""

from __future__ import annotations

import logging

from consultations.safety.learned import learned
from consultations.safety.rulebook import CARDS
from consultations.safety.screen import calls_in, read_for_screen
from consultations.safety.screen import make_ready as make_rules_ready

_log = logging.getLogger(__name__)


def heard(text: str) -> list[str]:
    """The cards that a text calls for, the most urgent first. Without the learned half, by rule."""
    read = read_for_screen(text)
    by_rule = {each.card for each in calls_in(read)}
    try:
        by_example = learned()
        scores = by_example.scores_in(read)
    except Exception:
        _log.exception("The learned half of the safety screen failed. The rules went on alone.")
        return [card for card in CARDS if card in by_rule]
    return [
        card
        for card in CARDS
        if scores[card] > (by_example.with_rule if card in by_rule else by_example.alone[card])
    ]


def make_ready() -> None:
    """Make the whole screen ready, away from any message."""
    make_rules_ready()
    heard("Make ready.")
