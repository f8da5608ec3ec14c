"""Find the question that somebody names in their own words."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from consultations.content.schema import Pack, Question
from consultations.types import Lane

CLOSE_ENOUGH = 80


def question_named(pack: Pack, lane: Lane, text: str) -> Question | None:
    """The question of a lane whose short name, or number, a text contains."""
    plain = text.casefold()
    numbered = re.search(r"\b(?:question|answer|number)\s+(\d{1,2})\b", plain)
    questions = pack.questions_for(lane)
    if numbered and 1 <= int(numbered[1]) <= len(questions):
        return questions[int(numbered[1]) - 1]
    scored = [(fuzz.partial_ratio(each.short.casefold(), plain), each) for each in questions]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= CLOSE_ENOUGH else None
