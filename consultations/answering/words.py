"""How well the words of a question match an answer: BM25, and which words a pack does not have."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from threading import Lock

import numpy as np

from consultations.answering.embedding import Vectors

HALF_WAY = 6.0
MOST_WORDS = 40
NOTHING_WORDS = """a an and are as at be been but by can did do does for from had has have how i if
in is it its me my of on or our so that the their them then there they this to was we were what when
where which who why will with would you your about get got just not please tell am im ive whats any
some all no yes could should one more us he she his her like want know think really much many"""
STOP_WORDS = frozenset(NOTHING_WORDS.split())


class WordMatch:
    """Some short texts, each owned by an entry, in SQLite's full-text search."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        self.lock = Lock()
        self.words = sqlite3.connect(":memory:", check_same_thread=False)
        self.words.execute("CREATE VIRTUAL TABLE part USING fts5(text, tokenize='porter')")
        self.words.executemany("INSERT INTO part(text) VALUES (?)", [(text,) for text in texts])

    def match(self, wanted: Sequence[str]) -> Vectors:
        """BM25 of each text, squashed to between 0 and 1."""
        matches = np.zeros(self.size, dtype=np.float32)
        if not wanted:
            return matches
        query = " OR ".join(f'"{token}"' for token in wanted[:MOST_WORDS])
        with self.lock:
            found = self.words.execute(
                "SELECT rowid, -bm25(part) FROM part WHERE part MATCH ? ORDER BY rowid", (query,)
            ).fetchall()
        for row, score in found:
            matches[row - 1] = score / (score + HALF_WAY)
        return matches


class KnownWords:
    """Which words stand in a pack, and how rare they are in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(each for text in texts for each in {stem(word) for word in tokens(text)})
        total = max(len(texts), 1)
        self.rare = {each: math.log(1 + total / n) for each, n in counts.items()}
        self.unknown = math.log(1 + total)

    def not_known(self, wanted: Sequence[str]) -> float:
        """The share of some words that stand nowhere in the pack; rare words count more."""
        weights = {each: self.rare.get(each, self.unknown) for each in map(stem, wanted)}
        whole = sum(weights.values()) or 1.0
        return sum(w for each, w in weights.items() if each not in self.rare) / whole


def tokens(text: str) -> list[str]:
    """The words of a text, small."""
    return re.findall(r"\w+", text.casefold())


def telling(text: str) -> list[str]:
    """The words of a text that tell something; all of them if none does."""
    every = tokens(text)
    return [token for token in every if token not in STOP_WORDS] or every


def stem(word: str) -> str:
    """A word without its commonest endings: enough to know "closing" and "closed" as one."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "ly", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
