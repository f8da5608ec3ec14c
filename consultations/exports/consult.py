"""The input of Consult, the Government's program for finding themes (i-dot-ai/consult).

Written natively: ``inputs/`` is what its own set-up writes, and the workbook is what that set-up
reads, with every column referred to. Its 13 checks are those in ``setup_consultation_checks.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from consultations.exports.asking import Asking
from consultations.exports.made import A_RESPONSE, Made
from consultations.exports.taking import CHANNEL, VERIFIED, Person, Said, Taking
from consultations.exports.wide import LANES, RESPONSE_ID
from consultations.exports.workbook import SAFE, write_sheet

INPUTS, WORKBOOK = "inputs", "consult-workbook.xlsx"
RESPONDENTS, QUESTION = "respondents.jsonl", "question.json"
RESPONSES, MULTI_CHOICE = "responses.jsonl", "multi_choice.jsonl"
NOT_PROVIDED = "Not Provided"
OTHER = "Other ("
LONGEST_LABEL = 128


class Part(NamedTuple):
    """One question of theirs: its number, which is also the name of its folder."""

    number: int
    asking: Asking
    takes_words: bool

    @property
    def is_hybrid(self) -> bool:
        """Whether it has choices and own words as well."""
        return self.asking.has_choices and self.takes_words

    @property
    def folder(self) -> str:
        return f"{INPUTS}/question_part_{self.number}"


def write_consult(out: Taking, folder: Path) -> list[Made]:
    """The folder ``inputs`` with one JSON object a line, and the workbook of the same."""
    made = [write_respondents(out, folder)]
    for part in parts(out):
        made += _question(part, out, folder)
    made.append(Made(WORKBOOK, _workbook(out, folder), A_RESPONSE, of_people=True))
    return made


def parts(out: Taking) -> list[Part]:
    """Their questions, numbered. What says who somebody is goes with the respondent."""
    asked = [each for each in out.questions if not each.fills]
    asked = [each for each in asked if each.has_choices or out.with_words]
    return [
        Part(number, each, each.takes_words and out.with_words)
        for number, each in enumerate(asked, 1)
    ]


def option_text(label: str) -> str:
    """The words of a choice as they come through: theirs are cut at commas, and "Other (" is cut.

    Slashes become spaces there as well.
    """
    plain = " ".join(label.replace(",", ";").replace("/", " or ").replace("\\", " ").split())
    return plain.replace(OTHER, "Other: ", 1).rstrip(")") if plain.startswith(OTHER) else plain


def about_each(out: Taking) -> dict[str, Asking | None]:
    """What is known of respondents, by its label: first that of every export, then questions."""
    labels: dict[str, Asking | None] = dict.fromkeys(("Asked as", "Channel", "Staff code used"))
    for each in out.questions:
        if each.fills:
            label = each.asked.short.replace("/", "-")[:LONGEST_LABEL]
            labels[label if label not in labels else each.key] = each
    return labels


def known_of(out: Taking, person: Person, label: str, asking: Asking | None) -> str:
    """One thing that is known of a respondent, in words."""
    if asking is not None:
        choices = out.said(person, asking).choices
        return option_text(asking.label(choices[0])) if choices else NOT_PROVIDED
    fixed = {"Asked as": LANES[person.lane], "Channel": person.about[CHANNEL]}
    return fixed.get(label, person.about[VERIFIED])


def write_respondents(out: Taking, folder: Path, *, name: str = "themefinder_id") -> Made:
    """Everybody, with what may be told of them. ``name`` is what the numbers of people are called.

    The program ThemeFinder calls them by another name than Consult.
    """
    labels = about_each(out)
    rows = (
        {
            name: person.number,
            "demographic_data": {
                label: [known_of(out, person, label, asking)] for label, asking in labels.items()
            },
        }
        for person in out.people
    )
    path = f"{INPUTS}/{RESPONDENTS}"
    return Made(path, write_lines(folder / path, rows), A_RESPONSE, of_people=True)


def _question(part: Part, out: Taking, folder: Path) -> list[Made]:
    """The files of one question; none at all when nobody answered it."""
    said = zip(out.choices(part.asking), out.own_words(part.asking), strict=True)
    numbered = enumerate((Said(*each) for each in said), 1)
    answered = [(number, each) for number, each in numbered if _answers(part, each)]
    if not answered:
        return []
    described: dict[str, Any] = {
        "question_number": part.number,
        "question_text": part.asking.header,
        "has_free_text": part.takes_words,
    }
    made = []
    if part.asking.has_choices:
        options = [(number, _options(part.asking, each)) for number, each in answered]
        rows = ({"themefinder_id": number, "options": each} for number, each in options)
        path = f"{part.folder}/{MULTI_CHOICE}"
        made.append(Made(path, write_lines(folder / path, rows), "one answer by choices"))
        used = {one for _, each in options for one in each} - {NOT_PROVIDED}
        described["multi_choice_options"] = sorted(used)
    if part.takes_words:
        texts = (
            {"themefinder_id": number, "text": each.words or NOT_PROVIDED}
            for number, each in answered
        )
        path = f"{part.folder}/{RESPONSES}"
        made.append(Made(path, write_lines(folder / path, texts), "one answer in words"))
    path = f"{part.folder}/{QUESTION}"
    return [*made, write_question(folder, path, described)]


def write_question(folder: Path, path: str, described: dict[str, Any]) -> Made:
    """Write what is known of one question."""
    file = folder / path
    file.write_text(json.dumps(described, indent=4, ensure_ascii=False) + "\n", encoding="utf-8")
    return Made(path, 1, "the question")


def _answers(part: Part, said: Said) -> bool:
    return bool((said.choices and part.asking.has_choices) or (said.words and part.takes_words))


def _options(asking: Asking, said: Said) -> list[str]:
    return [option_text(asking.label(each)) for each in said.choices] or [NOT_PROVIDED]


def write_lines(file: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Write one JSON object a line; return how many."""
    file.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        for row in rows:
            opened.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _workbook(out: Taking, folder: Path) -> int:
    """One workbook: all responses, and which column answers which question."""
    about, asked = about_each(out), parts(out)
    columns: list[tuple[str, Part | None, bool]] = [(label, None, False) for label in about]
    for part in asked:
        if part.asking.has_choices:
            columns.append((part.asking.header, part, False))
        if part.takes_words:
            columns.append((part.asking.words_header, part, True))
    letters = {
        (part.number if part else label, own_words): xl_col_to_name(place)
        for place, (label, part, own_words) in enumerate(columns, 1)
    }
    demographics = [[letters[label, False], label] for label in about]
    closed = [
        [letters[p.number, False], str(p.number), p.asking.header]
        for p in asked
        if p.asking.has_choices and not p.is_hybrid
    ]
    opened = [
        [letters[p.number, True], str(p.number), p.asking.header]
        for p in asked
        if p.takes_words and not p.is_hybrid
    ]
    hybrid = [
        [letters[p.number, True], str(p.number), p.asking.header, letters[p.number, False]]
        for p in asked
        if p.is_hybrid
    ]
    number = "Question number"
    with xlsxwriter.Workbook(str(folder / WORKBOOK), SAFE) as book:
        header = [RESPONSE_ID, *(label for label, _, _ in columns)]
        rows = write_sheet(book, "Responses", header, _rows(out, about, columns)) - 1
        write_sheet(book, "Demographics", ("Column", "Label"), demographics)
        write_sheet(book, "Open Questions", ("Column", number, "Question"), opened)
        names = ("Open column", number, "Question", "Closed column")
        write_sheet(book, "Hybrid Questions", names, hybrid)
        write_sheet(book, "Multiple Choice Questions", ("Column", number, "Question"), closed)
    return rows


def _rows(
    out: Taking, about: dict[str, Asking | None], columns: list[tuple[str, Part | None, bool]]
) -> Iterator[list[str]]:
    cells: list[Sequence[str]] = []
    for label, part, own_words in columns:
        if part is None:
            known = about[label]
            cells.append([known_of(out, person, label, known) for person in out.people])
        elif own_words:
            cells.append(out.own_words(part.asking))
        else:
            cells.append(out.in_words(part.asking, partial(_in_one_cell, part.asking)))
    yield []  # Without an empty row, Consult may take a first row of long answers for headers.
    for person, *row in zip(out.people, *cells, strict=True):
        yield [person.name, *row]


def _in_one_cell(asking: Asking, chosen: tuple[str, ...]) -> str:
    return ",".join(option_text(asking.label(each)) for each in chosen)
