"""Learn how comments sound from those that were read: positive, mixed or negative."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from consultations.coding.features import Features
from consultations.coding.strengths import FOLDS, STRENGTH_OF_SOUNDING


class Sounding:
    """One model for all ways a comment can sound. ``right`` is its share of right ones, by
    cross-validation."""

    def __init__(self) -> None:
        self.features = Features()
        self.model = LogisticRegression(C=STRENGTH_OF_SOUNDING, max_iter=300)
        self.examples = 0
        self.right = 0.0

    def learn(
        self, texts: Sequence[str], questions: Sequence[str], sounds: Sequence[str]
    ) -> Sounding:
        """Learn from comments and how each sounds."""
        learnt, truth = self.features.learn(texts, questions), np.array([str(s) for s in sounds])
        rarest = min(int((truth == each).sum()) for each in set(truth))
        if rarest >= 2:
            guessed = cross_val_predict(self.model, learnt, truth, cv=min(FOLDS, rarest))
            self.right = float((guessed == truth).mean())
        self.model.fit(learnt, truth)
        self.examples = len(truth)
        return self

    def of(self, texts: Sequence[str], questions: Sequence[str]) -> list[tuple[str, float]]:
        """How each of other comments sounds, and how sure that is."""
        sure = self.model.predict_proba(self.features.of(texts, questions))
        best = sure.argmax(axis=1)
        return [
            (str(self.model.classes_[at]), float(row[at]))
            for row, at in zip(sure, best, strict=True)
        ]
