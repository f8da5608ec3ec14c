"""Put right the words that are nearly words of a pack: "comissioning", "amublance"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

SHORTEST = 5
LONG = 8
VOWELS = frozenset("aeiouy")
WORD = re.compile(r"[^\W\d_]+")


class Speller:
    """Knows the words of a pack, and takes a word nearly like one of them for it."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: dict[str, int] = defaultdict(int)
        for text in texts:
            for word in WORD.findall(text.casefold()):
                counts[word] += 1
        self.counts = dict(counts)
        self.by_start: dict[str, list[str]] = defaultdict(list)
        for word in sorted(counts):
            if len(word) >= SHORTEST:
                self.by_start[word[0]].append(word)

    def knows(self, word: str) -> bool:
        """Whether a word stands in the pack."""
        return word.casefold() in self.counts

    def mend(self, text: str) -> str:
        """The text with its misspelt words put right, as far as they are clearly meant."""
        return WORD.sub(lambda found: self._meant(found[0]), text)

    def _meant(self, word: str) -> str:
        plain = word.casefold()
        if len(plain) < SHORTEST or plain in self.counts:
            return word
        allowed = 2 if len(plain) >= LONG else 1
        near = [
            (distance, -self.counts[known], known)
            for known in self.by_start[plain[0]]
            if abs(len(known) - len(plain)) <= allowed
            and (distance := DamerauLevenshtein.distance(plain, known, score_cutoff=allowed))
            <= allowed
            and _is_a_slip(plain, known)
        ]
        return min(near)[2] if near else word


def _is_a_slip(typed: str, meant: str) -> bool:
    """Whether one word is the other with letters lost, doubled, swapped, or a vowel mistaken.

    Two words that differ in a consonant ("saying", "saving") or in their ending ("visit", "visits")
    are two words.
    """
    if meant.startswith(typed) or typed.startswith(meant):
        return False
    if sorted(typed) == sorted(meant):
        return True
    for slip in Levenshtein.editops(typed, meant):
        lost = meant[slip.dest_pos] if slip.tag != "delete" else typed[slip.src_pos]
        if slip.tag == "replace":
            if not {typed[slip.src_pos], lost} <= VOWELS:
                return False
        elif lost not in VOWELS and lost * 2 not in typed + " " + meant and len(typed) < LONG:
            return False
    return True
