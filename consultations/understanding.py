"""Work out which of the offered choices somebody means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from consultations.asked import Asked
from consultations.content.schema import SKIP
from consultations.types import QuestionKind

CURLY = "\u2019"
CLOSE_ENOUGH = 88
CLEARLY_CLOSER = 6
ORDINALS = {
    word: place
    for place, names in enumerate(
        (
            ("first", "1st"),
            ("second", "2nd"),
            ("third", "3rd"),
            ("fourth", "4th"),
            ("fifth", "5th"),
            ("sixth", "6th"),
            ("seventh", "7th"),
            ("eighth", "8th"),
        )
    )
    for word in names
}
FILLER_WORDS = """the a an one option number choice answer idea please and then i am im i'm would
say"""
SEPARATORS = ("", r"[;\n]", r"[,;\n]|\bthen\b", r"[,;\n]|\bthen\b|\band\b")
FILLER = frozenset(FILLER_WORDS.split())


class NotOffered(Exception):
    """What was chosen is not one of the choices."""


def check_choices(asked: Asked, values: Sequence[str]) -> list[str]:
    """The chosen values, without repeats, if the question offers them all.

    Raises NotOffered when one is not offered, none is given, or there are too many.
    """
    chosen = list(dict.fromkeys(values))
    if not chosen or any(value not in asked.values for value in chosen):
        raise NotOffered
    if SKIP in chosen:
        if len(chosen) > 1:
            raise NotOffered
        return chosen
    if asked.kind in (QuestionKind.SINGLE, QuestionKind.VOTE) and len(chosen) != 1:
        raise NotOffered
    if asked.kind is QuestionKind.TEXT:
        raise NotOffered
    if asked.most is not None and len(chosen) > asked.most:
        raise NotOffered
    return chosen


def choices_in(asked: Asked, text: str) -> list[str] | None:
    """The choices that a typed reply names by its words, its number or its place, if it does.

    Several are found where the question takes several ("2 and 4"), one where it takes one.
    """
    if asked.kind is QuestionKind.TEXT:
        return None
    offered = [choice for choice in asked.choices if choice.value != SKIP]
    several = asked.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING)
    by_place = _named_by_place(text, len(offered))
    if by_place and (several or len(by_place) == 1):
        found = [offered[place].value for place in by_place]
    else:
        named = _all_named(asked, text, several=several)
        if named is None:
            return None
        found = named
    try:
        return check_choices(asked, found)
    except NotOffered:
        return None


def _named_by_place(text: str, how_many: int) -> list[int]:
    """Places counted from nought, when the reply is made of numbers and little else."""
    tokens = re.findall(r"[a-z0-9]+", text.casefold())
    places: list[int] = []
    for token in tokens:
        if token in ORDINALS:
            places.append(ORDINALS[token])
        elif token.isdigit() and len(token) <= 2:
            places.append(int(token) - 1)
        elif token == "last":
            places.append(how_many - 1)
        elif token not in FILLER:
            return []
    return places if all(0 <= place < how_many for place in places) else []


def _all_named(asked: Asked, text: str, *, several: bool) -> list[str] | None:
    """Every choice that a reply lists by its words, if all of it is choices.

    The reply is taken whole first, because a label may have "and" or a comma in it.
    """
    for separator in SEPARATORS if several else SEPARATORS[:1]:
        parts = re.split(separator, text) if separator else [text]
        names = [_named_by_words(asked, part) for part in parts if part.strip()]
        if names and None not in names:
            return [name for name in names if name is not None]
    return None


def _named_by_words(asked: Asked, text: str) -> str | None:
    """The one choice whose label, or value, the text is close to and clearly closest."""
    wanted = _plain(text)
    if not wanted:
        return None
    labels = {choice.value: _plain(choice.label) for choice in asked.choices}
    for value, label in labels.items():
        if wanted in (label, _plain(value)):
            return value
    held = _held_by_one(asked, wanted)
    if held is not None:
        return held
    ranked = process.extract(wanted, labels, scorer=fuzz.ratio, limit=2)
    if not ranked or ranked[0][1] < CLOSE_ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEARLY_CLOSER:
        return None
    return str(ranked[0][2])


def _held_by_one(asked: Asked, wanted: str) -> str | None:
    """The one choice whose words, or other names, hold every word that was typed."""
    typed = {word for word in wanted.split() if word not in FILLER}
    if not typed:
        return None
    holding = [
        choice.value
        for choice in asked.choices
        if choice.value != SKIP
        and any(
            typed <= set(_plain(name).split())
            for name in (choice.label, *asked.also.get(choice.value, ()))
        )
    ]
    return holding[0] if len(holding) == 1 else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.casefold().replace(CURLY, "'")))
