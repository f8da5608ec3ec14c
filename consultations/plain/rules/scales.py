"""Scales that have more choices on one side than on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.content.schema import Pack, Question
from consultations.plain.faults import Finding
from consultations.types import QuestionKind

FOR = re.compile(
    r"\b(?:good|well|better|best|agree|support|comfortable|satisfied|happy|easy|easier|quick|safe"
    r"|safer|fair|useful|clear|helpful|confident|like|favour|improve|likely|part of)\b"
    r"|\bfor$"
    r"|\btoo (?:much|many|big|large|long|fast|high)\b"
)
AGAINST = re.compile(
    r"\b(?:bad|badly|poor|poorly|worse|worst|disagree|oppose|uncomfortable|dissatisfied|unhappy"
    r"|hard|harder|difficult|slow|unsafe|unfair|useless|unclear|unhelpful|worried|dislike|against"
    r"|unlikely|left out)\b|\btoo (?:little|few|small|short|slow|low)\b"
    r"|\bnot (?:\w+ )?(?:good|well|easy)\b"
)
MIDDLE = re.compile(
    r"\b(?:neither|about right|about the same|the same|no difference|no change|no effect|mixed"
    r"|in between|neutral|some .* and some|no strong view|no view)\b"
)


def uneven_scale(pack: Pack) -> Iterator[tuple[str, Finding]]:
    """A scale has as many choices for as against, and one between. Warning.

    Source: Austin Research, "Balancing scales": two choices for and one against tip the answer.
    """
    for question in pack.questions:
        if question.kind is QuestionKind.SINGLE:
            finding = _uneven(question)
            if finding:
                yield f"questions#{question.key}.choices", finding


def _uneven(question: Question) -> Finding | None:
    sides = [side(choice.label) for choice in question.choices]
    most, least = sides.count("for"), sides.count("against")
    if most + least < 2:
        return None
    if most != least:
        return Finding(
            f"{most} choices are for and {least} against.", "Offer as many of each.", warning=True
        )
    if most > 1 and "between" not in sides:
        return Finding(
            "No choice is between the two sides.", "Add one, such as 'Neither'.", warning=True
        )
    return None


def side(label: str) -> str | None:
    """Which side of a scale a choice is on: for, against, between, or none that can be told."""
    plain = label.casefold()
    if MIDDLE.search(plain):
        return "between"
    is_for, is_against = bool(FOR.search(plain)), bool(AGAINST.search(plain))
    if is_for == is_against:
        return None
    return "for" if is_for else "against"
