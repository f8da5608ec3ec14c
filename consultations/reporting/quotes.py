"""Quotes that were picked for the report: the words that may be shown, and whose in the widest way.

A person's group is told only where everybody of it is one of enough people: see ``coarsen``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.content.schema import Pack
from consultations.disclosure import NOT_SHOWN, coarsen
from consultations.models import Answer, Quote, Redaction, Response
from consultations.redactions import redactions_of, shown_words
from consultations.releases.words import readable_staff
from consultations.results.questions import group_names
from consultations.types import Lane


class PickedQuote(NamedTuple):
    """A part of a comment as it may be read. ``whose`` is "" when no group may be named."""

    theme_id: str | None
    question_key: str
    lane: Lane
    words: str
    whose: str


class _Part(NamedTuple):
    """The characters of a quote that are not shown, counted from where the quote begins."""

    starts: int
    ends: int
    reason: str
    undone_at: None = None


def quotes_of(session: Session, *, pack: Pack, people: People) -> list[PickedQuote]:
    """Every quote of a response that counts, in the order in which they were picked.

    Words of staff are among them once they came out with a batch.
    """
    readable = readable_staff(session, pack=pack)
    every = session.execute(
        select(
            *(Quote, Answer.comment, Answer.question_key, Answer.response_id),
            *(Response.lane, Answer.answered_at),
        )
        .join(Answer, Answer.id == Quote.answer_id)
        .join(Response, Response.id == Answer.response_id)
        .where(Quote.consultation_slug == pack.slug, Answer.current)
        .order_by(Quote.at, Quote.id)
    ).all()
    rows = [
        (quote, comment, key, response)
        for quote, comment, key, response, lane, at in every
        if readable.shows(lane, response, at)
    ]
    if not rows:
        return []
    places = {each: row for row, each in enumerate(people.ids)}
    hidden = redactions_of(session, consultation_slug=pack.slug)
    whose = _groups(people, [places[row[3]] for row in rows if row[3] in places], pack)
    return [
        PickedQuote(
            quote.theme_id,
            key,
            Lane(people.lane.of(places[response]) or Lane.PUBLIC),
            _words(comment or "", quote, hidden.get(quote.answer_id, [])),
            whose[places[response]],
        )
        for quote, comment, key, response in rows
        if response in places
    ]


def _words(comment: str, quote: Quote, hidden: Sequence[Redaction]) -> str:
    """The words of a quote, with the reason in the place of what was redacted since."""
    starts, ends = max(0, quote.starts), min(len(comment), quote.ends)
    parts = [
        _Part(max(each.starts, starts) - starts, min(each.ends, ends) - starts, each.reason)
        for each in hidden
        if each.starts < ends and each.ends > starts
    ]
    return shown_words(comment[starts:ends], parts).strip()


def _groups(people: People, wanted: Sequence[int], pack: Pack) -> dict[int, str]:
    """The group of some people in words, where it may be named, by what their whole lane said."""
    said: dict[int, str] = {}
    for lane in Lane:
        rows = [int(row) for row in people.of_lane(lane).nonzero()[0]]
        if not set(rows) & set(wanted):
            continue
        names = group_names(pack, lane)
        groups = coarsen([(people.group.of(row),) for row in rows], lane=lane)
        for row, (group,) in zip(rows, groups, strict=True):
            said[row] = names.get(group, "") if group != NOT_SHOWN else ""
    return said


def shorter(words: str, most: int = 400) -> str:
    """Words cut at a space where they are long."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
