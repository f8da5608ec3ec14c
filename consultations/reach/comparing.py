"""Set those who took part beside the population, group by group, without telling on anyone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.disclosure import InBatch, Released
from consultations.equality import equality_totals
from consultations.reach.dimensions import ROLE, Dimension, dimensions
from consultations.reach.profile import Share, profile_of
from consultations.releases.ledger import read_ledger
from consultations.releases.showing import roles_given
from consultations.results.looking import Campaigns, Looking
from consultations.results.questions import question_results
from consultations.types import Lane

TOO_FEW, TOO_MANY = 0.5, 2.0
ENOUGH_TO_COMPARE = 20


class Flag(StrEnum):
    """How a group stands beside its share of the population."""

    UNDER = "heard from less than half as often"
    OVER = "heard from more than twice as often"
    NONE = ""


class Compared(NamedTuple):
    """One group: its share of those who took part, and of the population. None is hidden."""

    value: str
    label: str
    heard: int | None
    heard_share: float | None
    people: int
    people_share: float
    source: str

    @property
    def ratio(self) -> float | None:
        """The share of those heard over the share of the population; None where it is hidden."""
        if self.heard_share is None or not self.people_share:
            return None
        return self.heard_share / self.people_share

    @property
    def flag(self) -> Flag:
        """Whether the ratio is under a half or over two."""
        if self.ratio is None:
            return Flag.NONE
        if self.ratio < TOO_FEW:
            return Flag.UNDER
        return Flag.OVER if self.ratio > TOO_MANY else Flag.NONE


class Reached(NamedTuple):
    """One dimension: how many people it is about, and each of its groups.

    ``answered`` is None when too few took part to show anything.
    """

    dimension: Dimension
    answered: int | None
    batch: InBatch | None
    rows: list[Compared]

    @property
    def missing(self) -> list[Compared]:
        """The groups heard from less than half as often as their share of the population."""
        return [each for each in self.rows if each.flag is Flag.UNDER]


def reach(session: Session, *, pack: Pack, campaigns: Campaigns = Campaigns.WITH) -> list[Reached]:
    """Every dimension that the loaded profile speaks of, in the order in which it is asked.

    The numbers of people come from the one function that decides what may be released. Only what
    the public said beside their views can be read without campaign letters: equality answers are
    tied to no response, and staff are as they were given out.
    """
    shares = profile_of(session, consultation_slug=pack.slug)
    about = {each.dimension for each in shares}
    wanted = [each for each in dimensions(pack) if each.key in about]
    if not wanted:
        return []
    released = _released(session, pack, Looking(campaigns=campaigns))
    return [
        _reached(each, released.get(each.key), [row for row in shares if row.dimension == each.key])
        for each in wanted
    ]


def _released(session: Session, pack: Pack, looking: Looking) -> Mapping[str, Released]:
    found: dict[str, Released] = {}
    keys = {each.question_key: each.key for each in dimensions(pack) if not each.is_equality}
    for result in question_results(session, pack=pack, looking=looking):
        key = keys.get(result.asked.key)
        if key is not None and key != ROLE and result.lane is Lane.PUBLIC:
            found[key] = result.released
    found[ROLE] = roles_given(read_ledger(session, consultation_slug=pack.slug))
    for result in equality_totals(session, consultation_slug=pack.slug):
        if result.lane is Lane.PUBLIC:
            found[result.asked.key] = result.released
    return found


def _reached(dimension: Dimension, released: Released | None, shares: list[Share]) -> Reached:
    heard = {each.name: each.answered for each in released.groups} if released else {}
    people: dict[str, int] = {}
    words: dict[str, tuple[str, str]] = {}
    for share in shares:
        counted = dimension.counted_as[share.value]
        people[counted] = people.get(counted, 0) + share.people
        label = share.label if counted == share.value else dimension.labels[counted]
        words.setdefault(counted, (label, share.source))
    in_all = sum(people.values()) or 1
    among = sum(number or 0 for value, number in heard.items() if value in people)
    enough = among >= ENOUGH_TO_COMPARE
    rows = []
    for value, count in people.items():
        number = heard.get(value) if enough else None
        share_of_heard = None if number is None else number / among
        label, source = words[value]
        rows.append(Compared(value, label, number, share_of_heard, count, count / in_all, source))
    answered = released.answered if released and enough else None
    return Reached(dimension, answered, released.batch if released else None, rows)
