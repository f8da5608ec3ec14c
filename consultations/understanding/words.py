"""What people type instead of the words of a choice: yes and no, how much, and not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from consultations.quick_yaml import read_yaml

CURLY = "\u2019"
MILD, PLAIN, STRONG = 0, 1, 2
DEGREE_NAMES = {"mild": MILD, "plain": PLAIN, "strong": STRONG}
AGREEMENT = "agreement"
COMPARED = ("change", "size")

LEXICON: dict[str, Any] = read_yaml(
    (Path(__file__).parent / "lexicon.yml").read_text(encoding="utf-8")
)


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Whatever is one of these phrases."""
    return re.compile("|".join(phrases))


def words_of(name: str) -> frozenset[str]:
    """The words of one list of the lexicon."""
    return frozenset(LEXICON[name].split())


ENDS_BY_WORD = {
    word: (name, side)
    for name, (first, second) in LEXICON["ends"].items()
    for side, words in ((1, first), (-1, second))
    for word in words.split()
}
DEGREES = {
    word: DEGREE_NAMES[name] for name, words in LEXICON["degrees"].items() for word in words.split()
}
AMOUNTS = [any_of(phrases) for phrases in LEXICON["amounts"]]
WHOLE = [
    (side, DEGREE_NAMES[degree], any_of(phrases))
    for side, name in ((1, "yes"), (-1, "no"))
    for degree, phrases in LEXICON["whole"][name].items()
]
MIDDLE, BOTH_SIDES = any_of(LEXICON["middle"]), any_of(LEXICON["both_sides"])
NOT_KNOWN, NOT_SAID = any_of(LEXICON["not_known"]), any_of(LEXICON["not_said"])
NONE = any_of(LEXICON["none_of_them"])
FILLER = words_of("filler")
SURE = words_of("sure")
# Whatever stands in the lexicon is spelled as it was meant.
SPELLED_RIGHT = frozenset(re.findall(r"[a-z]{4,}", str(LEXICON)))

CONTRACTIONS = (
    (r"\b(can)(?:'t|not)\b|\bcant\b", "can not"),
    (r"\bwon'?t\b", "will not"),
    (r"\b(do|does|did|would|could|should|is|are|was|have|has)n'?t\b", r"\1 not"),
    (r"\bi'?m\b", "i am"),
    (r"\b(that|it|here)'s\b|\b(that)s\b", r"\1\2 is"),
    (r"\bi'd\b", "i would"),
)
INSTEAD = [(re.compile(pattern), shorter) for pattern, shorter in LEXICON["instead"]]


class Lean(NamedTuple):
    """Which end of which scale some words point to, and how strongly."""

    scale: str
    side: int
    degree: int


def plain(text: str) -> str:
    """Small letters, no punctuation, and no shortened "not"."""
    lowered = text.casefold().replace(CURLY, "'")
    for pattern, full in CONTRACTIONS:
        lowered = re.sub(pattern, full, lowered)
    return " ".join(re.findall(r"[\w']+|%", lowered))


def spelled(word: str, known: frozenset[str]) -> str:
    """The known word that this was meant to be, if one is a slip of a finger away."""
    if word in known or len(word) < 4 or word in FILLER or word in SPELLED_RIGHT:
        return word
    slips = 1 if len(word) < 8 else 2
    near = [
        each
        for each in sorted(known)
        if each[0] == word[0]
        and len(each) > 3
        and DamerauLevenshtein.distance(each, word, score_cutoff=slips) <= slips
    ]
    return near[0] if len(near) == 1 else word


def amount_of(text: str) -> int | None:
    """How much of something words name, from nought to five, if that is all they say."""
    for rank, phrases in enumerate(AMOUNTS):
        if phrases.fullmatch(text):
            return rank
    return None


def whole_reply(text: str) -> Lean | None:
    """A yes or a no that people say in many ways."""
    for side, degree, phrases in WHOLE:
        if phrases.fullmatch(text):
            return Lean(AGREEMENT, side, degree)
    return None


def lean_of(text: str) -> Lean | None:
    """Where words lean, if every one of them has to do with that; None when they go both ways."""
    known = whole_reply(text)
    if known is not None:
        return known
    at_all = "not at all" in text
    for pattern, shorter in INSTEAD:
        text = pattern.sub(shorter, text)
    tokens = text.replace("not at all", "not").split()
    if not all(_is_known(token) for token in tokens):
        return None
    leans = _ends_in(tokens)
    if leans is None:
        return None
    negated = "not" in tokens
    if not leans:
        is_sure = bool(SURE & set(tokens)) and not negated
        return Lean(AGREEMENT, 1, STRONG) if is_sure else None
    scales = {scale for scale, _ in leans}
    scales = scales - {AGREEMENT} or scales
    sides = {side for _, side in leans}
    if len(scales) > 1 or len(sides) > 1:
        return None
    return Lean(scales.pop(), sides.pop(), _degree(tokens, negated, at_all))


def _is_known(token: str) -> bool:
    return (
        token in ("not", "too", "enough") or token in ENDS_BY_WORD or token in DEGREES
    ) or token in FILLER


def _ends_in(tokens: list[str]) -> list[tuple[str, int]] | None:
    """Each word for an end of a scale, turned round by a "not" before it; None when unclear."""
    found: list[tuple[str, int]] = []
    turned = False
    for token in tokens:
        if token == "not":
            turned = True
        elif token in ENDS_BY_WORD:
            scale, side = ENDS_BY_WORD[token]
            if turned and (side < 0 or scale in COMPARED or token.endswith("er")):
                return None  # "not bad" and "not better" may mean either of two things
            found.append((scale, -side if turned else side))
            turned = False
    return None if turned else found


def _degree(tokens: list[str], negated: bool, at_all: bool) -> int:
    degrees = [DEGREES[token] for token in tokens if token in DEGREES]
    degree = degrees[-1] if degrees else PLAIN
    if not negated:
        return degree
    if at_all:
        return STRONG
    return MILD if "very" in tokens else degree
