"""How near a question is in meaning: to the phrasings of each entry, and to what it says.

Phrasings of one entry differ in ways that do not matter (haste, politeness, spelling). Whitening by
how they differ leaves what does matter, so that an entry's middle can be compared with a question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from consultations.answering.embedding import DIMENSIONS, Vectors, embed_all

# How far the differences are taken as equal in all directions: 0 trusts few phrasings too much.
EVEN = 1.0
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


class MeaningMatch:
    """The phrasings and the passages of every entry as vectors."""

    def __init__(self, phrasings: Sequence[str], owners: Numbers, passages: Sequence[str]) -> None:
        self.owners, self.entries = owners, len(passages)
        vectors = embed_all(phrasings)
        self.centre: Vectors = (
            vectors.mean(axis=0) if len(phrasings) else np.zeros(DIMENSIONS, dtype=np.float32)
        )
        self.phrasings = unit(vectors - self.centre)
        read = embed_all(passages, as_passage=True)
        self.passages = unit(read - (read.mean(axis=0) if len(read) > 1 else 0.0))
        self.whitening = self._whitening()
        self.middles = unit(self._means(self.phrasings @ self.whitening))

    def match(self, question: Vectors) -> dict[str, Vectors]:
        """Each way of being near, of every entry."""
        centred = unit((question - self.centre)[None, :])
        near = (self.phrasings @ centred[0]).astype(np.float32)
        whitened = unit(centred @ self.whitening)[0]
        return {
            "middle": self.middles @ whitened,
            "best_two": self.best(near, 2),
            "passage": self.passages @ centred[0],
        }

    def best(self, scores: Vectors, how_many: int) -> Vectors:
        """The mean of the best few phrasings of each entry."""
        order = np.lexsort((-scores, self.owners))
        ranked, owners = scores[order], self.owners[order]
        starts = np.searchsorted(owners, np.arange(self.entries))
        ends = np.searchsorted(owners, np.arange(self.entries), side="right")
        means = [
            ranked[start : min(end, start + how_many)].mean()
            for start, end in zip(starts, ends, strict=True)
        ]
        return np.array(means, dtype=np.float32)

    def _means(self, vectors: Vectors) -> Vectors:
        sums = np.zeros((self.entries, vectors.shape[1]), dtype=np.float32)
        np.add.at(sums, self.owners, vectors)
        counts = np.bincount(self.owners, minlength=self.entries)
        means: Vectors = (sums / np.maximum(counts, 1)[:, None]).astype(np.float32)
        return means

    def _whitening(self) -> Vectors:
        """What evens out the ways in which phrasings of the same thing differ."""
        within = self.phrasings - self._means(self.phrasings)[self.owners]
        spread = within.T @ within / max(len(within), 1)
        spread += EVEN * max(float(np.trace(spread)), 1e-6) / DIMENSIONS * np.eye(DIMENSIONS)
        values, directions = np.linalg.eigh(spread)
        whitening: Vectors = (directions / np.sqrt(values)).astype(np.float32)
        return whitening


def unit(vectors: Vectors) -> Vectors:
    """Rows of length one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    one: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return one
