"""Words as numbers, so that words that mean nearly the same stand near each other.

The numbers of 37,000 English words were made by the model that reads questions
(multilingual E5 small, MIT licence), one word at a time, with ``python -m benchmarks.theme_words``.
The model itself takes fifteen milliseconds and more for a comment; a mean of words takes none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer

KEPT = Path(__file__).parent / "words.npz"
WORD = r"[a-z']+"
MOST_KINDS, WORDS_TO_A_KIND = 400, 4
Vectors = NDArray[np.float32]


class WordMeanings:
    """What comments are about by the meaning of their words: two vectors for each comment.

    The first is the mean of its words, the rare ones weighing more. The second says for each kind
    of word how near the nearest word of the comment comes to it, so that one telling word in a
    long comment is not lost in the mean. The kinds are heaps of the words that were learnt.
    """

    def __init__(self) -> None:
        words, self.vectors = _kept()
        self.weigh = TfidfVectorizer(
            vocabulary=words, token_pattern=WORD, strip_accents="unicode", sublinear_tf=True
        )
        self.kinds: Vectors = np.zeros((1, self.vectors.shape[1]), dtype=np.float32)
        self.middles: list[Vectors] = []

    def learn(self, texts: Sequence[str]) -> None:
        """Learn which words are rare, what kinds of words there are, and where the middle is."""
        weighed = self.weigh.fit_transform(texts)
        known = np.unique(weighed.indices)
        if len(known):
            number = min(MOST_KINDS, max(1, len(known) // WORDS_TO_A_KIND))
            kinds = KMeans(number, n_init=1, random_state=0).fit(self.vectors[known])
            self.kinds = unit(kinds.cluster_centers_)
        self.middles = [each.mean(axis=0) for each in self._raw(weighed)]

    def of(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """The two vectors of each comment, of length 1; zeros where no word is known."""
        raw = self._raw(self.weigh.transform(texts))
        mean, nearest = (unit(each - at) for each, at in zip(raw, self.middles, strict=True))
        return mean, nearest

    def _raw(self, weighed: Any) -> tuple[Vectors, Vectors]:
        mean = np.asarray(weighed @ self.vectors, dtype=np.float32)
        nearest = np.zeros((weighed.shape[0], len(self.kinds)), dtype=np.float32)
        used, places = np.unique(weighed.indices, return_inverse=True)
        near = np.maximum(self.vectors[used] @ self.kinds.T, 0) ** 2
        for row, (start, end) in enumerate(zip(weighed.indptr, weighed.indptr[1:], strict=False)):
            if end > start:
                nearest[row] = near[places[start:end]].max(axis=0)
        return mean, nearest


def unit(vectors: NDArray[Any]) -> Vectors:
    """The same vectors with length 1; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


@lru_cache(maxsize=1)
def words_digest() -> str:
    """What the file of words is, byte by byte: another file makes another model."""
    return hashlib.sha256(KEPT.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _kept() -> tuple[dict[str, int], Vectors]:
    with np.load(KEPT, allow_pickle=False) as held:
        words = held["words"].tobytes().decode("ascii").split("\n")
        return {word: place for place, word in enumerate(words)}, unit(held["vectors"])
