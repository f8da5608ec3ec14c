"""The learned half of the screen: how much a text is like those that called for a card.

Logistic regression, one card against everything else, over the features of ``features``. Taught by
``python -m benchmarks.safety_teaching`` with invented texts only. What is shipped is a table of
small whole numbers: nothing in it is run, and the same text always gets the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from consultations.safety.features import places_of
from consultations.safety.reading import sentences
from consultations.safety.rulebook import CARDS

WEIGHTS = Path(__file__).parent / "learned.npz"
# A text of so many sentences is read as a whole as well: danger may be told in two of them.
FEW_SENTENCES = 4
# What is longer is looked through sentence by sentence, up to here: so it takes no longer.
MOST_SENTENCES = 400
TINY = 1e-9


class Learned:
    """The shipped numbers: for each place its rarity, and how it speaks for each card."""

    def __init__(self, file: Path = WEIGHTS) -> None:
        with np.load(file, allow_pickle=False) as held:
            self.rarity: NDArray[np.float32] = held["rarity"].astype(np.float32) / 16
            self.weights: NDArray[np.float32] = held["weights"] * held["scale"][:, None]
            self.base: NDArray[np.float32] = held["base"]
            self.alone = dict(zip(CARDS, held["alone"].tolist(), strict=True))
            self.with_rule = float(held["with_rule"])
            self.digest = str(held["digest"])
        self.weights = np.ascontiguousarray(self.weights.T)

    def scores(self, text: str) -> Mapping[str, float]:
        """For each card the log odds that the text calls for it: the highest of its parts."""
        return self.scores_in(sentences(text))

    def scores_in(self, read: Sequence[str]) -> Mapping[str, float]:
        """The same for a text that has been read into sentences."""
        if not read:
            return dict.fromkeys(CARDS, float("-inf"))
        places = [places_of(each) for each in parts_in(read)]
        begins = np.cumsum([0, *map(len, places[:-1])])
        every = np.concatenate(places)
        rarity = self.rarity[every]
        sums = np.add.reduceat(rarity[:, None] * self.weights[every], begins)
        lengths = np.sqrt(np.add.reduceat(rarity * rarity, begins))
        best = self.base + np.max(sums / np.maximum(lengths, TINY)[:, None], axis=0)
        return dict(zip(CARDS, best.tolist(), strict=True))


def parts_of(text: str) -> list[str]:
    """The parts of a text that are scored: each sentence, and a short text as a whole."""
    return parts_in(sentences(text))


def parts_in(read: Sequence[str]) -> list[str]:
    """The same for a text that has been read into sentences."""
    if len(read) <= 1:
        return list(read)
    if len(read) <= FEW_SENTENCES:
        return [*read, "".join(read)]
    read = read[:MOST_SENTENCES]
    return [*read, *(f"{a}{b}" for a, b in pairwise(read[:FEW_SENTENCES]))]


@lru_cache(maxsize=1)
def learned() -> Learned:
    """The shipped numbers, read once."""
    return Learned()
