"""Patterns of words, as the rules write them, made into regular expressions.

A pattern is words with a space between them, and these signs:

- ``a/b`` one word or the other; ``bleed*`` any word that begins so; ``[very]`` may be missing
- ``{somebody}`` any of the words or patterns of that group
- ``~`` up to two other words in between, ``~5`` up to five; never a word that denies, like "not"
- ``_`` exactly one word, whatever it is; ``%number`` a number; ``%year`` a year
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

Groups = Mapping[str, Sequence[str]]
DENIES = ("not", "never", "no", "without", "nobody")
NEXT = rf"(?!(?:{'|'.join(DENIES)}) )\S+ "
NUMBERS = {
    "%number": r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred) ",
    "%year": r"(?:19|20)\d\d ",
}
PIECE = re.compile(r"\[([^\]]+)\]|(\S+)")
# Words too common to look for when there are others.
COMMON = frozenset(
    (Path(__file__).parent / "rules" / "common-words.txt").read_text(encoding="utf-8").split()
)


class Pattern:
    """One pattern: its expression, and the words of which a sentence must hold one."""

    def __init__(self, written: str, groups: Groups, *, alone: bool = False) -> None:
        self.written = written
        sure = sorted(_sure(written, groups), key=_how_common)
        self.needs = sure[0] if sure else frozenset()
        # Words that begin so (bleed*) cannot be looked up in the words of a sentence.
        self.needs_too = tuple(each for each in sure[1:] if not any("*" in word for word in each))
        self._groups, self._alone = groups, alone

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The regular expression, made when it is first tried: some take milliseconds to make."""
        inner = expression(self.written, self._groups)
        return re.compile(rf"^(?:{inner})$" if self._alone else rf"(?<!\S)(?:{inner})")


def expression(written: str, groups: Groups) -> str:
    """The regular expression of a pattern; every word in it takes the space after it."""
    return "".join(
        f"(?:{expression(optional, groups)})?" if optional else _one(piece, groups)
        for optional, piece in PIECE.findall(written)
    )


def _one(piece: str, groups: Groups) -> str:
    if piece.startswith("~"):
        return rf"(?:{NEXT}){{0,{int(piece[1:] or 2)}}}"
    if piece == "_":
        return r"\S+ "
    return f"(?:{'|'.join(_word(each, groups) for each in piece.split('/'))})"


def _word(word: str, groups: Groups) -> str:
    if word.startswith("{"):
        return _group(word[1:-1], groups)
    if word.startswith("%"):
        return NUMBERS[word]
    if word.endswith("*"):
        return rf"{re.escape(word[:-1])}\w* "
    return f"{re.escape(word)} "


_groups_made: dict[tuple[int, str], str] = {}


def _group(name: str, groups: Groups) -> str:
    key = (id(groups), name)
    if key not in _groups_made:
        ways = sorted(groups[name], key=len, reverse=True)
        _groups_made[key] = f"(?:{'|'.join(expression(way, groups) for way in ways)})"
    return _groups_made[key]


def needed(written: str, groups: Groups) -> frozenset[str]:
    """Words of which at least one stands in whatever the pattern finds; empty if none is sure.

    Rare words are preferred to common ones, then few to many. A word that ends in * stands for
    every word that begins so.
    """
    return min(_sure(written, groups), key=_how_common, default=frozenset())


def _sure(written: str, groups: Groups) -> list[frozenset[str]]:
    """For each piece that must be there, the words of which one stands for it."""
    pieces = (
        _needed_of(piece, groups)
        for optional, piece in PIECE.findall(written)
        if not optional and piece != "_" and not piece.startswith("~")
    )
    return [piece for piece in pieces if piece]


def _needed_of(piece: str, groups: Groups) -> frozenset[str]:
    found: set[str] = set()
    for word in piece.split("/"):
        if word.startswith("%"):
            return frozenset()
        if word.startswith("{"):
            ways = [needed(way, groups) for way in groups[word[1:-1]]]
            if not all(ways):
                return frozenset()
            found.update(*ways)
        else:
            found.add(word)
    return frozenset(found)


def _how_common(words: frozenset[str]) -> tuple[int, int]:
    return len(words & COMMON), len(words)


def words_in(written: str) -> set[str]:
    """The whole words that a pattern names itself, groups left out."""
    plain = re.sub(r"\{[^}]*\}|%\w+|~\d*|_|[\[\]]", " ", written)
    return {word for word in re.split(r"[ /]+", plain) if word and not word.endswith("*")}
