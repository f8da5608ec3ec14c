"""A text as words, each with what its letters and its neighbours say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from consultations.privacy.lists import (
    AROUND,
    MONTHS,
    POSSESSIVE,
    WORD,
    Phrases,
    names,
    not_names,
    plain,
)
from consultations.privacy.published import NOTHING, Published

SENTENCE_END = re.compile(r"[.!?:;\n\u2022\"\u201c]|(?:^|\s)[-\u2013]\s")
JOINED = re.compile(r"[ \t\u00a0]{1,2}|\.[ \t]?|-")
SMALL_WORDS = frozenset({"the", "of", "to", "and", "a", "in", "is", "for", "at", "on", "my", "was"})
FEWEST_LETTERS, MOSTLY = 12, 0.6
SHORTEST_IN_CAPITALS, LONGEST_INITIALS = 3, 5
ENDINGS_OF_WORDS = tuple(AROUND["endings_of_words"])
BEFORE_APOSTROPHES = ("o", "d", "m", "n")
SAID_OF_PEOPLE = AROUND["relations"] | AROUND["others"] | AROUND["titles"] | AROUND["weak_titles"]


class Token(NamedTuple):
    """One word: as the lists have it, where it stands without its possessive, and its capital."""

    plain: str
    start: int
    end: int
    gap: str
    cap: bool
    capitals: bool
    own: bool
    """Whether something is said to belong to it: "Kieran's"."""


class Reading:
    """Looks at the words of a text, and knows what may be a name."""

    def __init__(self, text: str, published: Published = NOTHING) -> None:
        self.text = text
        self.published = published
        self.names = names()
        self.not_names = not_names()
        found = list(WORD.finditer(text))
        self.case_counts = _case_counts([match[0] for match in found])
        self.tokens = self._tokens(found)
        self.count = len(self.tokens)
        self.words = [token.plain for token in self.tokens]
        self.taken = self._taken(self.not_names.known, published.names)
        self.places = self._taken(self.not_names.places)

    def _tokens(self, found: Iterable[re.Match[str]]) -> list[Token]:
        tokens: list[Token] = []
        text, case_counts, before = self.text, self.case_counts, 0
        for match in found:
            word = match[0]
            start, after = match.span()
            end = after if word.isalpha() else start + len(POSSESSIVE.sub("", word))
            tokens.append(
                Token(
                    plain(word),
                    start,
                    end,
                    text[before:start],
                    case_counts and word[0].isupper(),
                    len(word) > 1 and word.isupper(),
                    end < after,
                )
            )
            before = after
        return tokens

    def _taken(self, *lists: Phrases) -> set[int]:
        """The places of words that belong to a phrase of one of the lists."""
        taken: set[int] = set()
        words = self.words
        for phrases in lists:
            for at, word in enumerate(words):
                for phrase in phrases.get(word, ()):
                    end = at + len(phrase)
                    if tuple(words[at:end]) == phrase and self._has_capital(at, end):
                        taken.update(range(at, end))
                        break
        return taken

    def _has_capital(self, start: int, end: int) -> bool:
        return end - start > 1 or not self.case_counts or self.tokens[start].cap

    def word(self, at: int) -> str:
        """The word at a place, or nothing beyond the ends."""
        return self.words[at] if 0 <= at < self.count else ""

    def cap(self, at: int) -> bool:
        """Whether the word is written as a name is, with one capital or, if long, in capitals."""
        if not 0 <= at < self.count:
            return False
        token = self.tokens[at]
        return token.cap and not (token.capitals and len(token.plain) < SHORTEST_IN_CAPITALS)

    def joined(self, at: int) -> bool:
        """Whether nothing but a space stands between this word and the one before."""
        return 0 < at < self.count and bool(JOINED.fullmatch(self.tokens[at].gap))

    def starts_sentence(self, at: int) -> bool:
        """Whether a word has its capital only because of where it stands."""
        return at == 0 or bool(SENTENCE_END.search(self.tokens[at].gap))

    def is_first(self, at: int) -> bool:
        """A first name that is hardly anything else."""
        return self._in(self.names.first, at)

    def is_uncertain(self, at: int) -> bool:
        """A first name that is also a word or a place."""
        return self._in(self.names.uncertain, at)

    def is_given(self, at: int) -> bool:
        """A first name of either sort."""
        return self.is_first(at) or self.is_uncertain(at)

    def is_surname(self, at: int, *, surely: bool = False) -> bool:
        """A surname that many have; ``surely`` leaves out those that are also words."""
        if not self._in(self.names.surnames, at):
            return False
        return not (surely and self.tokens[at].plain in self.names.surnames_also_words)

    def is_common(self, at: int) -> bool:
        """A word that is no name by itself, whatever its letters look like."""
        word = self.word(at)
        return word in self.not_names.words or word in MONTHS or word in self.published.words

    def is_listed(self, at: int) -> bool:
        """Whether any list of names has it."""
        return self.is_given(at) or self.is_surname(at)

    def is_unknown(self, at: int) -> bool:
        """A word with a capital that no list has: it may be a rare or misspelt name."""
        if not self.cap(at) or self.is_common(at) or at in self.taken or at in self.places:
            return False
        token = self.tokens[at]
        before, mark, _ = token.plain.partition("'")
        if token.plain in SAID_OF_PEOPLE or (mark and before not in BEFORE_APOSTROPHES):
            return False
        in_capitals = token.capitals and len(token.plain) <= LONGEST_INITIALS
        return len(token.plain) > 2 and not in_capitals and not self.is_institution(at)

    def is_rare(self, at: int) -> bool:
        """An unknown word that does not end as ordinary words do, so may well be a name."""
        return self.is_unknown(at) and not self.words[at].endswith(ENDINGS_OF_WORDS)

    def is_institution(self, at: int) -> bool:
        """A word that makes a place or a body of the name before it."""
        return self.word(at) in self.not_names.institutions

    def is_number(self, at: int) -> bool:
        """Whether figures stand right before this word."""
        return 0 <= at < self.count and bool(re.search(r"\d\s*$", self.tokens[at].gap))

    def any_before(self, at: int, words: frozenset[str], *, within: int) -> bool:
        """Whether one of some words stands a little before, in the same sentence."""
        for back in range(at - 1, max(-1, at - 1 - within), -1):
            if self.tokens[back].plain in words:
                return True
            if self.starts_sentence(back):
                return False
        return False

    def _in(self, words: frozenset[str], at: int) -> bool:
        if not 0 <= at < self.count:
            return False
        word = self.words[at]
        return word in words or ("-" in word and word.partition("-")[0] in words)


def _case_counts(words: Sequence[str]) -> bool:
    """Whether capitals tell anything: not when everything, or each word, begins with one."""
    letters = sum(map(len, words))
    if letters >= FEWEST_LETTERS:
        large = sum(len(word) for word in words if len(word) > 1 and word.isupper())
        if large > MOSTLY * letters:
            return False
    small = [word for word in words[1:] if word.casefold() in SMALL_WORDS]
    return len(small) < 2 or sum(word[0].isupper() for word in small) <= MOSTLY * len(small)
