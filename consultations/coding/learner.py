"""Learn from comments that were read which themes others have, and how sure that is.

One linear model and one support vector machine for each theme, put together. The threshold and the
probabilities come from cross-validation, and so does every figure about how well it does: from
comments that the scores were not learnt from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.svm import SVC, LinearSVC

from consultations.coding.features import Features
from consultations.coding.scores import F1, Given, Numbers, f1_by_theme, f1_of
from consultations.coding.strengths import (
    FEWEST_POSITIVE,
    FOLDS,
    STRENGTH_OF_LINE,
    STRENGTH_OF_MACHINE,
    STRENGTH_OF_MEANING,
)

NEVER = -3.0
# The scores of the linear model are as wide as those of the machine when divided by this.
WIDTH_OF_LINE = 2.5
THRESHOLDS = np.arange(-1.0, 0.51, 0.05)
# How likely the likeliest theme of a comment has to be when none is above the threshold.
FLOORS = (0.0, 0.1, 0.2, 0.3, 0.5)


class Judged(NamedTuple):
    """How likely each theme is in each comment, and which are given to it."""

    probabilities: Numbers
    said: Given


class Learner:
    """What was learnt: the words, models for each theme, probabilities and a threshold.

    ``figures`` and ``each`` are F1 by cross-validation, over all themes and of each. With
    ``meaning``, which turns texts into vectors, a machine on those vectors joins the others.
    """

    def __init__(self, meaning: Callable[[Sequence[str]], Numbers] | None = None) -> None:
        self.meaning = meaning
        self.vectors: Numbers | None = None
        self.features = Features()
        self.models: list[list[Any]] = []
        self.curves: list[tuple[float, float] | None] = []
        self.threshold, self.floor = 0.0, FLOORS[-1]
        self.figures = F1(0, 0, 0)
        self.each: Numbers = np.zeros(0)

    def learn(
        self,
        texts: Sequence[str],
        questions: Sequence[str],
        given: Given,
        weights: Numbers | None = None,
    ) -> Learner:
        """Learn from comments with their themes: rows are comments, columns are themes."""
        held_back = np.full(given.shape, NEVER)
        weights = np.ones(len(texts)) if weights is None else weights
        self.vectors = self.meaning(texts) if self.meaning else None
        near = None if self.vectors is None else _nearness(self.vectors, self.vectors)
        for some, rest in KFold(FOLDS, shuffle=True, random_state=0).split(texts):
            features = Features()
            learnt = features.learn(*_chosen(texts, questions, some))
            models = _fit(learnt, _some(near, some, some), given[some], weights[some])
            others = features.of(*_chosen(texts, questions, rest))
            held_back[rest] = _scores(models, others, _some(near, rest, some))
        self.curves = [_curve(held_back[:, each], given[:, each]) for each in range(given.shape[1])]
        sure = self._sure(held_back)
        self.threshold, self.floor = _best(held_back, sure, given)
        said = _said(held_back, sure, self.threshold, self.floor)
        self.figures, self.each = f1_of(given, said), f1_by_theme(given, said)
        self.models = _fit(self.features.learn(texts, questions), near, given, weights)
        return self

    def judge(self, texts: Sequence[str], questions: Sequence[str]) -> Judged:
        """How likely each theme is in other comments, and which they are given."""
        near = None
        if self.meaning is not None and self.vectors is not None:
            near = _nearness(self.meaning(texts), self.vectors)
        scores = _scores(self.models, self.features.of(texts, questions), near)
        sure = self._sure(scores)
        return Judged(sure, _said(scores, sure, self.threshold, self.floor))

    def _sure(self, scores: Numbers) -> Numbers:
        sure = np.zeros_like(scores)
        for column, curve in enumerate(self.curves):
            if curve is not None:
                slope, start = curve
                sure[:, column] = 1 / (1 + np.exp(-(slope * scores[:, column] + start)))
        return sure


def _said(scores: Numbers, sure: Numbers, threshold: float, floor: float) -> Given:
    """Every theme above the threshold; where there is none, the likeliest if likely enough."""
    said = np.asarray(scores >= threshold)
    bare = np.flatnonzero(~said.any(axis=1))
    best = scores[bare].argmax(axis=1)
    likely = (sure[bare, best] >= floor) & (scores[bare, best] > NEVER)
    said[bare[likely], best[likely]] = True
    return said


def _best(scores: Numbers, sure: Numbers, given: Given) -> tuple[float, float]:
    """The threshold and the floor with the best micro F1; of several, the most careful ones."""

    def fit(threshold: float, floor: float) -> float:
        return f1_of(given, _said(scores, sure, threshold, floor)).micro

    threshold = max(THRESHOLDS, key=lambda each: (fit(each, 0), -abs(each)))
    return float(threshold), max(FLOORS, key=lambda each: (fit(threshold, each), each))


def _chosen(
    texts: Sequence[str], questions: Sequence[str], rows: NDArray[np.intp]
) -> tuple[list[str], list[str]]:
    return [texts[row] for row in rows], [questions[row] for row in rows]


def _nearness(some: Numbers, others: Numbers) -> Numbers:
    """How near the meanings of comments are: 1 for the same, less the further they are apart."""
    apart = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * some @ others.T
    return np.asarray(np.exp(-apart))


def _some(
    near: Numbers | None, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> Numbers | None:
    return None if near is None else near[np.ix_(rows, columns)]


def _fit(features: Any, near: Numbers | None, given: Given, weights: Numbers) -> list[list[Any]]:
    """The models of each theme; none for a theme with too few examples, or without any other."""
    return [_fit_one(features, near, column, weights) for column in given.T]


def _fit_one(features: Any, near: Numbers | None, column: Given, weights: Numbers) -> list[Any]:
    if column.sum() < FEWEST_POSITIVE or column.all():
        return []
    line = LogisticRegression(
        C=STRENGTH_OF_LINE, class_weight="balanced", solver="liblinear", random_state=0
    )
    machine = LinearSVC(C=STRENGTH_OF_MACHINE, class_weight="balanced", random_state=0)
    models = [each.fit(features, column, sample_weight=weights) for each in (line, machine)]
    if near is not None:
        meant = SVC(C=STRENGTH_OF_MEANING, kernel="precomputed", class_weight="balanced")
        models.append(meant.fit(near, column, sample_weight=weights))
    return models


def _scores(models: Sequence[Sequence[Any]], features: Any, near: Numbers | None) -> Numbers:
    """One score for each comment and theme, from its two or three models."""
    scores = np.full((features.shape[0], len(models)), NEVER)
    for column, fitted in enumerate(models):
        if fitted:
            line, machine = (each.decision_function(features) for each in fitted[:2])
            scores[:, column] = (line / WIDTH_OF_LINE + machine) / 2
        if len(fitted) > 2:
            meant = fitted[2].decision_function(near)
            scores[:, column] = (scores[:, column] + meant) / 2
    return scores


def _curve(scores: Numbers, given: Given) -> tuple[float, float] | None:
    """How a score becomes a probability (Platt 1999); None for a theme that is never said."""
    if given.sum() < FEWEST_POSITIVE or given.all():
        return None
    found = LogisticRegression(C=1.0).fit(scores[:, None], given)
    return max(float(found.coef_[0, 0]), 0.0), float(found.intercept_[0])
