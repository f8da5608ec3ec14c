"""How well questions in people's own words find the approved answer, next to BM25 alone.

The questions are ours: benchmarks/data/asked.tsv. Every second line calibrates the thresholds; the
other lines are the unseen half, on which nothing is chosen.
"""

from __future__ import annotations

import os
import tempfile
from typing import NamedTuple

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import OWN_DATA, about_the_machine, pairs, plain_ending, table
from consultations.answering import index as indexing
from consultations.answering import lookup
from consultations.answering.embedding import embed
from consultations.content.loading import read_pack
from consultations.settings import ROOT

Scores = NDArray[np.float64]
PACK, NOT_THERE, OFFERED = "new-models-of-care", "NONE", lookup.HOW_MANY_OFFERED
MOST_WRONG = 0.02
SURES, MARGINS = np.arange(0.30, 1.02, 0.02), np.arange(0.0, 0.30, 0.02)
PRODUCT = "as in the product"


class Ends(NamedTuple):
    """How the questions of one half ended."""

    right: int
    wrong: int
    right_offered: int
    not_offered: int
    none_admitted: int
    none_offered: int
    none_answered: int


class Half(NamedTuple):
    """The scores of every answer for some questions, and which answer is right (-1: none)."""

    scores: Scores
    gold: NDArray[np.int64]

    def first(self) -> float:
        """The share of answerable questions whose best answer is the right one."""
        there = self.gold >= 0
        return float((self.scores.argmax(axis=1) == self.gold)[there].mean())

    def among_three(self) -> float:
        """The share whose right answer is one of the best three."""
        there = self.gold >= 0
        best = np.argsort(-self.scores, axis=1, kind="stable")[:, :OFFERED]
        return float((best == self.gold[:, None]).any(axis=1)[there].mean())

    def ends(self, *, sure: float, margin: float, near: float) -> Ends:
        """What a person would have been told, by the rule of consultations/answering/lookup.py."""
        order = np.argsort(-self.scores, axis=1, kind="stable")[:, :OFFERED]
        best = np.take_along_axis(self.scores, order, axis=1)
        clearly = best[:, 0] - best[:, 1] >= margin
        told = (best[:, 0] >= sure) & clearly
        right = order[:, 0] == self.gold
        offered = ~told & (best[:, 0] >= near)
        listed = ((order == self.gold[:, None]) & (best >= near)).any(axis=1)
        there = self.gold >= 0
        counts = (
            told & right,
            told & ~right,
            offered & listed,
            there & ~told & ~(offered & listed),
            ~there & ~told & ~offered,
            ~there & offered,
            ~there & told,
        )
        return Ends(*(int(each.sum()) for each in counts))

    def calibrated(self) -> tuple[float, float]:
        """The thresholds with most right answers among those with few enough wrong ones.

        Their neighbours must hold the bound too, so that no single question decides.
        """
        grid = np.array([[self.ends(sure=s, margin=m, near=s)[:2] for m in MARGINS] for s in SURES])
        best, chosen = -1, (1.0, 0.28)
        for row, sure in enumerate(SURES):
            for column, margin in enumerate(MARGINS):
                around = grid[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3, 1]
                right = int(grid[row, column, 0])
                if around.max() <= MOST_WRONG * len(self.gold) and right >= best:
                    best, chosen = right, (float(sure), float(margin))
        return chosen


def main() -> None:
    """Print who finds what, and the sweep over the thresholds."""
    with plain_ending():
        print(about_the_machine())
        rankers, gold = score()
        halves = {
            name: (Half(scores[::2], gold[::2]), Half(scores[1::2], gold[1::2]))
            for name, scores in rankers.items()
        }
        show_ranking(halves, gold)
        show_ends(halves)
        show_sweep(*halves[PRODUCT])


def score() -> tuple[dict[str, Scores], NDArray[np.int64]]:
    """The score of every answer for every question, by several ways of ranking."""
    questions = pairs(OWN_DATA / "asked.tsv")
    index = indexing.PackIndex(read_pack(ROOT / "content", PACK))
    ids = sorted(set(index.owners))
    owner = np.array([ids.index(each) for each in index.owners])
    gold = [-1 if answer == NOT_THERE else ids.index(answer) for _, answer in questions]
    centred = np.stack([embed(text) - index.centre for text, _ in questions])
    meaning = centred / np.linalg.norm(centred, axis=1, keepdims=True) @ index.vectors.T
    # Squashing keeps the order of BM25, so alone it ranks exactly as BM25 does.
    words = np.stack([index._match_of_words(text) for text, _ in questions])
    both = meaning + indexing.WEIGHT_OF_WORDS * words

    def by_answer(scores: NDArray[np.floating], phrasings: int) -> Scores:
        """The mean of an answer's best few phrasings."""
        columns = [np.sort(scores[:, owner == at], axis=1) for at in range(len(ids))]
        return np.stack([each[:, -phrasings:].mean(axis=1) for each in columns], axis=1)

    rankers = {
        PRODUCT: by_answer(both, indexing.PHRASINGS_THAT_COUNT),
        "BM25 alone": by_answer(words, 1),
        "meaning alone": by_answer(meaning, 1),
        "the best phrasing alone": by_answer(both, 1),
    }
    return rankers, np.array(gold)


def show_ranking(halves: dict[str, tuple[Half, Half]], gold: NDArray[np.int64]) -> None:
    """Which share of the questions finds its answer."""
    table(
        f"Ranking: {len(gold)} questions, {int((gold < 0).sum())} of them without an answer",
        (
            "ranked by",
            "first, calibration",
            "first, unseen",
            "in three, calibration",
            "in three, unseen",
        ),
        [
            (name, one.first(), two.first(), one.among_three(), two.among_three())
            for name, (one, two) in halves.items()
        ],
    )


def show_ends(halves: dict[str, tuple[Half, Half]]) -> None:
    """What people would have been told, at the product's thresholds and at calibrated ones."""
    rows: list[tuple[object, ...]] = []
    chosen = {
        f"{name}, calibrated here": (half, *half[0].calibrated()) for name, half in halves.items()
    }
    product = (halves[PRODUCT], lookup.SURE, lookup.CLEARLY_NEARER)
    for name, (pair, sure, margin) in {PRODUCT: product, **chosen}.items():
        for half, which in zip(pair, ("calibration", "unseen"), strict=True):
            near = min(lookup.NEAR, sure)
            ends = half.ends(sure=sure, margin=margin, near=near)
            rows.append((name, which, f"{sure:.2f} and {margin:.2f}", *ends))
    table(
        f"What people are told (75 questions in each half; NEAR {lookup.NEAR})",
        (
            "ranked by",
            "half",
            "SURE and CLEARLY_NEARER",
            *(name.replace("_", " ") for name in Ends._fields),
        ),
        rows,
    )


def show_sweep(calibration: Half, unseen: Half) -> None:
    """Right and wrong answers over the thresholds, with the offers below them."""
    table(
        "Sweep, as in the product (answers given right / wrong)",
        ("SURE", "CLEARLY_NEARER", "calibration", "unseen"),
        [
            (
                f"{sure:.2f}",
                f"{margin:.2f}",
                *(
                    "{0.right} / {0.wrong}".format(
                        half.ends(sure=sure, margin=margin, near=lookup.NEAR)
                    )
                    for half in (calibration, unseen)
                ),
            )
            for sure in (0.50, 0.54, 0.58, 0.62, 0.66)
            for margin in (0.05, 0.10, 0.15, 0.20, 0.25)
        ],
    )
    table(
        "Sweep of NEAR (right answer offered / question without an answer admitted)",
        ("NEAR", "calibration", "unseen"),
        [
            (
                f"{near:.2f}",
                *(
                    "{0.right_offered} / {0.none_admitted}".format(
                        half.ends(sure=lookup.SURE, margin=lookup.CLEARLY_NEARER, near=near)
                    )
                    for half in (calibration, unseen)
                ),
            )
            for near in (0.35, 0.40, 0.45, 0.50, 0.55)
        ],
    )


if __name__ == "__main__":
    main()
