"""Put people who stand close together into groups, as many as fit best, the same each time."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from consultations.opinion.counting import Labels

FEWEST_GROUPS, MOST_GROUPS = 2, 5
# From so many people on they are first put into small clusters, and then the clusters into groups.
LARGE, SMALL_CLUSTERS = 1500, 256
SEED, STARTS = 20, 10

Points = NDArray[np.float64]


class Grouping(NamedTuple):
    """The group of each point, the largest group first, and how well they are apart."""

    labels: Labels
    sizes: tuple[int, ...]
    apart: float


def group(points: Points) -> Grouping:
    """Two to five groups, by which number of them the silhouette is best.

    Points that are all alike are one group. The order in which they come makes no difference.
    """
    order = np.lexsort(points.T)
    with threadpool_limits(1):
        labels, apart = _best(points[order])
    back = np.empty_like(labels)
    back[order] = labels
    return Grouping(back, tuple(int(each) for each in np.bincount(back)), apart)


def silhouette(points: Points, weights: NDArray[np.float64], labels: Labels) -> float:
    """How much nearer points are to their own group than to the next: -1 to 1.

    A point of weight 3 stands for three people in one place. With weights of 1 it is the usual
    mean silhouette.
    """
    squares = (points**2).sum(axis=1)
    between = np.sqrt(np.maximum(squares[:, None] + squares - 2 * points @ points.T, 0.0))
    np.fill_diagonal(between, 0.0)
    groups = int(labels.max()) + 1
    member = np.zeros((len(points), groups))
    member[np.arange(len(points)), labels] = weights
    size = member.sum(axis=0)
    reach = between @ member
    own = np.arange(len(points)), labels
    others = size[labels] - 1
    inside = np.divide(reach[own], others, out=np.zeros(len(points)), where=others > 0)
    outside = reach / size
    outside[own] = np.inf
    nearest = outside.min(axis=1)
    widest = np.maximum(inside, nearest)
    scores = np.divide(
        nearest - inside, widest, out=np.zeros(len(points)), where=(others > 0) & (widest > 0)
    )
    return float(np.average(scores, weights=weights))


def _best(points: Points) -> tuple[Labels, float]:
    """The groups of points that come in order."""
    places, people = _places(points)
    different = len(np.unique(places, axis=0))
    if different <= FEWEST_GROUPS:
        return np.zeros(len(points), dtype=np.int64), 0.0
    tried = []
    for number in range(FEWEST_GROUPS, min(MOST_GROUPS, different - 1) + 1):
        labels = _k_means(places, people, number)
        tried.append((silhouette(places, people, labels), -number, labels))
    apart, _, labels = max(tried, key=lambda each: each[:2])
    if len(places) == len(points):
        return _largest_first(labels), apart
    middles = np.stack(
        [
            np.average(places[labels == each], axis=0, weights=people[labels == each])
            for each in range(labels.max() + 1)
        ]
    )
    return _largest_first(_nearest(points, middles)), apart


def _places(points: Points) -> tuple[Points, NDArray[np.float64]]:
    """The points themselves, or when they are many, the middles of as many small clusters.

    Each half is cut in two at the median of its longer side, again and again: the same for any
    order of people, and much faster than a search.
    """
    if len(points) < LARGE:
        return points, np.ones(len(points))
    clusters = [points]
    while len(clusters) < SMALL_CLUSTERS:
        clusters = [half for each in clusters for half in _halves(each)]
    middles = np.stack([each.mean(axis=0) for each in clusters])
    return middles, np.array([float(len(each)) for each in clusters])


def _halves(points: Points) -> tuple[Points, Points]:
    longer = int(np.argmax(np.ptp(points, axis=0)))
    order = np.argsort(points[:, longer], kind="stable")
    middle = len(points) // 2
    return points[order[:middle]], points[order[middle:]]


def _nearest(points: Points, middles: Points) -> Labels:
    """Which middle each point is nearest to, moving the middles until nobody changes."""
    found = KMeans(len(middles), init=middles, n_init=1).fit_predict(points)
    return np.asarray(found, dtype=np.int64)


def _k_means(points: Points, weights: NDArray[np.float64], number: int) -> Labels:
    means = KMeans(number, n_init=STARTS, random_state=SEED)
    return np.asarray(means.fit_predict(points, sample_weight=weights), dtype=np.int64)


def _largest_first(labels: Labels) -> Labels:
    """Number the groups anew by size; of two of one size, the one that comes first is first."""
    groups, labels, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    first = [int(np.argmax(labels == each)) for each in range(len(groups))]
    order = sorted(range(len(groups)), key=lambda each: (-int(sizes[each]), first[each]))
    new = np.empty(len(groups), dtype=np.int64)
    new[order] = np.arange(len(groups))
    return new[labels]
