"""How far two people agree who read the same comments without seeing each other's codes."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.coding.agreement import alpha
from consultations.coding.frame import counted_as, frame_of
from consultations.coding.kinds import Scheme, Source, State
from consultations.coding.waiting import in_sample
from consultations.content.schema import Pack
from consultations.models import Coding, CodingDone

Codes = dict[uuid.UUID, frozenset[str]]


class Agreement(NamedTuple):
    """How far two readers agree: over all themes, on each, and on how comments sound."""

    comments: int
    in_sample: int
    themes: float | None
    each: dict[str, float | None]
    f1: float | None
    sentiments: int
    sentiment: float | None


def agreement(session: Session, *, pack: Pack) -> Agreement:
    """How far the first and the second readers agree beyond chance, over comments read by both.

    Over all themes a unit is one theme of one comment, which each reader gave or did not give. The
    themes are those that count now: where two were merged, their codes are one.
    """
    first, second = (_themes(session, pack, second=each) for each in (False, True))
    both = sorted(first.keys() & second.keys())
    counts = set(counted_as(frame_of(session, pack=pack)).values())
    used = sorted(counts & frozenset().union(*(first[each] | second[each] for each in both)))
    pairs = {
        theme: [(theme in first[each], theme in second[each]) for each in both] for theme in used
    }
    sentiments, sentiment = sentiment_agreement(session, pack=pack)
    return Agreement(
        comments=len(both),
        in_sample=len(in_sample(sorted(first))),
        themes=alpha([unit for units in pairs.values() for unit in units]),
        each={theme: alpha(units) for theme, units in pairs.items()},
        f1=_f1(first, second, both),
        sentiments=sentiments,
        sentiment=sentiment,
    )


def sentiment_agreement(session: Session, *, pack: Pack) -> tuple[int, float | None]:
    """How many comments two people heard, and how far they agree on how those sound."""
    sounds = _both_sentiments(session, pack)
    return len(sounds), alpha(sounds)


def _f1(first: Codes, second: Codes, both: list[uuid.UUID]) -> float | None:
    """How well one reader's codes stand in for the other's: the ceiling for a model's F1."""
    shared = sum(len(first[each] & second[each]) for each in both)
    given = sum(len(first[each]) + len(second[each]) for each in both)
    return 2 * shared / given if given else None


def _themes(session: Session, pack: Pack, *, second: bool) -> Codes:
    """What one side gave to each comment that it has read, as themes that count."""
    counts = counted_as(frame_of(session, pack=pack))
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    for answer_id in _read(session, pack, Scheme.THEMES, second=second):
        found[answer_id] = set()
    for answer_id, code in _codes(session, pack, Scheme.THEMES, second=second):
        if answer_id in found and code in counts:
            found[answer_id].add(counts[code])
    return {answer_id: frozenset(codes) for answer_id, codes in found.items()}


def _both_sentiments(session: Session, pack: Pack) -> list[tuple[str | None, str | None]]:
    first, second = (
        dict(_codes(session, pack, Scheme.SENTIMENT, second=each)) for each in (False, True)
    )
    return [(first[each], second[each]) for each in sorted(first.keys() & second.keys())]


def _read(session: Session, pack: Pack, scheme: Scheme, *, second: bool) -> list[uuid.UUID]:
    statement = (
        select(CodingDone.answer_id)
        .where(
            CodingDone.consultation_slug == pack.slug,
            CodingDone.scheme == scheme,
            CodingDone.second == second,
        )
        .order_by(CodingDone.at, CodingDone.id)
    )
    return list(session.scalars(statement))


def _codes(
    session: Session, pack: Pack, scheme: Scheme, *, second: bool
) -> list[tuple[uuid.UUID, str]]:
    """What people gave to the comments that were read a second time: few among many."""
    twice = select(CodingDone.answer_id).where(
        CodingDone.consultation_slug == pack.slug,
        CodingDone.scheme == scheme,
        CodingDone.second,
    )
    statement = (
        select(Coding.answer_id, Coding.code)
        .where(
            Coding.answer_id.in_(twice),
            Coding.scheme == scheme,
            Coding.source == Source.PERSON,
            Coding.state == State.CONFIRMED,
            Coding.second == second,
        )
        .order_by(Coding.at, Coding.id)
    )
    return [(answer_id, code) for answer_id, code in session.execute(statement)]
