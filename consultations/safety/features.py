"""What the learned half of the screen sees of a sentence: its words, and pieces of its words.

Each is put into one of a fixed number of places by a checksum, so no list of words has to be kept:
the hashing trick of Weinberger and others, "Feature Hashing for Large Scale Multitask Learning"
(2009). Pieces of words stand for words never met before, as in Bojanowski and others, "Enriching
Word Vectors with Subword Information" (2017).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from consultations.safety.reading import MARK

PLACES = 1 << 18
SHORTEST_PIECE, LONGEST_PIECE = 3, 5
START, END, ANY = "<", ">", "_"
Places = NDArray[np.int64]


def places_of(sentence: str) -> Places:
    """The places of one sentence, read as the rules read it, each place once."""
    words = [START, *(word for word in sentence.split() if word != MARK), END]
    found = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        found += (f"{one} {two} {three}", f"{one} {ANY} {three}")
    places = [crc32(each.encode()) % PLACES for each in found]
    for word in set(words[1:-1]):
        places += _pieces(word)
    return np.unique(np.array(places, dtype=np.int64))


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[int, ...]:
    """The places of the pieces of a word, with marks for where it begins and ends."""
    word = f"^{word}$"
    return tuple(
        crc32(f"#{word[at : at + length]}".encode()) % PLACES
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for at in range(len(word) - length + 1)
    )
