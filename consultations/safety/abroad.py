"""Plain calls for help in the other languages that people here speak.

A short list of phrases for each language, from ``rules/other-languages.yml``: what can hardly be
meant in another way. It is no match for the English rules, and nobody who speaks the languages has
read it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from consultations.quick_yaml import read_yaml
from consultations.safety.reading import END, QUOTES, RULES
from consultations.safety.rulebook import CARDS

FILE = RULES / "other-languages.yml"
WORD = re.compile(r"[^\s.,!?;:()\"\u060c\u061f\u06d4\u0964]+")
# Arabic letters that keyboards write in two ways, marks that are mostly left out, and the Polish l.
LETTERS = str.maketrans(
    {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u0647": "\u06c1"}
    | dict.fromkeys("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u200c\u200d", "")
    | {"\u0142": "l"}
)
LATIN_MARKS = re.compile(r"[\u0300-\u036f]")
GAP, ENDS = r"(?:(?!\| )\S+ ){0,3}", "| "


class Phrase(NamedTuple):
    """A phrase that calls for a card, what it needs, and the words that take it back."""

    card: str
    needs: tuple[frozenset[str], ...]
    begun: tuple[str, ...]
    find: re.Pattern[str]
    denied_by: frozenset[str]


def heard_abroad(text: str) -> set[str]:
    """The cards that a text calls for in another language than English."""
    tried = _worth_trying(_plain(text))
    if not tried:
        return set()
    said = _plain(END.sub(f" {ENDS}", text))
    return {
        each.card
        for each in tried
        for found in each.find.finditer(said)
        if each.denied_by.isdisjoint(said[: found.start()].split()[-1:])
    }


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """Every phrase, ready to be looked for."""
    return tuple(_phrases())


def _worth_trying(said: str) -> list[Phrase]:
    """The phrases all of whose words may be among those that were said."""
    words, by_word = set(said.split()), _by_word()
    known = sorted(words & by_word.keys())
    return [
        each
        for each in chain(by_word[""], *(by_word[word] for word in known))
        if not any(need.isdisjoint(words) for need in each.needs)
        if all(begun in said for begun in each.begun)
    ]


@lru_cache(maxsize=1)
def _by_word() -> dict[str, list[Phrase]]:
    """The phrases by each of the words of which they need one; those that need none under ""."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for each in phrases():
        rarest = max(each.needs, key=lambda ways: min(map(len, ways)), default=frozenset({""}))
        for word in sorted(rarest):
            found[word].append(each)
    return found


def _phrases() -> Iterator[Phrase]:
    read: dict[str, dict[str, Any]] = read_yaml(FILE.read_text(encoding="utf-8"))
    for language in read.values():
        denied_by = frozenset(language["denied_by"])
        for card in CARDS:
            for written in language.get(card, {"says": ()})["says"]:
                words = [word.split("/") for word in _plain(written).split()]
                needs = tuple(frozenset(ways) for ways in words if not any(map(_open, ways)))
                begun = tuple(ways[0][:-1] for ways in words if _begins(ways))
                find = re.compile(rf"(?<!\S){''.join(map(_expression, words))}")
                yield Phrase(card, needs, begun, find, denied_by)


def _open(word: str) -> bool:
    """Whether a word of a phrase may be several words, so that it cannot be looked up."""
    return word == "~" or word.endswith("*")


def _begins(ways: list[str]) -> bool:
    """Whether this is one word of which only the beginning is given."""
    return len(ways) == 1 and ways[0].endswith("*")


def _expression(ways: list[str]) -> str:
    if ways == ["~"]:
        return GAP
    words = (
        rf"{re.escape(way[:-1])}\S* " if way.endswith("*") else f"{re.escape(way)} " for way in ways
    )
    return f"(?:{'|'.join(words)})"


def _plain(text: str) -> str:
    """Words in small letters, without the marks on Latin letters, one space after each."""
    text = text.translate(QUOTES).casefold()
    if not text.isascii():
        apart = LATIN_MARKS.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", apart).translate(LETTERS)
    return "".join(f"{word} " for word in WORD.findall(text))
