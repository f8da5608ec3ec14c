"""Whether the groups of opinion are clear, or would fall apart if some people had not come."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from consultations.opinion.counting import NO_GROUP, Labels, Votes, votes_each
from consultations.opinion.grouping import SEED, Grouping, group
from consultations.opinion.mapping import Cast, Map, cast, draw_map

VOTES_TO_BE_GROUPED = 7
FEWEST_PEOPLE, SMALLEST_GROUP, STEADY = 100, 10, 0.80
SAMPLES, SHARE_SAMPLED = 8, 0.8
DEALS, CLEARLY_APART, ENOUGH_TO_DEAL = 5, 0.05, 5000


class Why(StrEnum):
    """Why there are no clear groups."""

    FEW_PEOPLE = "few people"
    SMALL_GROUP = "small group"
    UNSTEADY = "unsteady"
    CHANCE = "no further apart than by chance"


class OpinionGroups(NamedTuple):
    """Groups of people who voted alike; none are to be shown unless they are clear."""

    people: int
    """How many cast enough votes to be put into a group."""
    labels: Labels
    """The group of each person, the largest first; -1 for those with too few votes."""
    sizes: tuple[int, ...]
    steady: float | None
    """The worst agreement with the groups of four fifths of the people; none if not tried."""
    why_not: Why | None
    map: Map | None
    apart: float = 0.0
    """How far the groups are apart: their silhouette, of 1 at most; of many people, of 5,000."""
    by_chance: float | None = None
    """How far apart they would be by chance, at best; none if not tried."""

    @property
    def clear(self) -> bool:
        return self.why_not is None


def opinion_groups(votes: Votes) -> OpinionGroups:
    """Find groups of people who voted alike, and say whether they are clear.

    Clear means: at least 100 people with 7 votes each, at least 10 in the smallest group, nearly
    the same groups for any four fifths of them (adjusted Rand index of 0.80 or more), and groups
    clearly further apart than those that can be cut out of votes dealt by chance.
    """
    # On one core the sums are made in the same order each time, and other pages keep theirs.
    with threadpool_limits(1):
        return _found(votes)


def _found(votes: Votes) -> OpinionGroups:
    able = np.flatnonzero(votes_each(votes) >= VOTES_TO_BE_GROUPED)
    nobody = np.full(len(votes), NO_GROUP, dtype=np.int64)
    if len(able) < FEWEST_PEOPLE:
        return OpinionGroups(len(able), nobody, (), None, Why.FEW_PEOPLE, None)
    ready = cast(votes)
    drawn = draw_map(ready)
    found = group(drawn.points[able])
    labels = nobody.copy()
    labels[able] = found.labels
    if len(found.sizes) < 2 or min(found.sizes) < SMALLEST_GROUP:
        return OpinionGroups(
            len(able), labels, found.sizes, None, Why.SMALL_GROUP, drawn, found.apart
        )
    steady = steadiness(ready.of(able), found)
    groups = OpinionGroups(len(able), labels, found.sizes, steady, None, drawn, found.apart)
    if steady < STEADY:
        return groups._replace(why_not=Why.UNSTEADY)
    if len(able) > ENOUGH_TO_DEAL:
        draw = np.random.default_rng(SEED)
        able = np.sort(draw.choice(able, ENOUGH_TO_DEAL, replace=False))
        groups = groups._replace(apart=group(draw_map(ready.of(able)).points).apart)
    by_chance = apart_by_chance(votes[able])
    is_clear = groups.apart >= by_chance + CLEARLY_APART
    return groups._replace(by_chance=by_chance, why_not=None if is_clear else Why.CHANCE)


def steadiness(votes: Cast, full: Grouping) -> float:
    """The worst agreement between the groups of all and those of a random four fifths.

    Map, number of groups and groups are worked out anew each time, with a fixed seed.
    """
    draw = np.random.default_rng(SEED)
    people = len(full.labels)
    worst = 1.0
    for _ in range(SAMPLES):
        chosen = np.sort(draw.choice(people, int(people * SHARE_SAMPLED), replace=False))
        again = group(draw_map(votes.of(chosen)).points)
        worst = min(worst, float(adjusted_rand_score(full.labels[chosen], again.labels)))
    return worst


def apart_by_chance(votes: Votes) -> float:
    """How far apart the best groups are when the votes on each statement are dealt out anew.

    Each person keeps which statements they saw, and each statement its votes. What is left is
    what any cloud of people gives when it is cut in two, however steadily.
    """
    draw = np.random.default_rng(SEED)
    dealt = votes.copy()
    seen = [np.flatnonzero(~np.isnan(column)) for column in votes.T]
    most = 0.0
    for _ in range(DEALS):
        for column, people in enumerate(seen):
            dealt[people, column] = votes[draw.permutation(people), column]
        most = max(most, group(draw_map(cast(dealt)).points).apart)
    return most
