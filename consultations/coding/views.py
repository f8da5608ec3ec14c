"""Which view each person holds, so that a theme can show who raised it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from consultations.analysis import People
from consultations.analysis.people import Mask
from consultations.content.schema import Pack, Question
from consultations.types import Lane, QuestionKind


class ViewCount(NamedTuple):
    """How many of those who raised a theme hold one view."""

    question_key: str
    value: str
    people: int


def view_questions(pack: Pack) -> dict[Lane, tuple[Question, ...]]:
    """The questions that ask each lane what they think, the one to believe first.

    That is the view that was asked for twice, in its second asking and then its first; where no
    view is asked for twice, the first scale. A lane without either has none.
    """
    found = {}
    for lane in pack.consultation.lanes:
        asked = [
            each
            for each in pack.questions
            if lane in each.lanes and each.kind is QuestionKind.SINGLE and not each.check
        ]
        twice = next((each for each in asked if each.again), None)
        if twice:
            first = [each for each in asked if each.key == twice.again]
            found[lane] = (twice, *first)
        else:
            found[lane] = tuple(each for each in asked if each.scale)[:1]
    return found


@dataclass(frozen=True)
class Views:
    """The view of each person, as question and value; codes of -1 for those without one."""

    views: list[tuple[str, str]]
    codes: NDArray[np.int64]

    def among(self, people: Mask) -> tuple[ViewCount, ...]:
        """How many of some people hold each view."""
        codes = self.codes[people]
        found = np.bincount(codes[codes >= 0], minlength=len(self.views)).tolist()
        counted = zip(self.views, found, strict=True)
        return tuple(ViewCount(*view, number) for view, number in counted if number)


def views_of(pack: Pack, people: People) -> Views:
    """Which view everybody holds: the later one where they were asked twice."""
    views: dict[tuple[str, str], int] = {}
    codes = np.full(people.n, -1, dtype=np.int64)
    for questions in view_questions(pack).values():
        for question in questions:
            chosen = people.answers(question.key).firsts()
            to = np.array(
                [
                    views.setdefault((questions[0].key, value), len(views)) if value else -1
                    for value in chosen.values
                ],
                dtype=np.int64,
            )
            if len(chosen.codes):
                codes = np.where(codes < 0, to[chosen.codes], codes)
    return Views(list(views), codes)
