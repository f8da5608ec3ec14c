"""What people wrote: comments to read and search, and questions that had no answer."""

from __future__ import annotations

import uuid
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import (
    Answer,
    Campaign,
    CampaignMember,
    Quote,
    Response,
)
from consultations.redactions import redactions_of, shown_words
from consultations.results.responses import counts_of
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
    person do not stand together and nobody can tell who wrote when.
    """
    places = {question.key: place for place, question in enumerate(pack.questions)}
    place = case(places, value=Answer.question_key, else_=len(places))
    statement = (
        select(Answer.id)
        .join(Answer.response)
        .where(
            *counts_of(pack.slug),
            Answer.current,
            ~Answer.skipped,
            Answer.comment.is_not(None),
            *_conditions(pack.slug, among),
        )
        .order_by(place, Answer.question_key, Answer.id)
    )
    for word in words.split()[:MOST_WORDS_SEARCHED]:
        statement = statement.where(Answer.comment.icontains(word, autoescape=True))
    if question_key:
        statement = statement.where(Answer.question_key == question_key)
    if lane:
        statement = statement.where(Response.lane == lane)
    # Which ones first, and only then their words: so few columns are quick to put in order.
    ids = list(session.scalars(statement.offset(skip).limit(most)))
    shown = (
        select(Answer.question_key, Response.lane, Answer.comment, Answer.id, _is_quoted())
        .join(Answer.response)
        .where(Answer.id.in_(ids))
        .order_by(Answer.id)
    )
    hidden = redactions_of(session, consultation_slug=pack.slug)
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
    found = [by_id[each] for each in ids]
    return Page(found, _how_many(session, statement))


def _how_many(session: Session, statement: Select[*tuple[object, ...]]) -> int:
    rows = statement.order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(rows)) or 0


def _is_quoted() -> ColumnElement[bool]:
    return exists().where(Quote.answer_id == Answer.id)


def _conditions(slug: str, among: Among) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if among.quoted:
        conditions.append(_is_quoted())
    if among.campaigns:
        inside = exists().where(
            CampaignMember.response_id == Answer.response_id,
            CampaignMember.campaign_id == Campaign.id,
            Campaign.consultation_slug == slug,
            Campaign.state == "confirmed",
        )
        conditions.append(inside if among.campaigns == "only" else ~inside)
    return conditions
