"""The formulas of Polis: how likely a group agrees, agreement across groups, what marks a group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from consultations.opinion.counting import Counts

Numbers = NDArray[np.float64]


def likelihood(made: Numbers, seen: Numbers) -> Numbers:
    """How likely somebody of a group votes so, with one vote each way added.

    The two added votes keep few votes from saying "all" or "nobody".
    """
    return np.asarray((made + 1) / (seen + 2), dtype=np.float64)


def group_aware_consensus(counts: Counts) -> Numbers:
    """For each statement, how likely it is that one person of every group would agree.

    The product over groups: a large group cannot outvote a small one.
    """
    return np.asarray(np.prod(likelihood(counts.agree, counts.seen), axis=0))


def group_aware_dissent(counts: Counts) -> Numbers:
    """The same for disagreeing."""
    return np.asarray(np.prod(likelihood(counts.disagree, counts.seen), axis=0))


def two_proportion_z(
    made: Numbers, seen: Numbers, made_else: Numbers, seen_else: Numbers
) -> Numbers:
    """How far two shares are apart, in standard errors, with one vote added on each side."""
    here, there = (made + 1) / (seen + 1), (made_else + 1) / (seen_else + 1)
    pooled = (made + made_else + 2) / (seen + seen_else + 2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (seen_else + 1)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 0, (here - there) / spread, 0.0)


def representativeness(counts: Counts) -> tuple[Numbers, Numbers]:
    """How much more likely a group agrees than everybody else does, and the z of the difference.

    Each is groups by statements.
    """
    agree_else = counts.agree.sum(axis=0) - counts.agree
    seen_else = counts.seen.sum(axis=0) - counts.seen
    ratio = likelihood(counts.agree, counts.seen) / likelihood(agree_else, seen_else)
    return ratio, two_proportion_z(counts.agree, counts.seen, agree_else, seen_else)


def division(counts: Counts) -> Numbers:
    """How evenly a statement splits all who voted for or against it: 0 not at all, 1 in halves.

    A statement that few took a side on divides few: passes count as seen and for neither side.
    """
    agree = likelihood(counts.agree.sum(axis=0), counts.seen.sum(axis=0))
    disagree = likelihood(counts.disagree.sum(axis=0), counts.seen.sum(axis=0))
    return np.asarray(2 * np.minimum(agree, disagree))


def gap(counts: Counts) -> Numbers:
    """The widest distance between two groups in how likely they are to agree."""
    chance = likelihood(counts.agree, counts.seen)
    return np.asarray(chance.max(axis=0) - chance.min(axis=0))
