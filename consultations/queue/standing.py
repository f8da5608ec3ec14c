"""Where questions stand: waiting, overdue, answered or closed."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import AskedQuestion
from consultations.queue.alike import put_together
from consultations.queue.due import due_of


class Standing(StrEnum):
    """How far a question has come. One that is overdue is waiting as well."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    CLOSED = "closed"


CONDITIONS: dict[Standing, tuple[ColumnElement[bool], ...]] = {
    Standing.WAITING: (AskedQuestion.answer_id.is_(None), AskedQuestion.closed_at.is_(None)),
    Standing.ANSWERED: (AskedQuestion.answer_id.is_not(None),),
    Standing.CLOSED: (AskedQuestion.answer_id.is_(None), AskedQuestion.closed_at.is_not(None)),
}


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that ask the same thing, the first asked first; they are dealt with together."""

    questions: tuple[AskedQuestion, ...]

    @property
    def id(self) -> uuid.UUID:
        """The name of the group: that of the question that was asked first."""
        return self.questions[0].id

    @property
    def text(self) -> str:
        return self.questions[0].text

    @property
    def times(self) -> int:
        return len(self.questions)

    @property
    def first_asked(self) -> date:
        return self.questions[0].asked_on

    @property
    def last_asked(self) -> date:
        return max(each.asked_on for each in self.questions)

    @property
    def due(self) -> date:
        """By when the first of them is to be answered."""
        return min(due_of(each) for each in self.questions)

    @property
    def owner(self) -> str | None:
        """Who looks after them."""
        return next((each.owner for each in self.questions if each.owner), None)

    @property
    def nearest(self) -> str | None:
        """The approved answer that came nearest most often."""
        near = Counter(each.nearest for each in self.questions if each.nearest)
        return near.most_common(1)[0][0] if near else None

    @cached_property
    def wordings(self) -> dict[str, list[uuid.UUID]]:
        """What was typed, each wording once, with the questions that were asked so."""
        asked: dict[str, list[uuid.UUID]] = {}
        for each in self.questions:
            asked.setdefault(each.text, []).append(each.id)
        return asked

    @property
    def standing(self) -> Standing:
        """Waiting, answered or closed."""
        return standing_of(self.questions[0])


def standing_of(question: AskedQuestion) -> Standing:
    """Waiting, answered or closed."""
    if question.answer_id is not None:
        return Standing.ANSWERED
    return Standing.WAITING if question.closed_at is None else Standing.CLOSED


def groups_standing(
    session: Session, *, pack: Pack, standing: Standing, today: date
) -> list[QuestionGroup]:
    """The questions of one standing: what is due first, or what was dealt with last, first."""
    if standing in (Standing.WAITING, Standing.OVERDUE):
        waiting = _questions(session, pack.slug, Standing.WAITING)
        groups = [QuestionGroup(tuple(each)) for each in put_together(pack, waiting)]
        if standing is Standing.OVERDUE:
            groups = [group for group in groups if group.due < today]
        return sorted(groups, key=lambda group: (group.due, -group.times, group.id))
    return _dealt_with(_questions(session, pack.slug, standing))


def every_group(session: Session, *, pack: Pack, today: date) -> list[QuestionGroup]:
    """Every question that had no answer, alike ones together: waiting, answered, closed."""
    return [
        group
        for standing in CONDITIONS
        for group in groups_standing(session, pack=pack, standing=standing, today=today)
    ]


def group_with(session: Session, *, pack: Pack, question_id: uuid.UUID) -> QuestionGroup | None:
    """The group that a question is in, or None when there is no such question."""
    question = session.get(AskedQuestion, question_id)
    if question is None or question.consultation_slug != pack.slug:
        return None
    standing = standing_of(question)
    groups = groups_standing(session, pack=pack, standing=standing, today=date.min)
    return next(group for group in groups if question in group.questions)


def _dealt_with(questions: Sequence[AskedQuestion]) -> list[QuestionGroup]:
    """Groups of what one person dealt with in one go, the last first."""

    def together(question: AskedQuestion) -> tuple[object, ...]:
        return (question.closed_at, question.answer_id, question.closed_by)

    groups = [QuestionGroup(tuple(group)) for _, group in groupby(questions, key=together)]
    return groups[::-1]


def _questions(session: Session, slug: str, standing: Standing) -> Sequence[AskedQuestion]:
    statement = (
        select(AskedQuestion)
        .where(AskedQuestion.consultation_slug == slug, *CONDITIONS[standing])
        .order_by(
            AskedQuestion.closed_at,
            AskedQuestion.answer_id,
            AskedQuestion.closed_by,
            AskedQuestion.asked_on,
            AskedQuestion.id,
        )
    )
    return session.scalars(statement).all()
