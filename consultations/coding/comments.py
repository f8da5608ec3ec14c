"""Which comments are coded: everything in people's own words that counts as a view."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import Answer, Response
from consultations.releases.words import readable_staff
from consultations.results.responses import counts_of
from consultations.types import Lane

# Words that say that nothing is said. They belong to no theme.
NOTHING_SAID = frozenset(
    ("", "-", "--", ".", "n/a", "na", "none", "nil", "no", "nothing", "no comment", "no comments")
)
ROW = (
    *(Answer.id, Answer.response_id, Answer.question_key),
    *(Response.lane, Answer.comment, Answer.answered_at),
)


class Comment(NamedTuple):
    """What somebody wrote as an answer, or beside it."""

    answer_id: uuid.UUID
    response_id: uuid.UUID
    question_key: str
    lane: Lane
    text: str
    at: datetime


def is_coded(pack: Pack) -> tuple[SQLColumnExpression[bool], ...]:
    """Which answers are coded, for a query that joins answers with responses.

    Statements for others to vote on are not: they have a list of their own. Nor is the name that
    somebody gives to a theme that was not offered to them.
    """
    plain = func.lower(func.trim(Answer.comment))
    conditions = (
        *counts_of(pack.slug),
        Answer.current,
        ~Answer.skipped,
        Answer.comment.is_not(None),
        plain.not_in([*sorted(NOTHING_SAID), *sorted(f"{each}." for each in NOTHING_SAID)]),
    )
    left_out = not_coded(pack)
    return (*conditions, Answer.question_key.not_in(left_out)) if left_out else conditions


def not_coded(pack: Pack) -> list[str]:
    """The questions whose words are not coded, by key."""
    about_themes = {each.key for each in pack.questions if each.choices_from == "themes"}
    return sorted(
        each.key
        for each in pack.questions
        if each.takes_statement or (each.only_if and each.only_if.question in about_themes)
    )


def comments_of(session: Session, *, pack: Pack) -> list[Comment]:
    """Every comment that is coded, in an order by chance that stays the same.

    Those of staff are among them once they came out with a batch.
    """
    readable = readable_staff(session, pack=pack)
    every = map(comment, session.execute(select_comments(pack).order_by(Answer.id)))
    return [each for each in every if readable.shows(each.lane, each.response_id, each.at)]


def comment_with(session: Session, *, pack: Pack, answer_id: uuid.UUID) -> Comment | None:
    """One comment, if it is one that is coded; one of staff, if it came out with a batch."""
    row = session.execute(select_comments(pack).where(Answer.id == answer_id)).first()
    if row is None:
        return None
    found, readable = comment(row), readable_staff(session, pack=pack)
    return found if readable.shows(found.lane, found.response_id, found.at) else None


def count_comments(session: Session, *, pack: Pack) -> int:
    """How many comments are coded."""
    statement = select(func.count()).select_from(Answer).join(Answer.response)
    return session.scalar(statement.where(*is_coded(pack))) or 0


def select_comments(pack: Pack) -> Select[*tuple[Any, ...]]:
    """The query for comments, to be narrowed and put in order. Read its rows with ``comment``."""
    return select(*ROW).join(Answer.response).where(*is_coded(pack))


def comment(row: Iterable[Any]) -> Comment:
    """One row of ``select_comments`` with its parts named."""
    answer_id, response_id, key, lane, text, at = row
    return Comment(answer_id, response_id, key, Lane(lane or Lane.PUBLIC), text or "", at)
