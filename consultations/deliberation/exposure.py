"""Whether people were shown both sides alike: how many words, to whom, and which came first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.content.schema import Pack, Point, Proposal
from consultations.content.words import words
from consultations.explaining.sides import Sides, sides_of, sides_of_pair
from consultations.models import Response
from consultations.small_numbers import rounded

SMALLEST = 10
EVEN = (0.9, 1.1)
# Chance alone brings the share of people who saw the gain first this near to a half.
BY_CHANCE, NEAR_HALF = 3.0, 0.05


class SidesShown(NamedTuple):
    """One card with two sides: its words for and against, and who saw it in which order."""

    proposal: Proposal
    is_pair: bool
    words_for: int
    words_against: int
    people: int | None
    """How many were shown it, to the nearest 5; none when fewer than ten were."""
    gains_first: float | None
    """The share of them who saw what may be gained first."""

    @property
    def ratio(self) -> float:
        """Words for over words against; 1 is even."""
        return self.words_for / self.words_against if self.words_against else 0.0

    @property
    def is_even(self) -> bool:
        """Whether neither side has a tenth more words than the other."""
        return EVEN[0] <= self.ratio <= EVEN[1]

    @property
    def is_by_chance(self) -> bool:
        """Whether each side came first about as often: by at most a twentieth, or by chance."""
        if self.gains_first is None or not self.people:
            return True
        off = max(NEAR_HALF, BY_CHANCE * 0.5 / self.people**0.5)
        return bool(abs(self.gains_first - 0.5) <= off)


class Exposure(NamedTuple):
    """What people were shown before they gave their last view."""

    cards: tuple[SidesShown, ...]
    measured: int
    words_for: float
    words_against: float
    both_sides: int
    """How many were shown words of both sides."""
    view_of_others: int
    """How many were shown a view by somebody unlike them."""


class _Shown(NamedTuple):
    seed: int
    ids: frozenset[str]


def exposure_of(session: Session, *, people: People, pack: Pack) -> Exposure:
    """What was shown to those whose response counts, from the record made when it was sent in.

    Which side came first is worked out by the rule that chose it for each conversation.
    """
    counted = set(people.ids)
    for_, against = people.measures["words_for"], people.measures["words_against"]
    known = for_ == for_
    shown, views = [], 0
    rows = session.execute(
        select(
            Response.id,
            Response.conversation_id,
            # The rest of what was measured is long, and nothing here needs it.
            Response.measured["shown"],
            Response.measured["others_view"],
        )
        .where(Response.consultation_slug == pack.slug, Response.submitted_at.is_not(None))
        .order_by(Response.id)
    )
    for response_id, conversation_id, cards, others_view in rows:
        if response_id in counted:
            if cards:
                shown.append(_Shown(conversation_id.int, frozenset(cards)))
            views += others_view is not None
    number = int(known.sum())
    return Exposure(
        tuple(_cards(pack, shown)),
        number,
        float(for_[known].mean()) if number else 0.0,
        float(against[known].mean()) if number else 0.0,
        int(((for_ > 0) & (against > 0)).sum()),
        views,
    )


def _cards(pack: Pack, shown: list[_Shown]) -> Iterable[SidesShown]:
    for option in pack.options:
        if option.gains or option.losses:
            card = f"proposals/{option.id}#both-sides"
            seen = [each.seed for each in shown if card in each.ids]
            orders = [sides_of(option, seed=seed) for seed in seen]
            yield _card(option, False, option.gains, option.losses, orders)
    for question in pack.questions:
        weighed = pack.proposal(question.weighs.proposal) if question.weighs else None
        if question.weighs is not None and weighed is not None:
            card = f"questions#{question.key}.weighs"
            orders = [
                sides_of_pair(question.weighs, key=question.key, seed=each.seed)
                for each in shown
                if card in each.ids
            ]
            pair = question.weighs
            yield _card(weighed, True, (pair.gain,), (pair.loss,), orders)


def _card(
    proposal: Proposal,
    is_pair: bool,
    gains: Iterable[Point],
    losses: Iterable[Point],
    orders: list[Sides],
) -> SidesShown:
    heading = words().sides.gains
    first = sum(each.halves[0][0] == heading for each in orders)
    enough = len(orders) >= SMALLEST
    return SidesShown(
        proposal,
        is_pair,
        _length(gains),
        _length(losses),
        rounded(len(orders)) if enough else None,
        round(first / len(orders), 2) if enough else None,
    )


def _length(points: Iterable[Point]) -> int:
    return sum(len(re.findall(r"\w+", each.point)) for each in points)
