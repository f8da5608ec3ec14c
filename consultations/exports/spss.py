"""The responses for SPSS: numbers with labels, one variable for each thing that can be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyreadstat

from consultations.disclosure import NOT_SHOWN
from consultations.exports.as_table import AsTable, Column, Value
from consultations.exports.asking import Asking
from consultations.exports.cells import safe_cell
from consultations.exports.made import A_RESPONSE, Made
from consultations.exports.taking import CHANNEL, VERIFIED, Taking
from consultations.exports.wide import LANES
from consultations.types import QuestionKind

FILE = "responses.sav"
LONGEST_NAME, LONGEST_LABEL, LONGEST_VALUE_LABEL = 60, 250, 118
HIDDEN, HIDDEN_OF_MANY = 99.0, 9_999.0  # 99 is a choice where there are so many.
LONGEST_TEXT = 32_767
NO_YES = {0.0: "No", 1.0: "Yes"}
KEPT_WORDS = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}


@dataclass
class Variable:
    """One variable: what it is called, what it means, and what its numbers stand for."""

    name: str
    label: str
    values: Sequence[Value]
    labels: dict[int | float, str] = field(default_factory=dict)
    is_text: bool = False
    hidden: float | None = None
    in_order: bool = False

    @property
    def measure(self) -> str:
        """How SPSS may count with it. A ranking and a scale have an order, and no distances."""
        return "ordinal" if self.in_order else "nominal"


def write_spss(out: Taking, folder: Path) -> list[Made]:
    """A system file with labels for every variable and value. Text is made safe as in a CSV."""
    names: set[str] = set()
    variables = [*_about_each(out), *(v for each in out.questions for v in _variables(each, out))]
    for each in variables:
        each.name = _own_name(each.name, names)
    pyreadstat.write_sav(
        AsTable([Column(v.name, v.values, is_text=v.is_text) for v in variables]),
        folder / FILE,
        file_label=_short(out.pack.consultation.title, 60),
        column_labels={v.name: _short(v.label, LONGEST_LABEL) for v in variables},
        variable_value_labels={v.name: v.labels for v in variables if v.labels},
        missing_ranges={v.name: [v.hidden] for v in variables if v.hidden is not None},
        variable_measure={v.name: v.measure for v in variables},
        row_compress=True,
    )
    return [Made(FILE, len(out.people), A_RESPONSE, of_people=True)]


def _about_each(out: Taking) -> Iterator[Variable]:
    people = out.people
    yield _text("response", "Response ID, another one in every export", [p.name for p in people])
    yield _text("submitted_on", "Submitted date", [p.day for p in people])
    yield _coded(
        "lane",
        "Asked as",
        [p.lane for p in people],
        {str(each): words for each, words in LANES.items()},
    )
    channels = sorted({p.about[CHANNEL] for p in people} - {NOT_SHOWN})
    yield _coded(
        "channel",
        "How the response came",
        [p.about[CHANNEL] for p in people],
        {each: each for each in channels},
    )
    late = [None if p.held_back else float(p.late) for p in people]
    yield Variable("late", "Sent in after the close", list(late), dict(NO_YES))
    verified = [p.about[VERIFIED] for p in people]
    yield _coded("verified", "Staff code used", verified, {"no": "No", "yes": "Yes"})
    versions = [p.content_version for p in people]
    yield _text("content_version", "Version of the text that was shown", versions)


def _variables(asking: Asking, out: Taking) -> Iterator[Variable]:
    chosen = out.choices(asking)
    labels = {each.value: each.label for each in asking.choices}
    if asking.kind in (QuestionKind.SINGLE, QuestionKind.VOTE):
        firsts = [each[0] if each else "" for each in chosen]
        yield _coded(asking.key, asking.header, firsts, labels)
    elif asking.has_choices:
        for value, label in labels.items():
            yield _one_of_several(asking, out, value, label)
    if asking.takes_words and out.with_words:
        name = f"{asking.key}_words" if asking.has_choices else asking.key
        yield _text(name, asking.words_header, out.own_words(asking))


def _one_of_several(asking: Asking, out: Taking, value: str, label: str) -> Variable:
    """One choice of several: its place in a ranking, else whether it was made."""
    name = f"{asking.key}_{value}"
    if asking.kind is QuestionKind.RANKING:
        places = out.in_words(asking, lambda chosen: _place(chosen, value))
        return Variable(name, f"Place of {label}: {asking.header}", places, in_order=True)
    made = out.in_words(asking, lambda chosen: float(value in chosen) if chosen else None)
    return Variable(name, f"{label}: {asking.header}", made, dict(NO_YES))


def _coded(name: str, label: str, chosen: Sequence[str], labels: dict[str, str]) -> Variable:
    """A variable of numbers: 1 for the first choice. What may not be shown counts as missing."""
    codes = {value: float(place) for place, value in enumerate(labels, 1)}
    shown: dict[int | float, str] = {
        codes[value]: _short(text, LONGEST_VALUE_LABEL) for value, text in labels.items()
    }
    if NOT_SHOWN not in chosen:
        return Variable(name, label, [codes.get(each) for each in chosen], shown)
    hidden = HIDDEN if len(codes) < HIDDEN else HIDDEN_OF_MANY
    codes[NOT_SHOWN], shown[hidden] = hidden, NOT_SHOWN
    return Variable(name, label, [codes.get(each) for each in chosen], shown, hidden=hidden)


def _text(name: str, label: str, texts: Sequence[str]) -> Variable:
    safe = [_short(safe_cell(each), LONGEST_TEXT) for each in texts]
    return Variable(name, label, safe, is_text=True)


def _place(chosen: tuple[str, ...], value: str) -> float | None:
    return float(chosen.index(value) + 1) if value in chosen else None


def _own_name(wanted: str, taken: set[str]) -> str:
    """A name that SPSS allows and that no other variable has."""
    plain = re.sub(r"[^a-z0-9_]", "_", wanted.lower()).strip("_")[:LONGEST_NAME] or "q"
    if not plain[0].isalpha() or plain in KEPT_WORDS:
        plain = f"q_{plain}"
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}_{number}"[: LONGEST_NAME + 4], number + 1
    taken.add(name)
    return name


def _short(text: str, most: int) -> str:
    """The beginning of a text, as many whole characters as fit into so many bytes."""
    return text.encode()[:most].decode(errors="ignore")
