"""The learned half of the screen: how much a text is like those that called for a card.

A support vector machine, one card against everything else, over the features of ``features``.
Taught by ``python -m benchmarks.safety_teaching`` with invented texts only. What is shipped is a
table of small whole numbers: nothing in it is run, and the same text always gets the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from consultations.safety.features import Places, places_in
from consultations.safety.reading import sentences
from consultations.safety.rulebook import CARDS

WEIGHTS = Path(__file__).parent / "learned.npz"
# A text of so many sentences is read as a whole as well: danger may be told in all of them.
FEW_SENTENCES = 4
# What is longer is looked through sentence by sentence, up to here: so it takes no longer.
MOST_SENTENCES = 400
TINY = 1e-9


class Learned:
    """The shipped numbers: for each place its rarity, and how it speaks for each card.

    ``alone`` is the mark that a card has to pass by itself, ``with_rule`` the one when a rule calls
    for it, and ``near`` the one that two messages have to pass between them.
    """

    def __init__(self, file: Path = WEIGHTS) -> None:
        with np.load(file, allow_pickle=False) as held:
            self.rarity, self.weights = held["rarity"], np.ascontiguousarray(held["weights"].T)
            self.scale, self.base = held["scale"], held["base"]
            self.alone, self.with_rule, self.near = (
                dict(zip(CARDS, held[name].tolist(), strict=True))
                for name in ("alone", "with_rule", "near")
            )
            self.digest = str(held["digest"])

    def scores(self, text: str) -> Mapping[str, float]:
        """For each card how much the text calls for it: the highest of its parts."""
        return self.scores_in(sentences(text))

    def scores_in(self, read: Sequence[str]) -> Mapping[str, float]:
        """The same for a text that has been read into sentences."""
        if not read:
            return dict.fromkeys(CARDS, float("-inf"))
        found = places_in(parts_in(read))
        rarity = self.rarity.take(found.places).astype(np.float32)
        speaks = self.weights.take(found.places, axis=0).astype(np.float32)
        speaks *= rarity[:, None]
        sums = np.add.reduceat(speaks, found.begins)
        squares = np.add.reduceat(rarity * rarity, found.begins)
        one, other = pairs(len(read))
        sums = np.concatenate([sums, sums[one] + sums[other]])
        squares = np.concatenate([squares, squares[one] + squares[other]])
        best = np.max(sums / np.sqrt(np.maximum(squares, TINY))[:, None], axis=0)
        return dict(zip(CARDS, (self.base + self.scale * best).tolist(), strict=True))


def parts_in(read: Sequence[str]) -> list[str]:
    """The parts of a text that are scored: each sentence, and a short text as a whole."""
    if 1 < len(read) <= FEW_SENTENCES:
        return [*read, "".join(read)]
    return list(read[:MOST_SENTENCES])


def pairs(sentences: int) -> tuple[Places, Places]:
    """Which sentences are scored together with the next, by adding up what was found in both."""
    first = np.arange(min(sentences, MOST_SENTENCES) - 1 if sentences > 2 else 0)
    return first, first + 1


@lru_cache(maxsize=1)
def learned() -> Learned:
    """The shipped numbers, read once."""
    return Learned()
