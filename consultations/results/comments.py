"""What people wrote: comments to read and search, and questions that had no answer."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from sqlalchemy import ColumnElement, Text, cast, exists, select
from sqlalchemy.orm import Session

from consultations.analysis.people import Mask
from consultations.content.schema import Pack
from consultations.models import Answer, Quote, Redaction, Response
from consultations.redactions import redactions_of, shown_words
from consultations.results.kept_words import Written, words_of
from consultations.types import Lane

MOST_WORDS_SEARCHED = 8
Row = TypeVar("Row")


class Comment(NamedTuple):
    """Something somebody wrote, without what is redacted. Its author is known by lane only."""

    question_key: str
    lane: Lane
    text: str
    answer_id: uuid.UUID
    is_quoted: bool = False


class Among(NamedTuple):
    """Which comments are looked for, beside question, lane and words."""

    campaigns: str = ""
    quoted: bool = False


EVERYTHING = Among()


class Page(NamedTuple, Generic[Row]):
    """Some of the rows, and how many there are in all."""

    rows: list[Row]
    total: int


def find_comments(
    session: Session,
    *,
    pack: Pack,
    words: str = "",
    question_key: str | None = None,
    lane: Lane | None = None,
    among: Among = EVERYTHING,
    skip: int = 0,
    most: int = 20,
) -> Page[Comment]:
    """The comments that contain every word searched for, in the order of the questions.

    Within a question the order is by chance but always the same, so that two comments of one
    person do not stand together and nobody can tell who wrote when. The words of staff are among
    them once they came out with a batch.
    """
    written = words_of(session, pack=pack)
    wanted = np.ones(written.n, dtype=bool)
    if question_key:
        wanted &= written.to_question(question_key)
    if lane:
        wanted &= written.by(written.people.of_lane(lane))
    if among.campaigns:
        inside = written.by(written.people.in_campaign)
        wanted &= inside if among.campaigns == "only" else ~inside
    if among.quoted:
        wanted &= written.these(_quoted(session, pack.slug))
    hidden = redactions_of(session, consultation_slug=pack.slug)
    searched = words.split()[:MOST_WORDS_SEARCHED]
    if searched:
        wanted &= _that_hold(session, written, searched, hidden)
    places = np.flatnonzero(wanted)
    some = [written.answers[place] for place in places[skip : skip + most].tolist()]
    ids = [uuid.UUID(each) for each in some]
    shown = (
        select(Answer.question_key, Response.lane, Answer.comment, Answer.id, _is_quoted())
        .join(Answer.response)
        .where(Answer.id.in_(ids))
        .order_by(Answer.id)
    )
    by_id = {
        id_: Comment(
            key,
            Lane(where or Lane.PUBLIC),
            shown_words(text or "", hidden.get(id_, ())),
            id_,
            picked,
        )
        for key, where, text, id_, picked in session.execute(shown)
    }
    return Page([by_id[each] for each in ids if each in by_id], len(places))


def _that_hold(
    session: Session,
    written: Written,
    words: Collection[str],
    hidden: dict[uuid.UUID, list[Redaction]],
) -> Mask:
    """The comments with all of these words, not counting those that are hidden in them."""
    statement = select(cast(Answer.id, Text)).where(Answer.current, Answer.comment.is_not(None))
    for word in words:
        statement = statement.where(Answer.comment.icontains(word, autoescape=True))
    found = written.these(session.scalars(statement.order_by(Answer.id)))
    laid_over = select(Answer.id, Answer.comment).where(Answer.id.in_(list(hidden)))
    not_there = {
        str(answer)
        for answer, text in session.execute(laid_over.order_by(Answer.id))
        if not _holds(shown_words(text or "", hidden[answer]), words)
    }
    return found & ~written.these(not_there)


def _holds(text: str, words: Collection[str]) -> bool:
    return all(word.casefold() in text.casefold() for word in words)


def _quoted(session: Session, slug: str) -> Iterator[str]:
    answers = select(cast(Quote.answer_id, Text)).where(Quote.consultation_slug == slug)
    yield from session.scalars(answers.order_by(Quote.answer_id, Quote.id))


def _is_quoted() -> ColumnElement[bool]:
    return exists().where(Quote.answer_id == Answer.id)
