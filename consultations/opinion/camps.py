"""What may be said of groups of opinion: how large, what marks each, what all of them share.

Nobody knows who is in such a group. Still the careful rule holds, of 10 people or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from consultations.deliberation.statements import AGREE, DISAGREE, PASS, SUPPORTED
from consultations.disclosure import release
from consultations.opinion.clear import SMALLEST_GROUP, OpinionGroups, Why
from consultations.opinion.counting import Counts, Labels, Votes, count
from consultations.opinion.formulas import group_aware_consensus, representativeness
from consultations.small_numbers import Table, rounded
from consultations.types import Lane

NAMES = "ABCDE"
MARKS = 3
# One-sided, with 90% certainty, as Polis has it.
CERTAIN = 1.2816
DOTS = 60


class Mark(NamedTuple):
    """A statement that sets a group apart, by its place, and how many there and elsewhere."""

    statement: int
    way: str
    here: float
    elsewhere: float


class Camp(NamedTuple):
    """One group of people who voted alike."""

    name: str
    people: int
    marks: tuple[Mark, ...]


class Dot(NamedTuple):
    """Some people who stand close together on the map, at least ten; 0 to 100 both ways."""

    camp: int
    people: int
    across: float
    up: float


class Camps(NamedTuple):
    """The groups of opinion, or why there are none."""

    people: int
    why_not: Why | None
    steady: float | None
    found: int
    smallest: int
    apart: float = 0.0
    by_chance: float | None = None
    camps: tuple[Camp, ...] = ()
    shared: tuple[Mark, ...] = ()
    dots: tuple[Dot, ...] = ()


def camps_of(votes: Votes, found: OpinionGroups) -> Camps:
    """What may be shown of the groups; nothing about any of them unless they are clear."""
    smallest = min(found.sizes, default=0)
    camps = Camps(
        *(found.people, found.why_not, found.steady, len(found.sizes), rounded(smallest)),
        *(found.apart, found.by_chance),
    )
    if not found.clear:
        return camps
    names = NAMES[: len(found.sizes)]
    shares = _Shares(votes, found.labels, names)
    counts = count(votes, found.labels, groups=len(names))
    return camps._replace(
        camps=tuple(
            Camp(name, rounded(size), tuple(_marks(shares, counts, place)))
            for place, (name, size) in enumerate(zip(names, found.sizes, strict=True))
        ),
        shared=tuple(_shared(shares, counts)),
        dots=tuple(_dots(found)),
    )


class _Shares:
    """The share of each group that agreed or disagreed, from numbers that may be released."""

    def __init__(self, votes: Votes, labels: Labels, names: str) -> None:
        sizes = {name: int((labels == place).sum()) for place, name in enumerate(names)}
        counts = count(votes, labels, groups=len(names))
        ways = {AGREE: counts.agree, PASS: counts.passed, DISAGREE: counts.disagree}
        self._known: dict[tuple[int, int, str], float] = {}
        for statement in range(votes.shape[1]):
            cells = Counter(
                {
                    (way, name): int(numbers[place, statement])
                    for way, numbers in ways.items()
                    for place, name in enumerate(names)
                }
            )
            seen = {name: int(counts.seen[place, statement]) for place, name in enumerate(names)}
            released = release(Table(tuple(ways), sizes, seen, cells), lane=Lane.STAFF)
            for group in released.groups:
                if group.name in sizes and group.answered and None not in group.people.values():
                    for way in (AGREE, DISAGREE):
                        place = names.index(group.name)
                        share = min(1.0, (group.people[way] or 0) / group.answered)
                        self._known[place, statement, way] = share

    def of(self, place: int, statement: int, way: str) -> float | None:
        """The share of one group; none where its numbers are hidden."""
        return self._known.get((place, statement, way))


def _marks(shares: _Shares, counts: Counts, place: int) -> Iterator[Mark]:
    """What sets a group apart, the clearest first: more agree or disagree than everybody else."""
    turned = Counts(counts.disagree, counts.agree, counts.seen)
    said = []
    for way, each in ((AGREE, counts), (DISAGREE, turned)):
        ratio, z = representativeness(each)
        made = each.agree.sum(axis=0) - each.agree[place]
        seen = each.seen.sum(axis=0) - each.seen[place]
        for statement in np.flatnonzero((z[place] > CERTAIN) & (ratio[place] > 1)):
            here = shares.of(place, int(statement), way)
            if here is not None and here > 0.5 and seen[statement] >= SMALLEST_GROUP:
                elsewhere = float(made[statement] / seen[statement])
                mark = Mark(int(statement), way, here, round(elsewhere, 2))
                said.append((-float(z[place, statement]), int(statement), way, mark))
    yield from (each[-1] for each in sorted(said)[:MARKS])


def _shared(shares: _Shares, counts: Counts) -> Iterator[Mark]:
    """What most of every group agree with, the likeliest first."""
    order: Sequence[int] = np.argsort(-group_aware_consensus(counts), kind="stable").tolist()
    for statement in order:
        each = [shares.of(place, statement, AGREE) for place in range(len(counts.seen))]
        known = [share for share in each if share is not None]
        if len(known) == len(each) and min(known) >= SUPPORTED:
            yield Mark(statement, AGREE, min(known), max(known))


def _dots(found: OpinionGroups) -> Iterator[Dot]:
    """The map, with people who stand close together as one dot, so that nobody is a dot alone."""
    if found.map is None:
        return
    grouped = found.labels >= 0
    points = found.map.points
    low, high = points[grouped].min(axis=0), points[grouped].max(axis=0)
    scaled = 100 * (points - low) / np.maximum(high - low, 1e-9)
    most = max(2 * SMALLEST_GROUP, int(grouped.sum()) // DOTS)
    for place in range(len(found.sizes)):
        for together in _cut(scaled[found.labels == place], most):
            across, up = together.mean(axis=0)
            yield Dot(place, rounded(len(together)), round(float(across), 1), round(float(up), 1))


def _cut(points: NDArray[np.float64], most: int) -> Iterator[NDArray[np.float64]]:
    """Halve people along the longer side until no part has as many as that; none has under ten."""
    if len(points) < most:
        yield points
        return
    order = np.argsort(points[:, int(np.argmax(np.ptp(points, axis=0)))], kind="stable")
    middle = len(points) // 2
    yield from _cut(points[order[:middle]], most)
    yield from _cut(points[order[middle:]], most)
