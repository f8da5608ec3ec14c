"""How alike comments are: by their words, by parts of words, by what the words mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from consultations.coding.features import PARTS, WORDS
from consultations.coding.strengths import SAME_QUESTION, SHARES
from consultations.coding.word_meanings import WordMeanings, unit

# A word that was read once may be the one that a theme is known by.
EVERY: dict[str, Any] = {"strip_accents": "unicode", "dtype": np.float32, "min_df": 1}
Alike = NDArray[np.float32]
Meaning = Callable[[Sequence[str]], NDArray[Any]]


class Likeness:
    """Compares comments with those that were learnt from: 0 for nothing in common, more for more.

    With ``meaning``, which turns whole texts into vectors, those are compared as well.
    """

    def __init__(self, meaning: Meaning | None = None) -> None:
        self.meaning = meaning
        self.words = TfidfVectorizer(**WORDS | EVERY)
        self.parts = TfidfVectorizer(**PARTS | EVERY)
        self.meanings = WordMeanings()
        self.middle: NDArray[Any] = np.zeros(0)
        self.learnt: tuple[Any, ...] = ()
        self.asked: NDArray[np.str_] = np.array([], dtype=str)

    def learn(self, texts: Sequence[str], questions: Sequence[str], also: Sequence[str]) -> Alike:
        """Learn the words of these comments, and say how alike they and ``also`` are.

        ``also`` are other texts to compare with, such as the descriptions of themes.
        """
        self.words.fit(texts)
        self.parts.fit(texts)
        self.meanings.learn(texts)
        if self.meaning is not None:
            self.middle = self.meaning(texts).mean(axis=0)
        numbers = self._numbers([*texts, *also])
        self.learnt = (numbers[0].T.tocsr(), *numbers[1:])
        self.asked = np.array([*questions, *[""] * len(also)], dtype=str)
        return self._alike(numbers, self.asked)

    def of(self, texts: Sequence[str], questions: Sequence[str]) -> Alike:
        """How alike other comments (the rows) are to each that was learnt (the columns)."""
        return self._alike(self._numbers(texts), np.array(questions, dtype=str))

    def _numbers(self, texts: Sequence[str]) -> tuple[Any, ...]:
        whole = () if self.meaning is None else (unit(self.meaning(texts) - self.middle),)
        words = self.words.transform(texts) * SHARES["words"] ** 0.5
        parts = self.parts.transform(texts) * SHARES["parts"] ** 0.5
        return hstack([words, parts]).tocsr(), *self.meanings.of(texts), *whole

    def _alike(self, numbers: tuple[Any, ...], asked: NDArray[np.str_]) -> Alike:
        written, *meant = numbers
        learnt_written, *learnt_meant = self.learnt
        alike = (written @ learnt_written).toarray()
        for name, one, other in zip(
            ("mean", "nearest", "whole"), meant, learnt_meant, strict=False
        ):
            alike += SHARES[name] * np.exp(2 * (one @ other.T) - 2)
        same = (asked[:, None] == self.asked).astype(np.float32)
        alike *= 1 + SAME_QUESTION * same
        alike += SHARES["question"] * same
        return np.asarray(alike, dtype=np.float32)
