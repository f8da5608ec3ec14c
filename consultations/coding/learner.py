"""Learn from comments that were read which themes others have, and how sure that is.

One linear model and one support vector machine for each theme, put together. Their scores are
turned into probabilities by cross-validation, and so are the thresholds: every figure about how
well it does comes from comments that the scores were not learnt from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.svm import LinearSVC

from consultations.coding.features import Features
from consultations.coding.scores import F1, Given, f1_by_theme, f1_of

Numbers = NDArray[np.float64]
FOLDS = 5
FEWEST_POSITIVE = 3
NEVER = -4.0
STRENGTH_OF_LINE, STRENGTH_OF_MACHINE = 10.0, 0.3
SETTINGS = {
    "learner": "tf-idf + logistic regression + linear svm, 2",
    "folds": FOLDS,
    "strengths": [STRENGTH_OF_LINE, STRENGTH_OF_MACHINE],
}
# A theme with few examples keeps close to the threshold of all, so that chance does not set it.
PULL = 30
CANDIDATES = np.arange(0.1, 0.66, 0.025)


class Learner:
    """What was learnt: the words, a model for each theme, probabilities and thresholds.

    ``figures`` and ``each`` are F1 by cross-validation, over all themes and of each.
    """

    def __init__(self) -> None:
        self.features = Features()
        self.models: list[list[Any]] = []
        self.curves: list[tuple[float, float] | None] = []
        self.thresholds: Numbers = np.zeros(0)
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
        for some, rest in KFold(FOLDS, shuffle=True, random_state=0).split(texts):
            features = Features()
            learnt = features.learn(*_chosen(texts, questions, some))
            models = _fit(learnt, given[some], weights[some])
            held_back[rest] = _scores(models, features.of(*_chosen(texts, questions, rest)))
        self.curves = [_curve(held_back[:, each], given[:, each]) for each in range(given.shape[1])]
        sure = self._sure(held_back)
        self.thresholds = _thresholds(sure, given)
        said = self.said(sure)
        self.figures, self.each = f1_of(given, said), f1_by_theme(given, said)
        self.models = _fit(self.features.learn(texts, questions), given, weights)
        return self

    def probabilities(self, texts: Sequence[str], questions: Sequence[str]) -> Numbers:
        """How likely each theme is in each comment."""
        return self._sure(_scores(self.models, self.features.of(texts, questions)))

    def said(self, probabilities: Numbers) -> Given:
        """Which themes each comment is given: those above their threshold, or else the likeliest.

        A comment with no likely theme at all is given none.
        """
        said = np.asarray(probabilities >= self.thresholds)
        bare = np.flatnonzero(~said.any(axis=1))
        best = probabilities[bare].argmax(axis=1)
        likely = probabilities[bare, best] >= self.thresholds[best] / 2
        said[bare[likely], best[likely]] = True
        return said

    def _sure(self, scores: Numbers) -> Numbers:
        sure = np.zeros_like(scores)
        for column, curve in enumerate(self.curves):
            if curve is not None:
                slope, start = curve
                sure[:, column] = 1 / (1 + np.exp(-(slope * scores[:, column] + start)))
        return sure


def _chosen(
    texts: Sequence[str], questions: Sequence[str], rows: NDArray[np.intp]
) -> tuple[list[str], list[str]]:
    return [texts[row] for row in rows], [questions[row] for row in rows]


def _fit(features: Any, given: Given, weights: Numbers) -> list[list[Any]]:
    """The models of each theme; none for a theme with too few examples, or without any other."""
    return [_fit_one(features, column, weights) for column in given.T]


def _fit_one(features: Any, column: Given, weights: Numbers) -> list[Any]:
    if column.sum() < FEWEST_POSITIVE or column.all():
        return []
    line = LogisticRegression(
        C=STRENGTH_OF_LINE, class_weight="balanced", solver="liblinear", random_state=0
    )
    machine = LinearSVC(C=STRENGTH_OF_MACHINE, class_weight="balanced", random_state=0)
    return [each.fit(features, column, sample_weight=weights) for each in (line, machine)]


def _scores(models: Sequence[Sequence[Any]], features: Any) -> Numbers:
    """One score for each comment and theme: the mean of its models, the line's brought to scale."""
    scores = np.full((features.shape[0], len(models)), NEVER)
    for column, pair in enumerate(models):
        if pair:
            line, machine = (each.decision_function(features) for each in pair)
            scores[:, column] = (line / 2.5 + machine) / 2
    return scores


def _curve(scores: Numbers, given: Given) -> tuple[float, float] | None:
    """How a score becomes a probability (Platt 1999); None for a theme that is never said."""
    if given.sum() < FEWEST_POSITIVE or given.all():
        return None
    found = LogisticRegression(C=1.0).fit(scores[:, None], given)
    return max(float(found.coef_[0, 0]), 0.0), float(found.intercept_[0])


def _thresholds(sure: Numbers, given: Given) -> Numbers:
    """The threshold of each theme with the best F1, pulled towards the best one of all."""
    overall = max(CANDIDATES, key=lambda each: f1_of(given, sure >= each).micro)
    by_theme = np.array([f1_by_theme(given, sure >= each) for each in CANDIDATES])
    best = CANDIDATES[by_theme.argmax(axis=0)]
    number = given.sum(axis=0)
    return np.asarray((number * best + PULL * overall) / (number + PULL))
