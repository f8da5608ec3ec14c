"""How a score becomes a probability: one curve for each theme (Platt 1999).

A theme with few examples says little about its own curve, so curves are held near the middle one.
"""

from __future__ import annotations

import numpy as np
from sklearn.model_selection import KFold

from consultations.coding.scores import Given, Numbers
from consultations.coding.strengths import FOLDS, HOLD

STEPS, LONGEST_STEP = 30, 2.0
# What curves begin from: rare themes with scores that tell them apart.
SLOPE, START = 1.5, -2.0


class Curves:
    """Turns the scores of each theme into probabilities. A theme that was never given gets 0."""

    def __init__(self) -> None:
        self.middles, self.widths, self.slopes, self.starts = np.zeros((4, 0))
        self.known: Given = np.zeros(0, dtype=bool)

    def learn(self, scores: Numbers, given: Given) -> Curves:
        """Learn from the scores of comments that were read; rows are comments, columns themes."""
        self.known = np.asarray(given.any(axis=0) & ~given.all(axis=0))
        self.middles, self.widths = scores.mean(axis=0), np.maximum(scores.std(axis=0), 1e-9)
        level = (scores - self.middles) / self.widths
        free, _ = _fit(level, given, towards=SLOPE)
        middle = float(np.median(free[self.known])) if self.known.any() else SLOPE
        slopes, self.starts = _fit(level, given, towards=middle)
        self.slopes = np.maximum(slopes, 0)
        return self

    def of(self, scores: Numbers) -> Numbers:
        """How likely each theme is in each comment, by its scores."""
        level = (scores - self.middles) / self.widths
        return np.where(self.known, _chance(level, self.slopes, self.starts), 0.0)


def unseen(scores: Numbers, given: Given) -> Numbers:
    """The probabilities of comments by curves that were learnt from the others."""
    sure = np.zeros(scores.shape)
    for some, rest in KFold(FOLDS, shuffle=True, random_state=0).split(scores):
        sure[rest] = Curves().learn(scores[some], given[some]).of(scores[rest])
    return sure


def _chance(level: Numbers, slopes: Numbers, starts: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(slopes * level + starts, -30, 30))))


def _fit(level: Numbers, given: Given, *, towards: float) -> tuple[Numbers, Numbers]:
    """The likeliest slope and start of every theme, by Newton's steps of limited length."""
    slopes, starts = np.full(given.shape[1], SLOPE), np.full(given.shape[1], START)
    for _ in range(STEPS):
        chance = _chance(level, slopes, starts)
        off, bend = chance - given, chance * (1 - chance)
        down, across = (off * level).sum(axis=0) + HOLD * (slopes - towards), off.sum(axis=0)
        both = (bend * level).sum(axis=0)
        steep = (bend * level**2).sum(axis=0) + HOLD
        flat = bend.sum(axis=0) + 1e-3
        size = steep * flat - both**2
        step = np.stack([(flat * down - both * across), (steep * across - both * down)]) / size
        step *= np.minimum(1, LONGEST_STEP / np.maximum(np.abs(step).sum(axis=0), 1e-9))
        slopes, starts = slopes - step[0], starts - step[1]
    return slopes, starts
