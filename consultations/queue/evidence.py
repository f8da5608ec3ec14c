"""What was asked and how it ended, counted: evidence that questions were taken seriously.

These are counts of questions and of answers given. They are not split by who asked, and nobody can
be found in them, so nothing has to be hidden. What people said about themselves is not in here.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.answering.data import data_answers
from consultations.audit import note
from consultations.content.schema import LONDON, Pack
from consultations.exports import to_csv
from consultations.models import AskedQuestion, Enquiry
from consultations.queue.due import due_of
from consultations.queue.looking_after import Because
from consultations.queue.standing import Standing, every_group, standing_of

NOT_SHOWN = "not shown: closed as personal"


@dataclass(frozen=True)
class QueueCount:
    """How many questions stand where, and how many days half of the answers took at most."""

    waiting: int = 0
    overdue: int = 0
    answered: int = 0
    closed: int = 0
    median_days: float | None = None

    @property
    def in_all(self) -> int:
        return self.waiting + self.answered + self.closed


def count_queue(session: Session, *, consultation_slug: str, today: date) -> QueueCount:
    """Count the questions of one consultation that the pack could not answer."""
    questions = _all_asked(session, consultation_slug)
    stand = Counter(standing_of(each) for each in questions)
    waiting = [each for each in questions if standing_of(each) is Standing.WAITING]
    days = [
        max(0, (each.closed_at.astimezone(LONDON).date() - each.asked_on).days)
        for each in questions
        if each.answer_id is not None and each.closed_at is not None
    ]
    return QueueCount(
        waiting=len(waiting),
        overdue=sum(due_of(each) < today for each in waiting),
        answered=stand[Standing.ANSWERED],
        closed=stand[Standing.CLOSED],
        median_days=statistics.median(days) if days else None,
    )


def count_enquiries(
    session: Session, *, consultation_slug: str
) -> dict[str | None, Mapping[str, int]]:
    """How often each answer was asked for, and how that ended; None is for no answer at all."""
    statement = (
        select(Enquiry.answer_id, Enquiry.outcome, func.count())
        .where(Enquiry.consultation_slug == consultation_slug)
        .group_by(Enquiry.answer_id, Enquiry.outcome)
        .order_by(Enquiry.answer_id, Enquiry.outcome)
    )
    counts: dict[str | None, dict[str, int]] = {}
    for answer_id, outcome, times in session.execute(statement):
        counts.setdefault(answer_id, {})[outcome] = times
    return dict(counts)


def questions_by_answer(pack: Pack) -> dict[str, str]:
    """The public question of each answer, also of those that are made of the data of the pack."""
    return {each.id: each.asks[0] for each in (*data_answers(pack), *pack.answers)}


def asked_csv(session: Session, *, pack: Pack, actor: str, today: date) -> str:
    """Every question that the pack could not answer, one row each, with what became of it.

    Those that look alike, or were dealt with together, have the same number under ``alike``.

    The words of those that were closed as personal stay out.
    """
    questions = _all_asked(session, pack.slug)
    groups = every_group(session, pack=pack, today=today)
    alike = {each.id: number for number, group in enumerate(groups, 1) for each in group.questions}
    note(session, actor=actor, what="questions exported", subject=pack.slug, rows=len(questions))
    rows = [[*_asked_row(each), str(alike[each.id])] for each in questions]
    return to_csv([list(ASKED_COLUMNS), *rows])


def enquiries_csv(session: Session, *, pack: Pack, actor: str) -> str:
    """How often each answer was asked for and how that ended, one row for each of both."""
    counts = count_enquiries(session, consultation_slug=pack.slug)
    question_of = questions_by_answer(pack)
    note(session, actor=actor, what="enquiries exported", subject=pack.slug)
    rows = [
        [answer_id or "", question_of.get(answer_id or "", ""), outcome, str(times)]
        for answer_id, outcomes in counts.items()
        for outcome, times in outcomes.items()
    ]
    return to_csv([["answer", "question", "how_it_ended", "times"], *rows])


ASKED_COLUMNS = (
    "asked_on",
    "language",
    "question",
    "status",
    "owner",
    "due",
    "answer",
    "reason",
    "alike",
)


def _asked_row(question: AskedQuestion) -> Iterator[str]:
    is_personal = question.closed_because == Because.PERSONAL
    yield question.asked_on.isoformat()
    yield question.language
    yield NOT_SHOWN if is_personal else question.text
    yield standing_of(question)
    yield question.owner or ""
    yield due_of(question).isoformat()
    yield question.answer_id or ""
    yield question.closed_because or ""


def _all_asked(session: Session, slug: str) -> Sequence[AskedQuestion]:
    statement = (
        select(AskedQuestion)
        .where(AskedQuestion.consultation_slug == slug)
        .order_by(AskedQuestion.asked_on, AskedQuestion.id)
    )
    return session.scalars(statement).all()
