"""Work out which of the offered choices somebody means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultations.asked import Asked
from consultations.content.schema import SKIP, Choice
from consultations.types import QuestionKind
from consultations.understanding.labels import Scale, scale_of
from consultations.understanding.named import all_named, exactly_named, nearest_by_words
from consultations.understanding.places import named_by_number, places_in
from consultations.understanding.scales import on_scale
from consultations.understanding.words import plain

SEVERAL = (QuestionKind.MULTIPLE, QuestionKind.RANKING)
ALL_OF_THEM = re.compile(
    r"(?:i want |i would like |i choose )?(?:all|both)(?: of (?:them|these|those))?"
)


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
    """The choices that a typed reply surely means, by words, by number, by place or by degree.

    Several are found where the question takes several ("2 and 4"), one where it takes one.
    """
    if asked.kind is QuestionKind.TEXT:
        return None
    try:
        return check_choices(asked, _read(asked, text) or [])
    except NotOffered:
        return None


def nearest_choices(asked: Asked, text: str) -> list[Choice]:
    """One or two choices that may be meant, when it is not sure which: to be asked about."""
    if asked.kind is QuestionKind.TEXT or text.rstrip().endswith("?"):
        return []
    offered = _offered(asked)
    values = on_scale(scale_of(offered), offered, plain(text)) or nearest_by_words(asked, text)
    return [each for each in offered if each.value in values][:2]


def _read(asked: Asked, text: str) -> list[str] | None:
    offered = _offered(asked)
    several = asked.kind in SEVERAL
    exact = exactly_named(asked, text)
    if exact is not None:
        return [exact]
    by_number = named_by_number(offered, text)
    if by_number is not None:
        return by_number if several or len(by_number) == 1 else None
    scale = scale_of(offered)
    places = places_in(text, _countable(offered, scale, text, several=several))
    if places and (several or len(places) == 1):
        return [offered[place].value for place in places]
    named = all_named(asked, text, several=several)
    if named is not None:
        return named
    if text.rstrip().endswith("?"):
        return None
    said = plain(text)
    if several and asked.kind is QuestionKind.MULTIPLE and ALL_OF_THEM.fullmatch(said):
        return [each.value for each in offered if not _is_way_out(scale, each.value)]
    meant = on_scale(scale, offered, said)
    return meant if len(meant) == 1 else None


def _offered(asked: Asked) -> list[Choice]:
    return [choice for choice in asked.choices if choice.value != SKIP]


def _countable(offered: Sequence[Choice], scale: Scale, text: str, *, several: bool) -> int:
    """How many choices may be counted from the end: ways out are not meant by "the last two"."""
    if not re.search(r"\b(?:last|bottom) (?:two|three|four|five|[2-9])\b", text.casefold()):
        return len(offered)
    kept = [each for each in offered if not _is_way_out(scale, each.value)]
    if len(kept) == len(offered):
        return len(offered)
    return len(kept) if several and kept == list(offered[: len(kept)]) else 0


def _is_way_out(scale: Scale, value: str) -> bool:
    return value in (scale.not_known, scale.not_said, scale.none, scale.other, scale.passing)
