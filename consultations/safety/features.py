"""What the learned half of the screen sees of a text: its words, and what kind of words they are.

Words alone, two and three that follow each other, and two with a word in between. The same for the
kinds of words: groups of words that stand in the same company, so that "the wife went grey" is like
"dad turned pale". And pieces of words, for slips and for words never met before. Each is put into
one of a fixed number of places by a checksum, so no list of what was seen has to be kept: the
hashing trick of Weinberger and others, "Feature Hashing for Large Scale Multitask Learning" (2009).
Kinds of words as in Turian and others, "Word Representations" (2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from consultations.safety.alike import kinds_of
from consultations.safety.reading import MARK

# Words and kinds have the first places, the pieces of words the rest.
BITS, PIECE_BITS = 19, 17
PLACES = (1 << BITS) + (1 << PIECE_BITS)
SHORTEST_PIECE, LONGEST_PIECE = 3, 5
START, END = "<", ">"
Places = NDArray[np.int64]
Marks = NDArray[np.uint64]
# Odd numbers that mix the bits of what they are multiplied with.
ONE, TWO, THREE, LAST = (
    np.uint64(each)
    for each in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xFF51AFD7ED558CCD,
    )
)
# Where in a number the checksum of a word, its fine kind and its broad kind stand.
WORD, KIND = np.uint64((1 << 32) - 1), np.uint64((1 << 12) - 1)
FINE_AT, BROAD_AT = np.uint64(32), np.uint64(48)


class Found(NamedTuple):
    """Places, each once in each part, and where each part begins."""

    places: Places
    begins: Places


def places_in(parts: Sequence[str]) -> Found:
    """The places of each part of a text. Every part has some: its start and its end."""
    read = [[START, *part.replace(f"{MARK} ", "").split(), END] for part in parts]
    words = list(chain.from_iterable(read))
    part = np.repeat(np.arange(len(read)), [len(each) for each in read])
    marks = np.fromiter(map(_marks, words), dtype=np.uint64, count=len(words))
    pieces = list(map(_pieces, words))
    found = [
        *_runs(marks & WORD, part, 1, (1, 2), three=True),
        *_runs(_kind(marks, FINE_AT), part, 11, (1, 2)),
        *_runs(_kind(marks, BROAD_AT), part, 21, (1, 2, 3)),
        (np.repeat(part, list(map(len, pieces))), np.concatenate(pieces)),
    ]
    every = np.concatenate([at * PLACES + place for at, place in found])
    every.sort()
    every = every[np.append(True, every[1:] != every[:-1])]
    begins = np.searchsorted(every, np.arange(len(read)) * PLACES)
    return Found(every % PLACES, begins)


def _runs(
    marks: Marks, part: Places, salt: int, steps: Sequence[int], *, three: bool = False
) -> list[tuple[Places, Places]]:
    """Marks alone, in twos at some steps from each other, and in threes, within one part."""
    found = [(part, _place(marks, salt))]
    for step in steps:
        same = part[step:] == part[:-step]
        two = (marks[:-step] * ONE) ^ (marks[step:] * TWO)
        found.append((part[step:][same], _place(two[same], salt + step)))
    if three:
        same = part[2:] == part[:-2]
        run = (marks[:-2] * ONE) ^ (marks[1:-1] * TWO) ^ (marks[2:] * THREE)
        found.append((part[2:][same], _place(run[same], salt + 9)))
    return found


def _place(marks: Marks, salt: int, bits: int = BITS) -> Places:
    mixed = (marks + np.uint64(salt)) * LAST
    mixed = (mixed ^ (mixed >> np.uint64(29))) * ONE
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def _kind(marks: Marks, bits: np.uint64) -> Marks:
    """The kind of each word. What has no kind stands for itself."""
    kind = (marks >> bits) & KIND
    return np.where(kind == 0, marks & WORD, kind)


@lru_cache(maxsize=20_000)
def _marks(word: str) -> int:
    """A checksum of a word, its fine kind and its broad kind, in one number."""
    fine, broad = kinds_of(word) or (-1, -1)
    return crc32(word.encode()) | (fine + 1) << int(FINE_AT) | (broad + 1) << int(BROAD_AT)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> Places:
    """The places of the pieces of a word, with marks for where it begins and ends."""
    whole = f"^{word}$"
    marks = [
        crc32(whole[at : at + length].encode())
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for at in range(len(whole) - length + 1)
    ]
    return (1 << BITS) + _place(np.array(marks, dtype=np.uint64), 31, PIECE_BITS)
