"""Where people stand to each other: the two directions in which votes differ most."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from consultations.opinion.counting import Votes

DIRECTIONS = 2
DIGITS = 9


class Map(NamedTuple):
    """Each person as a point, and what each statement adds to either direction."""

    points: NDArray[np.float64]
    directions: NDArray[np.float64]


class Cast(NamedTuple):
    """Votes ready to be put on a map: a nought where none was cast, and which were cast."""

    values: NDArray[np.float64]
    seen: NDArray[np.float64]

    def of(self, people: NDArray[np.int64]) -> Cast:
        """The votes of some of the people."""
        return Cast(self.values[people], self.seen[people])


def cast(votes: Votes) -> Cast:
    """Votes ready to be put on a map."""
    seen = ~np.isnan(votes)
    return Cast(np.where(seen, votes, 0.0), seen.astype(np.float64))


def draw_map(votes: Cast) -> Map:
    """Put people on a map by the main components of their votes.

    A vote that was not cast counts as the mean of those that were. People with few votes are
    moved outwards by the root of statements over votes, or else they would all seem alike.
    """
    mean = votes.values.sum(axis=0) / np.maximum(votes.seen.sum(axis=0), 1)
    from_mean = votes.seen * -mean
    from_mean += votes.values
    directions = _directions(from_mean)
    outwards = np.sqrt(votes.seen.shape[1] / np.maximum(votes.seen.sum(axis=1), 1))
    points = from_mean @ directions.T * outwards[:, None]
    return Map(np.round(points, DIGITS), directions)


def _directions(from_mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """The two unit vectors along which people differ most, each with its largest part positive."""
    statements = from_mean.shape[1]
    found = min(DIRECTIONS, statements)
    directions = np.zeros((DIRECTIONS, statements))
    if found:
        spread = from_mean.T @ from_mean
        _, vectors = eigh(spread, subset_by_index=[statements - found, statements - 1])
        vectors = np.round(vectors.T[::-1], DIGITS)
        largest = np.abs(vectors).argmax(axis=1)
        directions[:found] = vectors * np.sign(vectors[np.arange(found), largest])[:, None]
    return directions
