"""The lists of names, and of words that look like names and are none."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from consultations.quick_yaml import read_yaml

HERE = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
STRAIGHT = str.maketrans({"\u2019": "'", "\u0142": "l", "\u00f8": "o", "\u0111": "d"})
POSSESSIVE = re.compile(r"['\u2019]s?$", re.IGNORECASE)
MONTHS = frozenset({"april", "august", "january", "june", "may"})

Phrases = dict[str, list[tuple[str, ...]]]


class Names(NamedTuple):
    """Names that people have. ``uncertain`` ones are also words or places."""

    first: frozenset[str]
    uncertain: frozenset[str]
    surnames: frozenset[str]
    surnames_also_words: frozenset[str]


class NotNames(NamedTuple):
    """Words with a capital that point to nobody, and phrases by their first word."""

    institutions: frozenset[str]
    before: frozenset[str]
    words: frozenset[str]
    known: Phrases
    places: Phrases


def plain(word: str) -> str:
    """A word as the lists have it: small letters, no accents, no possessive."""
    small = word.casefold()
    if not small.isascii():
        small = _without_accents(small)
    return small if small.isalpha() else POSSESSIVE.sub("", small)


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.translate(STRAIGHT))
    return "".join(each for each in letters if not unicodedata.combining(each))


def _words_in(file: str) -> dict[str, frozenset[str]]:
    kept = read_yaml((HERE / file).read_text(encoding="utf-8"))
    return {key: frozenset(value.split()) for key, value in kept.items()}


AROUND = _words_in("around.yml")


@lru_cache(maxsize=1)
def names() -> Names:
    """The names that people in this country often have."""
    kept = _words_in("names.yml")
    return Names(
        first=kept["first"],
        uncertain=kept["first_also_words"] | kept["first_also_places"],
        surnames=kept["surnames"],
        surnames_also_words=kept["surnames_also_words"],
    )


@lru_cache(maxsize=1)
def not_names() -> NotNames:
    """What has a capital and is no private person."""
    file = read_yaml((HERE / "not-names.yml").read_text(encoding="utf-8"))
    return NotNames(
        institutions=frozenset(file["institutions"].split()),
        before=frozenset(file["before"].split()),
        words=frozenset(file["words"].split()),
        known=phrases(file["known"].splitlines()),
        places=phrases(file["places"].splitlines()),
    )


def phrases(lines: Iterable[str]) -> Phrases:
    """Phrases by their first word, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line in lines:
        words = tuple(plain(word) for word in WORD.findall(line))
        if words:
            found[words[0]].add(words)
    return {
        first: sorted(each, key=lambda words: (-len(words), words)) for first, each in found.items()
    }
