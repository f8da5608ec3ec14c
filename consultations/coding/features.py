"""Comments as numbers: words, pairs of words, parts of words, and the question answered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

WORD = r"(?u)\b\w[\w']*\b"
WORDS = {"ngram_range": (1, 2), "min_df": 2, "sublinear_tf": True, "token_pattern": WORD}
PARTS = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 3, "sublinear_tf": True}
WEIGHT_OF_QUESTION = 0.5


class Features:
    """TF-IDF of words and of parts of words, learnt from some comments and used on others.

    Parts of words see through endings and slips of the pen. Which question was answered is a
    feature too: "nothing" means one thing under "what was good" and another under "what was bad".
    """

    def __init__(self) -> None:
        self.words = TfidfVectorizer(strip_accents="unicode", **WORDS)
        self.parts = TfidfVectorizer(strip_accents="unicode", **PARTS)
        self.questions: dict[str, int] = {}

    def learn(self, texts: Sequence[str], questions: Sequence[str]) -> csr_matrix:
        """Learn the words of these comments, and return their numbers."""
        self.questions = {key: place for place, key in enumerate(sorted(set(questions)))}
        found = [self.words.fit_transform(texts), self.parts.fit_transform(texts)]
        joined: csr_matrix = hstack([*found, self._asked(questions)]).tocsr()
        return joined

    def of(self, texts: Sequence[str], questions: Sequence[str]) -> csr_matrix:
        """The numbers of other comments, by the words that were learnt."""
        found = [self.words.transform(texts), self.parts.transform(texts)]
        joined: csr_matrix = hstack([*found, self._asked(questions)]).tocsr()
        return joined

    def _asked(self, questions: Sequence[str]) -> csr_matrix:
        asked = np.zeros((len(questions), max(1, len(self.questions))))
        for row, key in enumerate(questions):
            if key in self.questions:
                asked[row, self.questions[key]] = WEIGHT_OF_QUESTION
        return csr_matrix(asked)
