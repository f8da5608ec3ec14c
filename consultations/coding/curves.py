"""How scores become a probability: one curve for each theme (Platt 1999), of several scores.

A theme with few examples says little about its own curve, so curves are held near the middle one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from consultations.coding.scores import Given, Numbers
from consultations.coding.strengths import HOLD, HOLD_OF_MORE

STEPS, LONGEST_STEP, SMALL_STEP = 30, 2.0, 1e-4
# What curves begin from: rare themes with a first score that tells them apart.
SLOPE, START = 1.5, -2.0
# Where all comments have the same score, it says nothing.
NARROWEST = 1e-9


class Curves:
    """Turns the scores of each theme into probabilities. A theme that was never given gets 0.

    There may be several scores for each theme. More of the first never makes a theme less likely.
    """

    def __init__(self) -> None:
        self.middles: Numbers = np.zeros(0)
        self.widths: Numbers = np.zeros(0)
        self.slopes: Numbers = np.zeros((0, 0))
        self.known: Given = np.zeros(0, dtype=bool)

    def learn(self, scores: Numbers, given: Given) -> Curves:
        """Learn from the scores of comments that were read: by score, by comment, by theme."""
        self.known = np.asarray(given.any(axis=0) & ~given.all(axis=0))
        self.middles = scores.mean(axis=1, keepdims=True)
        self.widths = np.maximum(scores.std(axis=1, keepdims=True), NARROWEST)
        levels = self._levels(scores)
        towards = np.zeros(len(scores))
        towards[0] = SLOPE
        free = _fit(levels, given, towards=towards)
        if self.known.any():
            towards = np.median(free[self.known, :-1], axis=0)
        self.slopes = _fit(levels, given, towards=towards)
        self.slopes[:, 0] = np.maximum(self.slopes[:, 0], 0)
        return self

    def of(self, scores: Numbers) -> Numbers:
        """How likely each theme is in each comment, by its scores."""
        chances = _chances(self._levels(scores), self.slopes).T
        return np.where(self.known, chances, 0.0)

    def _levels(self, scores: Numbers) -> Numbers:
        """The scores by theme, by comment, by score, all of one width; and a last one that is 1."""
        level = (scores - self.middles) / self.widths
        return np.concatenate([level, np.ones((1, *level.shape[1:]))]).transpose(2, 1, 0)


def _chances(levels: Numbers, slopes: Numbers) -> Numbers:
    heights: NDArray[np.float64] = (levels @ slopes[:, :, None])[:, :, 0]
    return np.asarray(1 / (1 + np.exp(-np.clip(heights, -30, 30))))


def _fit(levels: Numbers, given: Given, *, towards: Numbers) -> Numbers:
    """The likeliest slopes and start of every theme, by Newton's steps of limited length."""
    slopes = np.tile(np.append(towards, START), (len(levels), 1))
    wanted, held = slopes.copy(), np.full(len(towards) + 1, HOLD_OF_MORE)
    held[0], held[-1] = HOLD, 0
    bent = np.diag(np.append(held[:-1], 1e-3))
    for _ in range(STEPS):
        chances = _chances(levels, slopes)
        off, bend = chances - given.T, chances * (1 - chances)
        down = (off[:, None, :] @ levels)[:, 0, :] + held * (slopes - wanted)
        steep = levels.transpose(0, 2, 1) @ (levels * bend[:, :, None]) + bent
        step = np.linalg.solve(steep, down[:, :, None])[:, :, 0]
        step *= np.minimum(1, LONGEST_STEP / np.maximum(np.abs(step).sum(axis=1), 1e-9))[:, None]
        slopes -= step
        if np.abs(step).max(initial=0) < SMALL_STEP:
            break
    return slopes
