"""How likely each theme of a comment is, by what is known of all of them together.

A first curve goes by the score of the theme alone. A second one also sees the best part of the
comment, how long the comment is, and how likely the likeliest other theme is: whoever praises in
general says less often so where something else is praised by name.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from sklearn.model_selection import KFold

from consultations.coding.curves import Curves
from consultations.coding.scores import Given, Numbers
from consultations.coding.strengths import FOLDS, SHARE_OF_PART

LEAST = 1e-3


class Scores(NamedTuple):
    """Of each comment: the scores of the whole, the best scores of its parts, and its words."""

    whole: Numbers
    part: Numbers
    words: Numbers

    def some(self, rows: Given | Numbers) -> Scores:
        """Those of some comments."""
        return Scores(self.whole[rows], self.part[rows], self.words[rows])


class Sureness:
    """Two curves for each theme: by its own score, and among the other themes."""

    def __init__(self) -> None:
        self.alone, self.among = Curves(), Curves()

    def learn(self, scores: Scores, given: Given) -> Sureness:
        """Learn from comments that were read. The second curve sees what the first makes of
        comments that it was not learnt from."""
        first = np.zeros(given.shape)
        for some, rest in _folds(len(given)):
            curves = Curves().learn(_own(scores.some(some)), given[some])
            first[rest] = curves.of(_own(scores.some(rest)))
        self.alone.learn(_own(scores), given)
        self.among.learn(_all(scores, first), given)
        return self

    def of(self, scores: Scores) -> Numbers:
        """How likely each theme is in each comment."""
        return self.among.of(_all(scores, self.alone.of(_own(scores))))


def unseen(scores: Scores, given: Given) -> Numbers:
    """The probabilities of comments by curves that were learnt from the others."""
    sure = np.zeros(given.shape)
    for some, rest in _folds(len(given)):
        sureness = Sureness().learn(scores.some(some), given[some])
        sure[rest] = sureness.of(scores.some(rest))
    return sure


def _folds(number: int) -> list[tuple[Numbers, Numbers]]:
    return list(KFold(FOLDS, shuffle=True, random_state=0).split(np.zeros(number)))


def _own(scores: Scores) -> Numbers:
    """The score of each theme by itself: mostly of the whole, partly of the best part."""
    return ((1 - SHARE_OF_PART) * scores.whole + SHARE_OF_PART * scores.part)[None]


def _all(scores: Scores, first: Numbers) -> Numbers:
    length = np.log1p(scores.words)[:, None] + np.zeros(first.shape)
    return np.stack([_own(scores)[0], scores.part, length, np.log(_best_other(first) + LEAST)])


def _best_other(sure: Numbers) -> Numbers:
    """How likely the likeliest of the other themes of the same comment is."""
    if sure.shape[1] < 2:
        return np.zeros(sure.shape)
    order = np.argsort(sure, axis=1)
    best, second = (np.take_along_axis(sure, order[:, [at]], axis=1) for at in (-1, -2))
    return np.where(np.arange(sure.shape[1]) == order[:, [-1]], second, best)
