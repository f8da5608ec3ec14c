"""Find words and phrases of a list in a passage, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

E = TypeVar("E")
TOKEN = re.compile(r"[^\W_]+(?:['\u2019&][^\W_]+)*")
# A full stop without a space, as in e.g., does not part a phrase.
BETWEEN = re.compile(r"[ \n/-]+|\.")


class Found(NamedTuple, Generic[E]):
    """A phrase of the list that stands in a passage."""

    said: str
    start: int
    end: int
    entry: E


class Phrases(Generic[E]):
    """A list of phrases. Case does not matter, except for initials: ED is not ed."""

    def __init__(self, entries: Iterable[tuple[str, E]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[str], E]]] = {}
        for phrase, entry in entries:
            exact = TOKEN.findall(phrase)
            if exact:
                plain = tuple(_plain(token) for token in exact)
                self._by_first.setdefault(plain[0], []).append((plain, exact, entry))
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each[0]))

    def find(self, text: str) -> list[Found[E]]:
        """Every phrase of the list in a passage, without overlaps, in the order of the passage."""
        tokens, plain = _tokens(text)
        found, at = [], 0
        while at < len(tokens):
            match = self._at(text, tokens, plain, at) if plain[at] in self._by_first else None
            if match is None:
                at += 1
                continue
            length, entry = match
            start, end = tokens[at].start(), tokens[at + length - 1].end()
            found.append(Found(text[start:end], start, end, entry))
            at += length
        return found

    def _at(
        self, text: str, tokens: Sequence[re.Match[str]], plain: Sequence[str], at: int
    ) -> tuple[int, E] | None:
        for wanted, exact, entry in self._by_first[plain[at]]:
            length = len(wanted)
            if plain[at : at + length] != wanted:
                continue
            here = tokens[at : at + length]
            joined = all(
                BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(here)
            )
            same_case = all(
                token[0] == as_written
                for token, as_written in zip(here, exact, strict=True)
                if is_initials(as_written)
            )
            if joined and same_case:
                return length, entry
        return None


def is_initials(word: str) -> bool:
    """Whether a word is a set of initials, such as PCT or PCTs."""
    return len(word) > 1 and word.rstrip("s").isupper() and len(word.rstrip("s")) > 1


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[tuple[re.Match[str], ...], tuple[str, ...]]:
    """The words of a text, as they stand and in plain form. Each text is read for many lists."""
    tokens = tuple(TOKEN.finditer(text))
    return tokens, tuple(_plain(token[0]) for token in tokens)


def _plain(token: str) -> str:
    return token.casefold().replace("\u2019", "'").removesuffix("'s")
