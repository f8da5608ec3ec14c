"""Votes as a table of people by statements, and how many of each group voted how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

AGREE, PASS, DISAGREE = 1.0, 0.0, -1.0
NO_GROUP = -1

Votes = NDArray[np.float64]
"""People by statements: 1 agrees, -1 disagrees, 0 passes, nan has not seen it."""
Labels = NDArray[np.int64]
"""The group of each person by its number; -1 for somebody in none."""


class Counts(NamedTuple):
    """How many people voted how: a row for each group, a column for each statement."""

    agree: NDArray[np.float64]
    disagree: NDArray[np.float64]
    seen: NDArray[np.float64]

    @property
    def passed(self) -> NDArray[np.float64]:
        """How many saw a statement and passed."""
        return self.seen - self.agree - self.disagree


def vote_matrix(cast: Sequence[tuple[int, int, float]], *, people: int, statements: int) -> Votes:
    """The table of votes, from each vote cast as person, statement and value."""
    votes = np.full((people, statements), np.nan)
    for person, statement, value in cast:
        votes[person, statement] = value
    return votes


def votes_each(votes: Votes) -> NDArray[np.int64]:
    """How many votes each person cast. A pass is a vote."""
    return np.asarray(np.count_nonzero(~np.isnan(votes), axis=1))


def count(votes: Votes, labels: Labels | None = None, *, groups: int = 1) -> Counts:
    """Count the votes by group; without labels, everybody is one group."""
    if labels is None:
        labels = np.zeros(len(votes), dtype=np.int64)
    member = np.zeros((groups, len(votes)), dtype=np.float32)
    grouped = np.flatnonzero(labels != NO_GROUP)
    member[labels[grouped], grouped] = 1
    # Sums of ones are exact in 32 bits up to 16 million.
    agree, disagree, seen = (
        (member @ each.astype(np.float32)).astype(np.float64)
        for each in (votes == AGREE, votes == DISAGREE, ~np.isnan(votes))
    )
    return Counts(agree, disagree, seen)
