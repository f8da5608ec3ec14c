"""Choices that are named by their words, or by something close to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from consultations.asked import Asked
from consultations.content.schema import SKIP
from consultations.understanding.words import plain, spelled, words_of

CLOSE_ENOUGH = 88
CLEARLY_CLOSER = 6
MAY_BE_MEANT = 72
SEPARATORS = ("", r"[;\n]", r"[,;\n]|\bthen\b", r"[,;\n&+/]|\bthen\b|\band\b")
FILLER, SAYS_LITTLE = words_of("filler_of_names"), words_of("says_little")


def all_named(asked: Asked, text: str, *, several: bool) -> list[str] | None:
    """Every choice that a reply lists by its words, if all of it is choices.

    The reply is taken whole first, because a label may have "and" or a comma in it.
    """
    for separator in SEPARATORS if several else SEPARATORS[:1]:
        parts = re.split(separator, text) if separator else [text]
        names = [_named(asked, part) for part in parts if part.strip()]
        if names and None not in names:
            return [name for name in names if name is not None]
    return None


def exactly_named(asked: Asked, text: str) -> str | None:
    """The choice whose label or value was typed, word for word."""
    wanted = _plain(text)
    if not wanted:
        return None
    for choice in asked.choices:
        if wanted == _plain(choice.label):
            return choice.value
    by_value = [each.value for each in asked.choices if wanted == _plain(each.value)]
    held = _holding(asked, set(wanted.split()))
    return by_value[0] if by_value and held in ([], by_value) else None


def nearest_by_words(asked: Asked, text: str) -> list[str]:
    """One or two choices whose words are not far from a reply, the nearest first."""
    wanted = _plain(text)
    content = [word for word in wanted.split() if word not in FILLER | SAYS_LITTLE]
    if not content or len(wanted.split()) > 8 or "not" in plain(text).split():
        return []
    held = _holding(asked, set(content))
    if 1 <= len(held) <= 2:
        return held
    labels = {each.value: _plain(each.label) for each in asked.choices if each.value != SKIP}
    ranked = process.extract(" ".join(content), labels, scorer=fuzz.token_set_ratio, limit=2)
    return [str(value) for _, score, value in ranked if score >= MAY_BE_MEANT]


def _named(asked: Asked, text: str) -> str | None:
    """The one choice whose label, or value, the text is close to and clearly closest."""
    exact = exactly_named(asked, text)
    if exact is not None:
        return exact
    wanted = _plain(text)
    if not wanted:
        return None
    labels = {choice.value: _plain(choice.label) for choice in asked.choices}
    wanted = _spelled_as_offered(wanted, labels.values())
    held = _held_by_one(asked, wanted)
    if held is not None:
        return held
    core = " ".join(word for word in wanted.split() if word not in FILLER) or wanted
    best = _closest(wanted, labels) or _closest(core, labels)
    if best is not None and _negations(wanted) != _negations(labels[best]):
        return None
    return best


def _closest(wanted: str, labels: dict[str, str]) -> str | None:
    ranked = process.extract(wanted, labels, scorer=fuzz.ratio, limit=2)
    if not ranked or ranked[0][1] < CLOSE_ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEARLY_CLOSER:
        return None
    return str(ranked[0][2])


def _held_by_one(asked: Asked, wanted: str) -> str | None:
    """The one choice whose words, or other names, hold every word that was typed."""
    typed = {word for word in wanted.split() if word not in FILLER}
    if not typed - SAYS_LITTLE:
        return None
    holding = _holding(asked, typed)
    return holding[0] if len(holding) == 1 else None


def _holding(asked: Asked, typed: set[str]) -> list[str]:
    return [
        choice.value
        for choice in asked.choices
        if choice.value != SKIP
        and (not choice.label.startswith("Neither") or "neither" in typed)
        and any(_holds(typed, name) for name in (choice.label, *asked.also.get(choice.value, ())))
    ]


def _holds(typed: set[str], name: str) -> bool:
    """Whether a name holds all the words, in one number or several."""
    words = set(_plain(name).split())
    return all(word in words or word.rstrip("s") in words or f"{word}s" in words for word in typed)


def _spelled_as_offered(wanted: str, labels: Iterable[str]) -> str:
    words = {word for label in labels for word in label.split() if len(word) > 3}
    known = frozenset(words - SAYS_LITTLE)
    return " ".join(spelled(word, known) for word in wanted.split())


def _negations(text: str) -> int:
    return sum(word in ("not", "no", "never", "none", "neither") for word in plain(text).split())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.casefold().replace("\u2019", "'")))
