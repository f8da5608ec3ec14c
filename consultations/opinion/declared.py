"""How people of declared groups voted on each statement: stakeholder groups, areas, lanes.

Only numbers that may be released are used, so whatever is said here can be shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.analysis.people import Coded, Mask
from consultations.campaigns.apart import as_part
from consultations.content.asking import StatementQuestion
from consultations.content.schema import Pack
from consultations.deliberation.statements import AGREE, DISAGREE, PASS, SUPPORTED
from consultations.disclosure import TOGETHER, Released, release
from consultations.opinion.counting import AGREE as FOR
from consultations.opinion.counting import DISAGREE as AGAINST
from consultations.opinion.counting import PASS as NEITHER
from consultations.opinion.counting import Votes
from consultations.releases.declaring import table_key
from consultations.releases.ledger import read_ledger
from consultations.releases.showing import views_given
from consultations.small_numbers import Table
from consultations.types import Lane, QuestionKind

WAYS = (AGREE, PASS, DISAGREE)
VALUES = {AGREE: FOR, PASS: NEITHER, DISAGREE: AGAINST}
# A group with fewer votes on a statement, as shown, is not asked whether it agrees.
ENOUGH_VOTES = 20
NO_GROUP = frozenset({"", "prefer-not-to-say", TOGETHER})

NOTHING = Released(None, {}, ())
NOT_OF_STAFF: Mapping[str, Released] = {}


class By(StrEnum):
    """What makes people a group."""

    LANE = "lane"
    GROUP = "stakeholder group"
    PLACE = "area"


class GroupVotes(NamedTuple):
    """How one group voted on one statement. None is a number that is hidden."""

    by: By
    lane: Lane
    name: str
    seen: int | None
    votes: dict[str, int | None]

    @property
    def counts(self) -> bool:
        """Whether every number is shown, and there are enough of them to say something."""
        is_shown = self.seen is not None and None not in self.votes.values()
        return is_shown and (self.seen or 0) >= ENOUGH_VOTES and self.name not in NO_GROUP

    def share(self, way: str) -> float:
        """The share of those who voted that voted so, 0 to 1."""
        total = sum(number or 0 for number in self.votes.values())
        return (self.votes[way] or 0) / total if total else 0.0


class StatementResult(NamedTuple):
    """What may be shown of the votes on one statement."""

    key: str
    text: str
    whose: str
    votes: dict[str, int]
    groups: tuple[GroupVotes, ...]
    joined: tuple[str, ...] = ()

    @property
    def seen(self) -> int:
        """How many voted on it, a pass included."""
        return sum(self.votes.values())

    @property
    def counted(self) -> tuple[GroupVotes, ...]:
        """The groups that are large enough to say whether they agree."""
        return tuple(each for each in self.groups if each.counts)

    def share(self, way: str) -> float:
        """The share of all who voted that voted so."""
        return self.votes[way] / self.seen if self.seen else 0.0

    def least(self, way: str) -> GroupVotes | None:
        """The group in which the fewest voted so; none without groups to compare."""
        return min(self.counted, key=lambda each: (each.share(way), each.name), default=None)

    def most(self, way: str) -> GroupVotes | None:
        """The group in which the most voted so."""
        return max(self.counted, key=lambda each: (each.share(way), each.name), default=None)

    def held_by_all(self, way: str) -> bool:
        """Whether at least six in ten of every group voted so, and there are two groups."""
        least = self.least(way)
        return len(self.counted) > 1 and least is not None and least.share(way) >= SUPPORTED

    @property
    def gap(self) -> float:
        """How far apart the groups are that agree most and least."""
        least, most = self.least(AGREE), self.most(AGREE)
        return most.share(AGREE) - least.share(AGREE) if least and most else 0.0

    @property
    def division(self) -> float:
        """How evenly it splits people: 1 is half for it and half against."""
        return 2 * min(self.share(AGREE), self.share(DISAGREE))


def statement_votes(people: People, statements: tuple[StatementQuestion, ...]) -> Votes:
    """Everybody's votes: people by statements."""
    votes = np.full((people.n, len(statements)), np.nan)
    for column, statement in enumerate(statements):
        said = people.answers(statement.key)
        for way, value in VALUES.items():
            votes[said.chosen(way), column] = value
    return votes


def statements_of(pack: Pack) -> tuple[StatementQuestion, ...]:
    """Each statement once, in the order of the pack: two lanes may vote on the same ones."""
    return tuple(
        each for each in pack.questions_by_key.values() if isinstance(each, StatementQuestion)
    )[::-1]


def statement_results(
    people: People,
    statements: tuple[StatementQuestion, ...],
    votes: Votes,
    lanes: tuple[Lane, ...],
    *,
    is_part: bool = False,
    of_staff: Mapping[str, Released] = NOT_OF_STAFF,
) -> tuple[StatementResult, ...]:
    """How each statement was voted on, by everybody and by every declared group.

    With ``is_part`` some of the public were left out, so totals are rounded too. ``of_staff`` are
    the votes of staff as they came out: no others of theirs are counted.
    """
    masks = {lane: people.of_lane(lane) for lane in lanes}
    return tuple(
        _result(
            people,
            statement,
            votes[:, column],
            masks,
            is_part,
            of_staff.get(statement.key, NOTHING),
        )
        for column, statement in enumerate(statements)
    )


def _result(
    people: People,
    statement: StatementQuestion,
    votes: Votes,
    lanes: dict[Lane, Mask],
    is_part: bool,
    of_staff: Released,
) -> StatementResult:
    totals = Counter(dict.fromkeys(WAYS, 0))
    groups: list[GroupVotes] = []
    joined: list[str] = []
    for lane, mask in lanes.items():
        by_group = of_staff if lane is Lane.STAFF else _released(people.group, votes, mask, lane)
        if is_part and lane is Lane.PUBLIC:
            by_group = as_part(by_group)
        if not by_group.answered:
            continue
        totals.update(by_group.totals)
        groups.append(GroupVotes(By.LANE, lane, lane, by_group.answered, _each_way(by_group)))
        groups += _groups(By.GROUP, lane, by_group)
        joined += by_group.joined
        if lane is Lane.PUBLIC:
            groups += _groups(By.PLACE, lane, _released(people.place, votes, mask, lane))
    said = statement.statement
    return StatementResult(
        statement.key, said.text, said.whose, dict(totals), tuple(groups), tuple(joined)
    )


def votes_of_staff(session: Session, *, pack: Pack) -> dict[str, Released]:
    """How staff voted on each statement, as it came out with their last batch."""
    ledger = read_ledger(session, consultation_slug=pack.slug)
    return {
        each.key: views_given(ledger, table_key(each.key, QuestionKind.VOTE))
        for each in statements_of(pack)
    }


def _each_way(released: Released) -> dict[str, int | None]:
    """The votes of everybody, with None where it is hidden."""
    return {way: released.totals.get(way) for way in WAYS}


def _groups(by: By, lane: Lane, released: Released) -> list[GroupVotes]:
    return [
        GroupVotes(by, lane, each.name, each.answered, dict(each.people))
        for each in released.groups
    ]


def _released(coded: Coded, votes: Votes, mask: Mask, lane: Lane) -> Released:
    """What may be shown of one statement, split by something known of people."""
    voted = mask & ~np.isnan(votes)
    cells: Counter[tuple[str, str]] = Counter()
    for way, value in VALUES.items():
        for name, number in coded.counts(voted & (votes == value)).items():
            cells[way, name] += number
    everybody = coded.counts(mask)
    answered = {name: coded.counts(voted).get(name, 0) for name in everybody}
    return release(Table(WAYS, everybody, answered, cells), lane=lane)
