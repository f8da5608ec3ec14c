"""How large each export would be, for the page that offers them."""

from __future__ import annotations

import uuid
from typing import NamedTuple

import numpy as np
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from consultations.analysis import People, people_of
from consultations.content.schema import Pack
from consultations.models import Answer, Response
from consultations.releases.ledger import released_staff
from consultations.results.responses import counts_of
from consultations.types import Lane, QuestionKind


class Sizes(NamedTuple):
    """How many responses there are; how many comments by how many people; votes and voters."""

    responses: int
    waiting: int
    comments: int
    writers: int
    votes: int
    voters: int


_known: dict[str, tuple[tuple[int, str, int], Sizes]] = {}


def sizes_of(session: Session, *, pack: Pack) -> Sizes:
    """Count what the exports of one consultation would hold; anew only when responses changed."""
    released = released_staff(session, pack.slug)
    people = people_of(session, pack=pack)
    standing = (people.version, pack.version, len(released))
    known = _known.get(pack.slug)
    if known is None or known[0] != standing:
        known = _known[pack.slug] = (standing, _count(session, pack, people, released))
    return known[1]


def _count(session: Session, pack: Pack, people: People, released: frozenset[str]) -> Sizes:
    staff = people.of_lane(Lane.STAFF)
    told = np.array([str(each) in released for each in people.ids], dtype=bool) | ~staff
    comments, writers = session.execute(
        select(func.count(), func.count(func.distinct(Answer.response_id)))
        .select_from(Answer)
        .join(Answer.response)
        .where(
            *counts_of(pack.slug),
            Answer.current,
            ~Answer.skipped,
            Answer.comment.is_not(None),
            or_(
                func.coalesce(Response.lane, Lane.PUBLIC) == Lane.PUBLIC,
                Response.id.in_([uuid.UUID(each) for each in released]),
            ),
        )
    ).one()
    votes, voted = 0, np.zeros(people.n, dtype=bool)
    for question in pack.each_question:
        if question.kind is QuestionKind.VOTE:
            chose = people.answers(question.key).chose & told
            votes, voted = votes + int(chose.sum()), voted | chose
    return Sizes(people.n, int((~told).sum()), comments, writers, votes, int(voted.sum()))
