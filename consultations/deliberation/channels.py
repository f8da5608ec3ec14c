"""The chat beside the form and other ways in: who finished, how much was said, how long it took."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.analysis.people import Mask
from consultations.models import Response
from consultations.types import Lane

SMALLEST = 10
VOTES_WANTED = 7


class Channel(NamedTuple):
    """One way in which responses came. None is a number about too few people."""

    name: str
    people: int | None
    answers: float | None
    with_reason: float | None
    reasons: float | None
    words: float | None
    minutes: float | None
    begun: int | None
    finished: float | None


class Effort(NamedTuple):
    """How much people gave: votes each, and reasons in their own words."""

    voted: int
    votes: float
    enough_votes: float
    wrote: int
    with_reason: float


def channels_of(session: Session, *, people: People, slug: str) -> tuple[Channel, ...]:
    """Each way in, the most used first. Ways with fewer than ten people are named and not told.

    It is about the public: how staff came is not told.
    """
    begun = {
        channel: (int(number), int(sent))
        for channel, number, sent in session.execute(
            select(Response.channel, func.count(), func.count(Response.submitted_at))
            .where(
                Response.consultation_slug == slug,
                Response.withdrawn_at.is_(None),
                func.coalesce(Response.lane, Lane.PUBLIC) == Lane.PUBLIC,
            )
            .group_by(Response.channel)
            .order_by(Response.channel)
        )
    }
    sizes = people.channel.counts()
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    return tuple(_channel(people, name, *begun.get(name, (0, 0))) for name in order)


def effort_of(people: People) -> Effort:
    """How many votes people cast, and how many of those who wrote gave a reason."""
    votes, words = people.measures["votes"], people.measures["words"]
    voted, wrote = votes > 0, words > 0
    return Effort(
        int(voted.sum()),
        _median(votes, voted),
        _share(votes >= VOTES_WANTED, voted),
        int(wrote.sum()),
        _share(people.measures["reasons"] > 0, wrote),
    )


def _channel(people: People, name: str, begun: int, sent: int) -> Channel:
    mask = people.channel.is_(name)
    number = int(mask.sum())
    if number < SMALLEST:
        return Channel(name, *[None] * 8)
    told = people.measures
    wrote = mask & (told["words"] > 0)
    return Channel(
        name,
        number,
        _median(told["answered"], mask),
        _share(told["reasons"] > 0, wrote) if wrote.sum() >= SMALLEST else None,
        _median(told["reasons"], wrote) if wrote.sum() >= SMALLEST else None,
        _median(told["words"], wrote) if wrote.sum() >= SMALLEST else None,
        _median(people.seconds, mask & (people.seconds > 0)) / 60,
        begun,
        sent / begun if begun else None,
    )


def _median(values: NDArray[np.float64], mask: Mask) -> float:
    known = values[mask & ~np.isnan(values)]
    return float(np.median(known)) if len(known) else 0.0


def _share(holds: Mask, of: Mask) -> float:
    return float((holds & of).sum() / of.sum()) if of.any() else 0.0
