"""Which column of a file answers which question: guessed by the header, and chosen by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from consultations.content.schema import Pack, Question
from consultations.imports.reading import Sheet
from consultations.types import QuestionKind

NOTHING, RECEIVED, LANE = "", "received", "lane"
CHOICES, WORDS = "choices:", "words:"
ENOUGH_ALIKE = 88
KNOWN = {
    RECEIVED: (
        *("submitted date", "submitted", "submitted on", "submitted_on", "date", "received"),
        *("date received", "completed", "completion date"),
    ),
    LANE: ("asked as", "lane"),
}
LEFT_OUT = {
    *("response id", "unique id", "id", "row", "channel", "after the close", "late"),
    *("staff code used", "verified", "version of the text", "content_version"),
}
COMMENTS = re.compile(r"\s+-\s+comments?$", re.IGNORECASE)
Mapped = Mapping[int, str]


class Target(NamedTuple):
    """Something that a column can be: its name in forms, and in words."""

    value: str
    words: str


def targets(pack: Pack) -> list[Target]:
    """All that a column can be, in the order in which a form offers them."""
    found = [
        Target(NOTHING, "Leave this column out"),
        Target(RECEIVED, "The day on which it came"),
        Target(LANE, "Public or staff"),
    ]
    for question in pack.each_question:
        if question.kind is not QuestionKind.TEXT:
            found.append(Target(f"{CHOICES}{question.key}", f"{question.short}: the answer"))
        if question.kind is QuestionKind.TEXT or question.remarks:
            found.append(Target(f"{WORDS}{question.key}", f"{question.short}: own words"))
    return found


def guess(pack: Pack, sheet: Sheet) -> dict[int, str]:
    """What each column probably is, each question once. Columns that fit nothing are left out."""
    mapped: dict[int, str] = {}
    for column, header in enumerate(sheet.header):
        found = _guess(pack, header)
        if found and found not in mapped.values():
            mapped[column] = found
    return mapped


def twice(mapped: Mapped) -> list[str]:
    """What more than one column was said to be."""
    values = [value for value in mapped.values() if value]
    return sorted({value for value in values if values.count(value) > 1})


def _guess(pack: Pack, header: str) -> str:
    name = _plain(header)
    if not name or name in LEFT_OUT:
        return NOTHING
    for target, names in KNOWN.items():
        if name in names:
            return target
    bare = COMMENTS.sub("", header)
    question = _question(pack.each_question, bare)
    if question is None:
        return NOTHING
    takes_words = question.kind is QuestionKind.TEXT or question.remarks
    is_words = question.kind is QuestionKind.TEXT or (bare != header and takes_words)
    return f"{WORDS if is_words else CHOICES}{question.key}"


def _question(questions: Sequence[Question], header: str) -> Question | None:
    """The question with this key, text or short name; else the one that is nearly the same."""
    name = _plain(header)
    for each in questions:
        if name in (_plain(each.key), _plain(each.text), _plain(each.short)):
            return each
    alike = [(fuzz.ratio(name, _plain(each.text)), each) for each in questions]
    best = max(alike, key=lambda each: each[0], default=None)
    return best[1] if best is not None and best[0] >= ENOUGH_ALIKE else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("?:. ")
