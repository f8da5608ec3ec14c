"""Choices that are named by a number or by their place: "2 and 4", "the last two", "five"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultations.content.schema import Choice
from consultations.understanding.words import words_of

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
COUNTED = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen"""
NUMBERS = {
    **{word: number for number, word in enumerate(COUNTED.split(), 1)},
    "twenty": 20,
    "thirty": 30,
}
UNITS = frozenset(("minutes", "minute", "mins", "min"))
FILLER = words_of("filler_of_places")
MOST = 999


def numbers_of(text: str) -> list[int]:
    """Every number in a text, in figures or in words."""
    found = []
    for token in re.findall(r"[a-z0-9']+", text.casefold()):
        if token.isdigit() and len(token) <= 3:
            found.append(int(token))
        elif token in NUMBERS and token != "one":
            found.append(NUMBERS[token])
    return found


def named_by_number(choices: Sequence[Choice], text: str) -> list[str] | None:
    """The choice whose own words hold the number that was typed: "2" is "2 minutes", or "2 to 4".

    None when these choices have no numbers of their own; empty when no number fits.
    """
    spans = {each.value: _span(each.label) for each in choices}
    if sum(span is not None for span in spans.values()) * 2 < len(choices):
        return None
    tokens = re.findall(r"[a-z0-9']+", text.casefold())
    typed = [1] if tokens == ["one"] else numbers_of(text)
    others = {token for token in tokens if not token.isdigit()}
    others -= FILLER | UNITS | NUMBERS.keys() | {"about", "around", "got", "have", "ive", "i've"}
    others -= {word for each in choices for word in re.findall(r"[a-z']+", each.label.casefold())}
    if not typed or others:
        return None
    return [
        value
        for number in typed
        for value, span in spans.items()
        if span is not None and span[0] <= number <= span[1]
    ]


def _span(label: str) -> tuple[int, int] | None:
    """From which number to which the words of a choice reach."""
    numbers = numbers_of(label)
    if not numbers:
        return None
    if re.search(r"\b(?:or|and) more\b", label.casefold()):
        return numbers[0], MOST
    return (
        (numbers[0], numbers[-1])
        if re.search(r"\d (?:to|-|and) \d", label)
        else (
            numbers[0],
            numbers[0],
        )
    )


def places_in(text: str, how_many: int) -> list[int]:
    """Places counted from nought, when a reply is made of numbers and little else."""
    tokens = re.findall(r"[a-z0-9']+", text.casefold())
    places: list[int] = []
    at = 0
    while at < len(tokens):
        token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
        several = int(following) if following.isdigit() else NUMBERS.get(following, 1)
        place = _place(tokens, at, how_many)
        at += 1
        if token in ("first", "last", "top", "bottom") and several > 1:
            begin = 0 if token in ("first", "top") else how_many - several
            places.extend(range(begin, begin + several))
            at += 1
        elif token == "first" and places and at == len(tokens):
            return []  # "the last one first" puts things in order
        elif place is not None:
            places.append(place)
        elif token not in FILLER:
            return []
    return places if all(0 <= place < how_many for place in places) else []


def _place(tokens: list[str], at: int, how_many: int) -> int | None:
    """The place that one word names, if it names one."""
    token = tokens[at]
    named = {"last": how_many - 1, "bottom": how_many - 1, "top": 0, **ORDINALS}
    if token in named:
        return named[token]
    if token == "middle" and how_many % 2:
        return how_many // 2
    if token.isdigit() and len(token) <= 2:
        return int(token) - 1
    if token in NUMBERS and (token != "one" or _counts(tokens, at)):
        return NUMBERS[token] - 1
    return None


def _counts(tokens: list[str], at: int) -> bool:
    """Whether "one" is a number here, and not what stands for a choice: "the second one"."""
    before = tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if len(tokens) == 1 or before in ("number", "option", "choice"):
        return True
    return (before in NUMBERS or before.isdigit() or after == "and") and before not in ORDINALS
