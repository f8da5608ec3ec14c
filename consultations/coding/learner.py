"""Learn from comments that were read which themes others have, and how sure that is.

A comment, and each of its clauses, is scored by how alike it is to every comment that was read
(kernel ridge regression, all themes at once). What the scores of a comment would be had it not been
read follows from the same sums, so the curves that turn scores into probabilities, the threshold,
and every figure about how well it does come from comments that their scores were not learnt from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import inv

from consultations.coding.clauses import clauses_of
from consultations.coding.likeness import Alike, Likeness, Meaning
from consultations.coding.scores import F1, Given, Numbers, f1_by_theme, f1_of
from consultations.coding.strengths import DOUBT
from consultations.coding.sureness import Scores, Sureness, unseen

# The best threshold of true probabilities is half of the best F1, so never above a half.
THRESHOLDS = np.arange(0.2, 0.51, 0.02)
# How likely the likeliest theme of a comment has to be when none is above the threshold.
FLOORS = (0.1, 0.15, 0.2, 0.25, 1.0)
AT_A_TIME = 500
Rows = NDArray[np.intp]


class Judged(NamedTuple):
    """How likely each theme is in each comment, and which are given to it."""

    probabilities: Numbers
    said: Given


class Learner:
    """What was learnt: the examples, how each of them pulls, and a threshold.

    ``figures`` and ``each`` are F1 by cross-validation, over all themes and of each. With
    ``meaning``, which turns texts into vectors, comments are compared by those too.
    """

    def __init__(self, meaning: Meaning | None = None) -> None:
        self.likeness = Likeness(meaning)
        self.pull: Numbers = np.zeros((0, 0))
        self.middle: Numbers = np.zeros(0)
        self.sureness = Sureness()
        self.threshold, self.floor = 0.5, FLOORS[-1]
        self.figures = F1(0, 0, 0)
        self.each: Numbers = np.zeros(0)

    def learn(
        self,
        texts: Sequence[str],
        questions: Sequence[str],
        given: Given,
        weights: Numbers | None = None,
        described: Sequence[str] = (),
    ) -> Learner:
        """Learn from comments with their themes: rows are comments, columns are themes.

        ``described`` has the words of every theme. Each is learnt from as a comment about it, which
        helps most while few comments were read.
        """
        alike = self.likeness.learn(texts, questions, described)
        truth = np.vstack([given, np.eye(given.shape[1], dtype=bool)[: len(described)]])
        weights = np.ones(len(texts)) if weights is None else weights
        doubts = DOUBT / np.concatenate([weights, np.ones(len(described))])
        self.middle = 2 * given.mean(axis=0) - 1
        undone, self.pull = _ridge(alike, 2 * truth - 1 - self.middle, doubts)
        own = self.pull / np.diag(undone)[:, None]
        whole = (2 * truth - 1 - own)[: len(texts)]

        def without_itself(rows: Rows, alike: Alike) -> Numbers:
            back = (alike * undone[rows]).sum(axis=1)
            return np.asarray(alike @ self.pull - back[:, None] * own[rows] + self.middle)

        scores = self._scores(texts, questions, whole, without_itself)
        self.sureness.learn(scores, given)
        sure = unseen(scores, given)
        self.threshold, self.floor = _best(sure, given)
        said = _said(sure, self.threshold, self.floor)
        self.figures, self.each = f1_of(given, said), f1_by_theme(given, said)
        return self

    def judge(self, texts: Sequence[str], questions: Sequence[str]) -> Judged:
        """How likely each theme is in other comments, and which they are given."""
        whole = np.zeros((len(texts), len(self.middle)))
        for start in range(0, len(texts), AT_A_TIME):
            some = slice(start, start + AT_A_TIME)
            whole[some] = self._score(self.likeness.of(texts[some], questions[some]))
        scores = self._scores(texts, questions, whole, lambda _, alike: self._score(alike))
        sure = self.sureness.of(scores)
        return Judged(sure, _said(sure, self.threshold, self.floor))

    def _score(self, alike: Alike) -> Numbers:
        return np.asarray(alike @ self.pull + self.middle)

    def _scores(
        self,
        texts: Sequence[str],
        questions: Sequence[str],
        whole: Numbers,
        score: Callable[[Rows, Alike], Numbers],
    ) -> Scores:
        """The scores of whole comments beside the best ones of their clauses."""
        parts = [(row, clauses_of(text)) for row, text in enumerate(texts)]
        cut = [(row, part) for row, some in parts if len(some) > 1 for part in some]
        rows = np.array([row for row, _ in cut], dtype=int)
        best = whole.copy()
        best[rows] = -np.inf
        for start in range(0, len(cut), AT_A_TIME):
            some = rows[start : start + AT_A_TIME]
            clauses = [part for _, part in cut[start : start + AT_A_TIME]]
            alike = self.likeness.of(clauses, [questions[row] for row in some])
            np.maximum.at(best, some, score(some, alike))
        return Scores(whole, best, np.array([len(text.split()) for text in texts], dtype=float))


def _ridge(alike: Alike, truth: Numbers, doubts: Numbers) -> tuple[Alike, Numbers]:
    """What is alike undone, and how each example pulls.

    The score of an example by the pull of all others is its truth less its own pull, over what is
    undone of itself (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006,
    equation 5.12). Of its clauses, it follows in the same way.
    """
    alike[np.diag_indices_from(alike)] += doubts
    undone: Alike = inv(alike, overwrite_a=True, assume_a="pos")
    return undone, undone @ truth


def _said(sure: Numbers, threshold: float, floor: float) -> Given:
    """Every theme above the threshold; where there is none, the likeliest if likely enough."""
    said = np.asarray(sure >= threshold)
    bare = np.flatnonzero(~said.any(axis=1))
    best = sure[bare].argmax(axis=1)
    likely = sure[bare, best] >= floor
    said[bare[likely], best[likely]] = True
    return said


def _best(sure: Numbers, given: Given) -> tuple[float, float]:
    """The threshold and the floor with the best micro F1; of several, the most careful ones."""

    def fit(threshold: float, floor: float) -> float:
        return f1_of(given, _said(sure, threshold, floor)).micro

    threshold = max(THRESHOLDS, key=lambda each: (fit(each, 1.0), each))
    return float(threshold), max(FLOORS, key=lambda each: (fit(threshold, each), each))
