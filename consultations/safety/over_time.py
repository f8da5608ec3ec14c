"""Danger that is spread over several messages: weak signs that count only together.

Two things are looked for. Two messages that each come near the mark of a card, where neither passes
it. And a sign that begins at the end of one message and ends at the start of the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultations.safety.learned import learned
from consultations.safety.reading import sentences
from consultations.safety.rulebook import CARDS

# How many messages back are read again: what was said longer ago has had its answer.
LOOKED_BACK = 4
LONGEST_LOOKED_BACK = 1_000
Scores = Mapping[str, float]


def near_in_both(before: Sequence[str], last: str) -> set[str]:
    """The cards that the last message and one of those before it come near."""
    taught = learned()
    now = taught.scores_in(sentences(last[:LONGEST_LOOKED_BACK]))
    earlier = (sentences(text[-LONGEST_LOOKED_BACK:]) for text in before[-LOOKED_BACK:])
    return both_near([taught.scores_in(read) for read in earlier], now, taught.near)


def read_across(before: Sequence[str], last: str) -> list[str]:
    """The end of the message before and the start of the last one, read as one sentence."""
    end = sentences(before[-1][-LONGEST_LOOKED_BACK:])[-1:] if before else []
    start = sentences(last[:LONGEST_LOOKED_BACK])[:1]
    return ["".join([*end, *start])] if end and start else []


def both_near(earlier: Sequence[Scores], now: Scores, near: Scores) -> set[str]:
    """The cards that the last message and at least one before it come near."""
    return {
        card
        for card in CARDS
        if now[card] > near[card] and any(each[card] > near[card] for each in earlier)
    }
