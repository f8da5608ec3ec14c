"""How sure the safety screen has to be before it shows a card, from texts that were left out.

Each card has two marks, one for texts that a rule calls for and one for all others. They are chosen
so that a card more that is right is worth the same number of false alarms everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import table
from benchmarks.safety_texts import NONE, Case
from consultations.safety.over_time import LOOKED_BACK, both_near
from consultations.safety.rulebook import CARDS

# Both lead with 999, so either is right for both.
ALIKE = frozenset({"emergency", "stroke"})
# What one card more that is right may cost, in false alarms: all that are tried.
WORTH = np.geomspace(0.02, 4, 80)
SHOWN_AT = (0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05)
# The share of ordinary texts that may come near the mark of one card.
COMES_NEAR = 0.012
TALKS = 4_000
Numbers = NDArray[np.float64]


class LeftOut(NamedTuple):
    """Texts, what they scored when they were left out, and for which cards a rule called."""

    cases: Sequence[Case]
    scores: Numbers
    ruled: NDArray[np.bool_]

    @property
    def ordinary(self) -> NDArray[np.bool_]:
        """Which of them call for nothing."""
        return np.array([case.card == NONE for case in self.cases])


class Marks(NamedTuple):
    """What each card has to score: alone, with a rule, and to count as near."""

    alone: dict[str, float]
    with_rule: dict[str, float]
    near: dict[str, float]

    def shown(self, found: LeftOut) -> NDArray[np.bool_]:
        """Which cards would be shown for each text."""
        alone, ruled = (np.array([each[card] for card in CARDS]) for each in self[:2])
        return np.asarray(found.scores > np.where(found.ruled, ruled, alone))


def choose_marks(found: LeftOut, alarms: float) -> Marks:
    """The marks that find most calls for help with at most this share of false alarms."""
    best, most = marks_at(found, WORTH[0]), -1.0
    for worth in WORTH:
        marks = marks_at(found, worth)
        share = alarm_share(found, marks)
        if most < share <= alarms:
            best, most = marks, share
    return best


def marks_at(found: LeftOut, worth: float) -> Marks:
    """The marks when one card more that is right may cost so many false alarms."""
    called = np.array([case.card for case in found.cases])
    alone, with_rule, near = {}, {}, {}
    for place, card in enumerate(CARDS):
        scores = found.scores[:, place]
        gain = np.where(called == card, worth, np.where(found.ordinary, -1.0, 0.0))
        by_rule = found.ruled[:, place]
        alone[card] = best_mark(scores[~by_rule], gain[~by_rule])
        with_rule[card] = min(best_mark(scores[by_rule], gain[by_rule]), alone[card])
        near[card] = min(float(np.quantile(scores[found.ordinary], 1 - COMES_NEAR)), alone[card])
    return Marks(alone, with_rule, near)


def best_mark(scores: Numbers, gain: Numbers) -> float:
    """The mark above which most is gained."""
    order = np.argsort(-scores, kind="stable")
    sums = np.cumsum(gain[order])
    if not len(sums) or sums.max() <= 0:
        return float(scores.max(initial=0.0)) + 1.0
    last = int(sums.argmax())
    after = scores[order[last + 1]] if last + 1 < len(order) else scores[order[last]] - 1
    return float((scores[order[last]] + after) / 2)


def alarm_share(found: LeftOut, marks: Marks) -> float:
    """The share of ordinary texts for which some card would be shown."""
    return float(marks.shown(found)[found.ordinary].any(axis=1).mean())


def recall(found: LeftOut, marks: Marks, kind: str) -> float:
    """The share of calls of one kind for which the right card would be shown."""
    shown = marks.shown(found)
    right = [
        bool({card for card, is_shown in zip(CARDS, row, strict=True) if is_shown} & fitting(case))
        for case, row in zip(found.cases, shown, strict=True)
        if case.kind == kind and case.card != NONE
    ]
    return float(np.mean(right))


def fitting(case: Case) -> frozenset[str]:
    """The cards that are right for a text."""
    return ALIKE if case.card in ALIKE else frozenset({case.card})


def print_curves(found: LeftOut) -> None:
    """Print recall at several shares of false alarms."""
    rows = []
    for alarms in SHOWN_AT:
        marks = choose_marks(found, alarms)
        found_of = [recall(found, marks, kind) for kind in ("explicit", "veiled")]
        rows.append([f"{each:.3f}" for each in (alarm_share(found, marks), *found_of)])
    table("Cross-validation", ["false alarms", "explicit", "veiled"], rows)


def print_talks(found: LeftOut, marks: Marks) -> None:
    """Print how often a conversation of ordinary messages shows a card only by adding them up."""
    chance = Random(1)
    scores = [dict(zip(CARDS, row, strict=True)) for row in found.scores[found.ordinary].tolist()]
    alarms = sum(
        bool(both_near(talk[:-1], talk[-1], marks.near))
        for talk in (chance.sample(scores, LOOKED_BACK + 1) for _ in range(TALKS))
    )
    print(f"Ordinary messages shown a card only because of those before: {alarms} of {TALKS}")
