"""How alike words look, letter by letter: "chanje my anser" is near "change my answer"."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from consultations.answering.embedding import Vectors

SHORTEST, LONGEST = 2, 4


class LetterMatch:
    """Some short texts as weighted runs of two to four letters, each text of length one."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(_runs(text)) for text in texts]
        holding = Counter(run for runs in counted for run in runs)
        self.size = len(texts)
        self.rare = {run: 1 + math.log((1 + len(texts)) / (1 + n)) for run, n in holding.items()}
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, runs in enumerate(counted):
            weights = self._weights(runs)
            for run, weight in weights.items():
                found[run].append((place, weight))
        self.found = {
            run: (
                np.array([place for place, _ in rows], dtype=np.int32),
                np.array([weight for _, weight in rows], dtype=np.float32),
            )
            for run, rows in found.items()
        }

    def match(self, text: str) -> Vectors:
        """The cosine with each text."""
        scores = np.zeros(self.size, dtype=np.float32)
        for run, weight in self._weights(Counter(_runs(text))).items():
            if run in self.found:
                places, weights = self.found[run]
                scores[places] += weight * weights
        return scores

    def _weights(self, runs: Counter[str]) -> dict[str, float]:
        """What each run counts. One that is in no text counts a little, as a slip of the keys."""
        weights = {run: math.log1p(n) * self.rare.get(run, 1.0) for run, n in runs.items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {run: weight / length for run, weight in weights.items()}


def _runs(text: str) -> list[str]:
    words = [f" {word} " for word in re.findall(r"\w+", text.casefold())]
    return [
        word[start : start + length]
        for word in words
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(word) - length + 1)
    ]
