"""Look after questions: give them an owner and a date, answer them, close them, put them back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.models import AskedQuestion, Commissioner
from consultations.queue.standing import Standing, standing_of


class QueueError(Exception):
    """Something that cannot be done with a question, said in one sentence."""


class NotThere(QueueError):
    """A question that is not in the queue of this consultation."""


class DealtWith(QueueError):
    """Questions that somebody else has answered or closed meanwhile."""


class Because(StrEnum):
    """Why a question is closed without an answer."""

    NOT_A_QUESTION = "not-a-question"
    PERSONAL = "personal"
    NOT_ABOUT_THIS = "not-about-this"


def chosen(
    session: Session, *, consultation_slug: str, ids: Sequence[uuid.UUID]
) -> list[AskedQuestion]:
    """The questions with some ids, held so that nobody else deals with them at the same moment.

    Raises NotThere when there is none of them.
    """
    statement = (
        select(AskedQuestion)
        .where(AskedQuestion.consultation_slug == consultation_slug, AskedQuestion.id.in_(ids))
        .order_by(AskedQuestion.asked_on, AskedQuestion.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    questions = list(session.scalars(statement))
    if not questions:
        raise NotThere("Choose at least one question.")
    return questions


def owners(session: Session) -> list[str]:
    """Who may look after questions: everybody who can sign in."""
    statement = select(Commissioner.name).where(Commissioner.active).order_by(Commissioner.name)
    return list(session.scalars(statement))


def assign(
    session: Session, *, questions: Sequence[AskedQuestion], owner: str | None, actor: str
) -> None:
    """Say who looks after questions, or that nobody does.

    Raises QueueError when the owner cannot sign in, DealtWith when none of them waits.
    """
    if owner is not None and owner not in owners(session):
        raise QueueError(f"Nobody called {owner} can sign in here. Choose somebody else.")
    waiting = [each for each in still_waiting(questions) if each.owner != owner]
    for question in waiting:
        question.owner = owner
    if waiting:
        _note(session, waiting, actor=actor, what="question given an owner", owner=owner)


def set_due(session: Session, *, questions: Sequence[AskedQuestion], due: date, actor: str) -> None:
    """Set the day by which questions are to be answered. Raises DealtWith when none waits."""
    waiting = [each for each in still_waiting(questions) if each.due_on != due]
    for question in waiting:
        question.due_on = due
    if waiting:
        _note(session, waiting, actor=actor, what="question given a date", due=due.isoformat())


def answer_with(
    session: Session,
    *,
    questions: Sequence[AskedQuestion],
    pack: Pack,
    answer_id: str,
    actor: str,
) -> list[AskedQuestion]:
    """Say which answer of the pack answers questions; returns those that had waited until now.

    Raises QueueError when the pack has no such answer, DealtWith when none of them waits.
    """
    if pack.answer(answer_id) is None:
        raise QueueError("There is no such answer. Choose another.")
    waiting, now = still_waiting(questions), utc_now()
    for question in waiting:
        question.answer_id, question.closed_at, question.closed_by = answer_id, now, actor
    _note(session, waiting, actor=actor, what="question answered", answer=answer_id)
    return waiting


def close(
    session: Session, *, questions: Sequence[AskedQuestion], because: Because, actor: str
) -> list[AskedQuestion]:
    """Close questions without an answer; returns those that had waited until now.

    Raises DealtWith when none of them waits.
    """
    waiting, now = still_waiting(questions), utc_now()
    for question in waiting:
        question.closed_at, question.closed_by, question.closed_because = now, actor, because
    _note(session, waiting, actor=actor, what="question closed", because=because)
    return waiting


def put_back(session: Session, *, questions: Sequence[AskedQuestion], actor: str) -> None:
    """Let questions wait again that were closed, or answered. An answer stays in the pack.

    Raises QueueError when all of them wait already.
    """
    done = [each for each in questions if standing_of(each) is not Standing.WAITING]
    if not done:
        raise QueueError("These questions are in the queue already.")
    for question in done:
        question.answer_id = question.closed_at = None
        question.closed_by = question.closed_because = None
    _note(session, done, actor=actor, what="question put back")


def still_waiting(questions: Sequence[AskedQuestion]) -> list[AskedQuestion]:
    """Those that wait. Raises DealtWith when none does."""
    waiting = [each for each in questions if standing_of(each) is Standing.WAITING]
    if not waiting:
        raise DealtWith("Somebody has answered or closed this meanwhile. Nothing was changed.")
    return waiting


def _note(
    session: Session,
    questions: Sequence[AskedQuestion],
    *,
    actor: str,
    what: str,
    **detail: str | None,
) -> None:
    """Record what was done to which questions, never what they say."""
    session.flush()
    for question in questions:
        note(session, actor=actor, what=what, subject=question.id, **detail)
