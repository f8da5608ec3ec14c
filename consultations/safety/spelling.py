"""Put right the slips in the words that the rules look for: "strugling", "overdoes", "suisidal"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

LOOKALIKES = Path(__file__).parent / "rules" / "lookalikes.txt"
SHORTEST = 5
LONG = 8
# A first letter that sounds like another one.
SOUNDS = {"f": "fp", "p": "pf", "k": "kc", "c": "cks", "s": "sc"}


class Speller:
    """Takes an unknown word for the one it is nearly like, and leaves real words alone.

    Words that are near have some of their letters in common once one or two are left out of each,
    so the words worth comparing are found without trying them all.
    """

    def __init__(self, vocabulary: Iterable[str], real: Iterable[str]) -> None:
        self.vocabulary = frozenset(vocabulary)
        self.real = frozenset(real) - self.vocabulary
        self.near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.vocabulary):
            if len(word) >= SHORTEST:
                for shorter in _shortened(word, _slips(word)):
                    self.near[shorter].append(word)

    def mend(self, word: str) -> str:
        """The word that is clearly meant, or the word as it is."""
        if word in self.vocabulary or word in self.real:
            return word
        if word.endswith("in") and f"{word}g" in self.vocabulary:
            return f"{word}g"
        single = _undoubled(word)
        if single in self.vocabulary:
            return single
        return self._nearest(word)

    def _nearest(self, word: str) -> str:
        if len(word) < SHORTEST - 1 or not word.isalpha():
            return word
        allowed = _slips(word)
        worth = {
            known
            for shorter in _shortened(word, allowed)
            for known in self.near.get(shorter, ())
            if known[0] in SOUNDS.get(word[0], word[0])
        }
        near = [
            (_far(word, known, far), known)
            for known in worth
            if (far := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
        ]
        return min(near)[1] if near else word


def _slips(word: str) -> int:
    """How many slips a word may have."""
    return 2 if len(word) >= LONG else 1


def _shortened(word: str, letters: int) -> set[str]:
    """A word, and what is left when up to that many letters are left out."""
    found = {word}
    for _ in range(letters):
        found |= {each[:at] + each[at + 1 :] for each in found for at in range(len(each))}
    return found


def _far(word: str, known: str, far: float) -> tuple[float, int]:
    """How far two words are apart. Letters only doubled, or only swapped, count for half.

    Of two words that are equally far, the longer is meant: letters are lost more often than added.
    """
    same = _undoubled(word) == _undoubled(known) or sorted(word) == sorted(known)
    return (far / 2 if same else far, -len(known))


def _undoubled(word: str) -> str:
    """A word without doubled letters: "heelp" is "help"."""
    return "".join(
        letter for place, letter in enumerate(word) if place == 0 or letter != word[place - 1]
    )


@lru_cache(maxsize=1)
def speller() -> Speller:
    """Knows the words of the rules, and the real words that look like one of them."""
    from consultations.safety.rulebook import vocabulary

    return Speller(vocabulary(), LOOKALIKES.read_text(encoding="utf-8").split())


def mended(word: str) -> str:
    """A word of a text, put right if it is a slip for a word that the rules look for."""
    return speller().mend(word)
