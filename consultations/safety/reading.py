"""Read a text as the screen does: sentences of plain words, dialect and slips put right."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from consultations.quick_yaml import read_yaml
from consultations.safety.spelling import mended

RULES = Path(__file__).parent / "rules"
# A longer sentence is read in pieces of this many words, which share some words at the seam.
LONGEST_SENTENCE = 40
SEAM = 12
END = re.compile(r"(?<!\d)[.](?!\d)|(?<=\d)[.](?=\s|$)|[!?;\n\r\u2026]+|\s[-\u2013\u2014]+\s")
QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\W_]+(?:\.\d+)|&|,")
LENGTHENED = re.compile(r"(.)\1{2,}")
MARK = ","


class Ways(dict[str, tuple[str, ...]]):
    """Other ways to write a word, each with the words to read instead."""


class Together(NamedTuple):
    """Words that mean something else beside each other, tried where one of ``when`` stands."""

    when: frozenset[str]
    find: re.Pattern[str]
    meant: str


@lru_cache(maxsize=1)
def ways() -> tuple[Ways, list[Together]]:
    """The other ways of writing that are read: single words, and words that follow each other."""
    read: dict[str, Any] = read_yaml((RULES / "dialect.yml").read_text(encoding="utf-8"))
    single = Ways(
        {
            other: tuple(meant.split())
            for meant, others in read["words"].items()
            for other in str(others).split()
        }
    )
    together = [
        Together(
            frozenset(each["when"].split()),
            re.compile(rf"(?<![^ ])(?:{each['find']})(?![^ ])"),
            each["meant"],
        )
        for each in read["together"]
    ]
    return single, together


def sentences(text: str) -> list[str]:
    """The sentences of a text, each in plain words with one space after every word."""
    found: list[str] = []
    for piece in END.split(text.translate(QUOTES).casefold()):
        words = _plain_words(piece)
        for start in range(0, max(1, len(words) - SEAM), LONGEST_SENTENCE - SEAM):
            said = _together(words[start : start + LONGEST_SENTENCE])
            if said.strip(", "):
                found.append(f"{said} ")
    return found


def _plain_words(piece: str) -> list[str]:
    return list(chain.from_iterable(map(_read, WORD.findall(LENGTHENED.sub(r"\1\1", piece)))))


@lru_cache(maxsize=20_000)
def _read(word: str) -> tuple[str, ...]:
    """What a word is read as: "can't" is "can not", "suisidal" is "suicidal"."""
    single, _ = ways()
    if word in single:
        return single[word]
    parts = (single.get(part) or _mended(part) for part in _parts(word))
    return tuple(chain.from_iterable(parts))


def _mended(word: str) -> tuple[str, ...]:
    meant = mended(word)
    return ways()[0].get(meant) or (meant,)


def _parts(word: str) -> tuple[str, ...]:
    """A word and what hangs on it: "dad's" is read as "dad s"."""
    if "'" not in word:
        return (word,)
    head, _, tail = word.rpartition("'")
    head = head.replace("'", "")
    if tail in ("s", "d", "ve", "ll", "re", "m") and head:
        return head, {"ve": "have", "ll": "will", "re": "are", "m": "am"}.get(tail, tail)
    return (head + tail,)


def _together(words: list[str]) -> str:
    said, present = " ".join(words), set(words)
    for each in ways()[1]:
        if not each.when.isdisjoint(present):
            said = each.find.sub(each.meant, said)
    return said
