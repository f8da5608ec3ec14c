"""Some of the people of a snapshot, as a snapshot of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from consultations.analysis.people import Answers, Coded, Mask, People

CODED = ("lane", "group", "place", "interest", "channel", "language", "length")
ARRAYS = ("submitted", "seconds", "late", "verified", "in_campaign")


def some_of(people: People, kept: Mask, *, version: int) -> People:
    """The people of this mask alone. ``version`` tells this choice from all others."""
    parts: dict[str, Any] = {name: _some(getattr(people, name), kept) for name in CODED}
    parts |= {name: getattr(people, name)[kept] for name in ARRAYS}
    return replace(
        people,
        version=version,
        ids=[each for each, keep in zip(people.ids, kept.tolist(), strict=True) if keep],
        **parts,
        measures={name: values[kept] for name, values in people.measures.items()},
        questions={key: _answers(each, kept) for key, each in people.questions.items()},
    )


def _some(coded: Coded, kept: Mask) -> Coded:
    return Coded(coded.values, coded.codes[kept])


def _answers(answers: Answers, kept: Mask) -> Answers:
    return replace(answers, codes=answers.codes[kept], versions=answers.versions[kept])
