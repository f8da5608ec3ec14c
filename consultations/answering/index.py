"""Find the approved answer nearest to a question, by meaning and by words.

Meaning: cosine of centred sentence vectors. Words: BM25 from SQLite's full-text search, which knows
names and initials that the vectors do not. An answer scores the mean of its best two phrasings.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from threading import Lock
from typing import NamedTuple

import numpy as np

from consultations.answering.embedding import Vectors, embed, embed_all
from consultations.content.per_version import once_per_version
from consultations.content.schema import Pack, PackAnswer

# How much a full match of words adds to a match of meaning: docs/adr/0003-nlu-pipeline.md.
WEIGHT_OF_WORDS = 0.25
BM25_HALF_WAY = 6.0
PHRASINGS_THAT_COUNT = 2
# The score of a question that is asked in the very words of a phrasing.
SAME_WORDS = 2.0
NOTHING_WORDS = """a an and are as at be been but by can did do does for from had has have how i if
in is it its me my of on or our so that the their them then there they this to was we were what when
where which who why will with would you your about get got just not please tell"""
STOP_WORDS = frozenset(NOTHING_WORDS.split())


class Hit(NamedTuple):
    """An answer, and how near it is: about 1 for the same words, about 0 for no relation."""

    answer: PackAnswer
    score: float


class PackIndex:
    """The phrasings of one version of a pack, ready to be searched."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        rows = list(_phrasings(pack))
        self.owners = [answer_id for answer_id, _ in rows]
        vectors = embed_all([phrasing for _, phrasing in rows])
        self.centre = vectors.mean(axis=0) if len(rows) else np.zeros(vectors.shape[1])
        self.vectors = _unit(vectors - self.centre)
        self.as_written = {_plain(phrasing): owner for owner, phrasing in rows}
        self.lock = Lock()
        self.words = sqlite3.connect(":memory:", check_same_thread=False)
        self.words.execute("CREATE VIRTUAL TABLE phrasing USING fts5(text, tokenize='porter')")
        self.words.executemany(
            "INSERT INTO phrasing(text) VALUES (?)", [(text,) for _, text in rows]
        )

    def search(self, question: str, *, limit: int = 3) -> list[Hit]:
        """The nearest answers, nearest first."""
        if not self.owners:
            return []
        scores = self.vectors @ _unit((embed(question) - self.centre)[None, :])[0]
        scores = scores + WEIGHT_OF_WORDS * self._match_of_words(question)
        of_answer: dict[str, list[float]] = defaultdict(list)
        for owner, score in zip(self.owners, scores.tolist(), strict=True):
            of_answer[owner].append(score)
        best = {owner: _mean_of_best(found) for owner, found in of_answer.items()}
        asked_so = self.as_written.get(_plain(question))
        if asked_so is not None:
            best[asked_so] = SAME_WORDS
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:limit]
        found = ((self.pack.answer(answer_id), score) for answer_id, score in ranked)
        return [Hit(answer, score) for answer, score in found if answer is not None]

    def _match_of_words(self, question: str) -> Vectors:
        """BM25 of each phrasing, squashed to between 0 and 1."""
        matches = np.zeros(len(self.owners), dtype=np.float32)
        tokens = re.findall(r"\w+", question.casefold())
        wanted = [token for token in tokens if token not in STOP_WORDS] or tokens
        if not wanted:
            return matches
        query = " OR ".join(f'"{token}"' for token in wanted[:40])
        with self.lock:
            found = self.words.execute(
                "SELECT rowid, -bm25(phrasing) FROM phrasing WHERE phrasing MATCH ? ORDER BY rowid",
                (query,),
            ).fetchall()
        for row, score in found:
            matches[row - 1] = score / (score + BM25_HALF_WAY)
        return matches


@once_per_version
def index_of(pack: Pack) -> PackIndex:
    """The index of one version of a pack, made once in a process."""
    return PackIndex(pack)


def _phrasings(pack: Pack) -> Iterator[tuple[str, str]]:
    for answer in pack.answers:
        for phrasing in answer.asks:
            yield answer.id, phrasing


def _mean_of_best(scores: list[float]) -> float:
    """The mean of the best two phrasings, so that no single odd phrasing decides."""
    best = sorted(scores, reverse=True)[:PHRASINGS_THAT_COUNT]
    return sum(best) / len(best)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, 1e-9)
    return unit
