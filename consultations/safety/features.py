"""What the learned half of the screen sees of a sentence: its words, and pieces of its words.

Each is put into one of a fixed number of places by a checksum, so no list of words has to be kept:
the hashing trick of Weinberger and others, "Feature Hashing for Large Scale Multitask Learning"
(2009). Pieces of words stand for words never met before, as in Bojanowski and others, "Enriching
Word Vectors with Subword Information" (2017).
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from consultations.safety.reading import MARK

PLACES = 1 << 18
SHORTEST_PIECE, LONGEST_PIECE = 3, 5
START, END, ANY = "<", ">", b" _"
Places = NDArray[np.int64]


def places_of(sentence: str) -> Places:
    """The places of one sentence, read as the rules read it, each place once.

    Words alone, two and three that follow each other, and two with any word in between. A checksum
    can be carried on from one word to the next, so longer runs cost no more than single words.
    """
    words = [START, *(word for word in sentence.split() if word != MARK), END]
    spaced = [f" {word}".encode() for word in words]
    ones = [crc32(each[1:]) for each in spaced]
    twos = list(map(crc32, spaced[1:], ones))
    found = [*ones, *twos]
    if len(words) > 2:
        found += map(crc32, spaced[2:], twos)
        found += map(crc32, spaced[2:], [crc32(ANY, one) for one in ones[:-2]])
    places = {each % PLACES for each in found}
    places.update(*map(_pieces, words[1:-1]))
    return np.array(sorted(places), dtype=np.int64)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[int, ...]:
    """The places of the pieces of a word, with marks for where it begins and ends."""
    word = f"^{word}$"
    return tuple(
        crc32(f"#{word[at : at + length]}".encode()) % PLACES
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for at in range(len(word) - length + 1)
    )
