"""What simulated respondents write: sentences of a list, with details that differ for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from consultations.quick_yaml import read_yaml

FOLDER = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}")
PRIVATE, LONG = 0.008, 7
SHORT = ("another-theme", "your-statement")


@cache
def sentences() -> dict[str, Any]:
    """The invented sentences, questions, statements and requests."""
    return _file("sentences.yml") | _file("details.yml") | _file("besides.yml")


def about(themes: tuple[str, ...], chance: Random) -> str:
    """What somebody writes about some themes, most often with something of their own life."""
    known = sentences()
    parts = [_filled(chance.choice(known["themes"][each]), chance) for each in themes]
    if len(" ".join(parts).split()) > LONG:
        parts += [detail(chance) for _ in range(chance.choice((1, 1, 2)))]
    if chance.random() < PRIVATE:
        parts.append(_filled(chance.choice(known["private"]), chance))
    said, around = " ".join(parts), known["around"]
    before = chance.choice(around["before"])
    if before.endswith(", ") and not said.startswith(("I ", "I'")):
        said = said[0].lower() + said[1:]
    return f"{before}{said}{chance.choice(around['after'])}"


def detail(chance: Random) -> str:
    """Something of somebody's own life, which hardly anybody else would write so."""
    return _filled(chance.choice(sentences()["details"]), chance)


def answer_to(question: str, chance: Random) -> str:
    """What somebody writes below one question, or below any where no words are kept for it."""
    known = sentences()
    said = _filled(chance.choice(known["questions"].get(question) or known["other"]), chance)
    more = question not in SHORT and len(said.split()) > LONG
    return f"{said} {detail(chance)}" if more else said


def letter(stance: float, chance: Random) -> str:
    """The letter of a campaign, as people send it in: whole, cut short, or with own words."""
    words = sentences()["letters"]["against" if stance < 0 else "for"].strip()
    parts = words.split(". ")
    kept = [part for part in parts if chance.random() > 0.12] or parts
    own = chance.choice(("", "", "", " I have lived here all my life.", " Signed, a neighbour."))
    return ". ".join(kept).rstrip(".") + "." + own


def weights_of(themes: list[str]) -> list[float]:
    """How much people speak of each theme: of some a great deal, of others hardly."""
    weights: Mapping[str, float] = sentences()["weights"]
    return [weights.get(each, 1) for each in themes]


def _filled(template: str, chance: Random) -> str:
    slots = sentences()["slots"]
    said = SLOT.sub(lambda found: str(chance.choice(slots[found[1]])), template)
    return said[0].upper() + said[1:]


def _file(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml((FOLDER / name).read_text(encoding="utf-8"))
    return loaded
