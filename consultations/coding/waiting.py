"""Which comment to read next: one the model is least sure of, or one for a second look."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from consultations.coding.comments import is_coded
from consultations.coding.kinds import Scheme, Source, State
from consultations.content.schema import Pack
from consultations.models import Answer, Coding, CodingDone

ONE_IN = 10


def waiting(session: Session, *, pack: Pack, skip: int = 0, most: int = 1) -> list[uuid.UUID]:
    """Comments that no person has read, those of which the model is least sure first.

    How sure it is of a comment is how sure it is of its least sure theme. One without any theme
    comes first of all. Without a model the order is by chance. Comments of which their writers
    said what they are about come last.
    """
    sure = (
        select(func.min(Coding.probability))
        .where(
            Coding.answer_id == Answer.id,
            Coding.scheme == Scheme.THEMES,
            Coding.source == Source.MODEL,
            Coding.state == State.SUGGESTED,
        )
        .correlate(Answer)
        .scalar_subquery()
    )
    statement = (
        select(Answer.id)
        .join(Answer.response)
        .where(*is_coded(pack), ~_read(second=False))
        .order_by(case((_confirmed(pack), 1), else_=0), func.coalesce(sure, 0.0), Answer.id)
        .offset(skip)
        .limit(most)
    )
    return list(session.scalars(statement))


def waiting_for_second(session: Session, *, pack: Pack, actor: str) -> list[uuid.UUID]:
    """Comments of the sample that somebody else has read, and nobody for the second time."""
    by_others = aliased(CodingDone)
    statement = (
        select(Answer.id)
        .join(Answer.response)
        .join(by_others, by_others.answer_id == Answer.id)
        .where(
            *is_coded(pack),
            by_others.scheme == Scheme.THEMES,
            ~by_others.second,
            ~_read(second=True),
            ~_read(second=False, who=actor),
        )
        .distinct()
        .order_by(Answer.id)
    )
    return in_sample(list(session.scalars(statement)))


def read_by(session: Session, *, pack: Pack, actor: str, second: bool) -> list[uuid.UUID]:
    """The comments that one person has read, the latest first."""
    statement = (
        select(CodingDone.answer_id)
        .where(
            CodingDone.consultation_slug == pack.slug,
            CodingDone.scheme == Scheme.THEMES,
            CodingDone.who == actor,
            CodingDone.second == second,
        )
        .order_by(CodingDone.at.desc(), CodingDone.id)
        .limit(200)
    )
    return list(session.scalars(statement))


def read_by_anybody(session: Session, *, pack: Pack) -> list[uuid.UUID]:
    """The comments that somebody has read as the first reader."""
    statement = (
        select(CodingDone.answer_id)
        .where(
            CodingDone.consultation_slug == pack.slug,
            CodingDone.scheme == Scheme.THEMES,
            ~CodingDone.second,
        )
        .distinct()
        .order_by(CodingDone.answer_id)
    )
    return list(session.scalars(statement))


def in_sample(answers: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Those of some answers that a second person reads too: one in ten, always the same ones."""
    return [each for each in answers if is_in_sample(each)]


def is_in_sample(answer_id: uuid.UUID) -> bool:
    """Whether an answer belongs to the tenth that is read twice. Nobody can choose which."""
    digest = hashlib.sha256(b"second reading " + answer_id.bytes).digest()
    return int.from_bytes(digest[:8], "big") % ONE_IN == 0


def _confirmed(pack: Pack) -> ColumnElement[bool]:
    """Whether whoever wrote a comment has said what it is about."""
    said = aliased(Answer)
    return or_(
        false(),
        *(
            and_(
                Answer.question_key == question.themes_of,
                exists().where(
                    said.response_id == Answer.response_id,
                    said.question_key == question.key,
                    said.current,
                    ~said.skipped,
                    said.choices.is_not(None),
                ),
            )
            for question in pack.questions
            if question.choices_from == "themes"
        ),
    )


def _read(*, second: bool, who: str | None = None) -> ColumnElement[bool]:
    done = aliased(CodingDone)
    conditions = [
        done.answer_id == Answer.id,
        done.scheme == Scheme.THEMES,
        done.second if second else ~done.second,
    ]
    if who is not None:
        conditions.append(done.who == who)
    return exists().where(*conditions)
