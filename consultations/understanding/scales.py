"""Find the point of a scale that a reply in somebody's own words means."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.content.schema import Choice
from consultations.understanding.labels import Scale, without
from consultations.understanding.words import (
    AGREEMENT,
    BOTH_SIDES,
    ENDS_BY_WORD,
    MIDDLE,
    MILD,
    NONE,
    NOT_KNOWN,
    NOT_SAID,
    PLAIN,
    STRONG,
    Lean,
    amount_of,
    lean_of,
    spelled,
)

LONGEST_REPLY = 9
# What is said of an idea says whether somebody is for it.
SAYS_WHETHER_FOR = ("quality", "acceptance", "satisfaction")


def on_scale(scale: Scale, offered: Sequence[Choice], text: str) -> list[str]:
    """The choice that a plain text means; several when it is not sure."""
    if not text or len(text.split()) > LONGEST_REPLY:
        return []
    text = without(scale.topic, _spelled_for(scale, text))
    way_out = _way_out(scale, offered, text)
    if way_out:
        return way_out
    if scale.amounts:
        return _amount(scale.amounts, text)
    if not scale.is_between_ends:
        return []
    lean = lean_of(text)
    if lean is None or not _fits(scale, lean):
        return []
    return _points(scale, lean)


def _way_out(scale: Scale, offered: Sequence[Choice], text: str) -> list[str]:
    if scale.none is not None and NONE.fullmatch(text):
        kept = [each for each in offered if each.value not in (scale.none, scale.other)]
        if text not in ("neither", "neither of them", "neither of these") or len(kept) == 2:
            return [scale.none]
    text = " ".join(word for word in text.split() if word not in ("really", "honestly", "well"))
    if MIDDLE.fullmatch(text):
        found = scale.middle or scale.passing
        if scale.none is not None and text.startswith("neither") and len(offered) <= 4:
            return [scale.none]
        return [found] if found else []
    if BOTH_SIDES.fullmatch(text) and (scale.leans or scale.amounts or scale.mixed):
        return [each for each in (scale.mixed or scale.middle or scale.passing,) if each]
    if NOT_KNOWN.fullmatch(text):
        return [each for each in (scale.not_known or scale.passing,) if each]
    if NOT_SAID.fullmatch(text):
        return [scale.not_said] if scale.not_said else []
    return []


def _amount(amounts: dict[str, int], text: str) -> list[str]:
    wanted = amount_of(text)
    if wanted is None:
        return []
    exact = [value for value, rank in amounts.items() if rank == wanted]
    if exact:
        return exact
    highest, lowest = max(amounts.values()), min(amounts.values())
    if wanted >= highest or wanted <= lowest:
        edge = highest if wanted >= highest else lowest
        return [value for value, rank in amounts.items() if rank == edge]
    by_distance = sorted(amounts, key=lambda value: abs(amounts[value] - wanted))
    return by_distance[:2]


def _fits(scale: Scale, lean: Lean) -> bool:
    if lean.scale in scale.about:
        return True
    return AGREEMENT in scale.about and lean.scale in SAYS_WHETHER_FOR and lean.degree != MILD


def _points(scale: Scale, lean: Lean) -> list[str]:
    """The choices on one side: the one of that degree, or all between which it is not sure."""
    side = {value: each.degree for value, each in scale.leans.items() if each.side == lean.side}
    if len(side) <= 1:
        return list(side)
    exact = [value for value, degree in side.items() if degree == lean.degree]
    if len(exact) == 1:
        return exact
    if lean.degree == PLAIN or exact:
        return list(side)
    ends = max(side.values()) if lean.degree == STRONG else min(side.values())
    found = [value for value, degree in side.items() if degree == ends]
    return found if len(found) == 1 else list(side)


def _spelled_for(scale: Scale, text: str) -> str:
    known = frozenset(
        {word for word, (name, _) in ENDS_BY_WORD.items() if name in {*scale.about, AGREEMENT}}
        | {
            "strongly",
            "definitely",
            "absolutely",
            "neither",
            "somewhat",
            "slightly",
            "fairly",
            "very",
            "mixed",
            "same",
        }
    )
    return " ".join(spelled(word, known) for word in text.split())
