"""Which view each person holds, so that a theme can show who raised it."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack, Question
from consultations.models import Answer
from consultations.results.responses import counts_of
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


def views_by_response(session: Session, *, pack: Pack) -> dict[uuid.UUID, tuple[str, str]]:
    """The question and the value of each person's view, by response."""
    views: dict[uuid.UUID, tuple[str, str]] = {}
    for questions in view_questions(pack).values():
        for question in questions:
            for response_id, choices in _chosen(session, pack, question):
                if choices:
                    views.setdefault(response_id, (questions[0].key, choices[0]))
    return views


def _chosen(
    session: Session, pack: Pack, question: Question
) -> list[tuple[uuid.UUID, list[str] | None]]:
    statement = (
        select(Answer.response_id, Answer.choices)
        .join(Answer.response)
        .where(
            *counts_of(pack.slug),
            Answer.question_key == question.key,
            Answer.current,
            ~Answer.skipped,
            Answer.choices.is_not(None),
        )
        .order_by(Answer.response_id)
    )
    return [(response, choices) for response, choices in session.execute(statement)]
