"""One row for each thing that was said, described so that programs can check it by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from consultations.exports.asking import Asking
from consultations.exports.cells import write_csv
from consultations.exports.made import A_RESPONSE, Made
from consultations.exports.taking import ABOUT_PEOPLE, Taking
from consultations.exports.wide import LANES

RESPONSES, ANSWERS, QUESTIONS, CHOICES = (
    "responses.csv",
    "answers.csv",
    "questions.csv",
    "choices.csv",
)
DICTIONARY, PACKAGE = "data-dictionary.csv", "datapackage.json"
CHOICE, WORDS = "choice", "words"


class Column(NamedTuple):
    """One column of one file: its name, its type, and what it means."""

    name: str
    kind: str
    meaning: str
    needed: bool = True
    one_of: tuple[str, ...] = ()


RESPONSE_COLUMNS = (
    Column("response", "string", "A random name for the response. Every export has other names."),
    Column("submitted_on", "date", "The day on which it was sent in. Not of staff.", False),
    Column("lane", "string", "Which set of questions was answered.", one_of=tuple(LANES)),
    Column(
        *("late", "string", "yes if it came after the close. Not of staff."),
        needed=False,
        one_of=("yes", "no"),
    ),
    Column("stakeholder_group", "string", "How the person described themselves.", False),
    Column("place", "string", "The area that the person chose.", False),
    Column("interest", "string", "Whether the person declared an interest.", False),
    Column("verified", "string", "yes if a staff code was used."),
    Column("channel", "string", "How it came: chat, form, paper, telephone, letter, import."),
    Column("content_version", "string", "The version of the text that was shown. Not of staff."),
)
ANSWER_COLUMNS = (
    Column("response", "string", "The response, as responses.csv names it. By chance for staff."),
    Column("question", "string", "The question, as questions.csv names it."),
    Column("part", "string", "A choice, or own words.", one_of=(CHOICE, WORDS)),
    Column("place", "integer", "1 for the first choice. In a ranking, 1 is liked most."),
    Column("value", "string", "The choice, as choices.csv names it. Empty for own words.", False),
    Column("label", "string", "The words of the choice. Empty for own words.", False),
    Column("words", "string", "What the person wrote. Empty for a choice.", False),
)
QUESTION_COLUMNS = (
    Column("question", "string", "A short name that never changes."),
    Column("kind", "string", "single, multiple, ranking, vote or text."),
    Column("lanes", "string", "Who is asked."),
    Column("text", "string", "The question in full."),
    Column(
        "still_asked", "string", "no if only an earlier version asked it.", one_of=("yes", "no")
    ),
)
CHOICE_COLUMNS = (
    Column("question", "string", "The question, as questions.csv names it."),
    Column("value", "string", "A short name that never changes."),
    Column("label", "string", "The words that people read."),
)
FILES = {
    RESPONSES: RESPONSE_COLUMNS,
    ANSWERS: ANSWER_COLUMNS,
    QUESTIONS: QUESTION_COLUMNS,
    CHOICES: CHOICE_COLUMNS,
}


def write_long(out: Taking, folder: Path) -> list[Made]:
    """Four tables, a data dictionary, and a description that the program frictionless checks."""
    rows = {
        RESPONSES: _responses(out),
        ANSWERS: _answers(out),
        QUESTIONS: _questions(out),
        CHOICES: _choices(out),
    }
    counts = {
        name: write_csv(folder / name, [each.name for each in columns], rows[name])
        for name, columns in FILES.items()
    }
    meanings = (
        [name, each.name, each.kind, each.meaning]
        for name, columns in FILES.items()
        for each in columns
    )
    dictionary = write_csv(folder / DICTIONARY, ("file", "column", "type", "meaning"), meanings)
    described = json.dumps(_package(out), indent=2, ensure_ascii=False)
    (folder / PACKAGE).write_text(described + "\n", encoding="utf-8")
    return [
        Made(RESPONSES, counts[RESPONSES], A_RESPONSE, of_people=True),
        Made(ANSWERS, counts[ANSWERS], "one choice, or one comment"),
        Made(QUESTIONS, counts[QUESTIONS], "one question"),
        Made(CHOICES, counts[CHOICES], "one choice of a question"),
        Made(DICTIONARY, dictionary, "one column of a file"),
        Made(PACKAGE, 1, "the description of the files"),
    ]


def _responses(out: Taking) -> Iterator[list[str]]:
    for person in out.people:
        yield [
            person.name,
            person.day,
            person.lane,
            person.after_close,
            *(person.about[name] for name in ABOUT_PEOPLE),
            person.content_version,
        ]


def _answers(out: Taking) -> Iterator[list[str]]:
    asked = [
        (each.key, out.in_words(each, partial(_chosen, each)), out.own_words(each))
        for each in out.questions
    ]
    for place, person in enumerate(out.people):
        for key, choices, texts in asked:
            for one in choices[place]:
                yield [person.name, key, CHOICE, *one, ""]
            if texts[place]:
                yield [person.name, key, WORDS, "1", "", "", texts[place]]


def _chosen(asking: Asking, choices: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Each choice with its place and its words."""
    return [(str(place), value, asking.label(value)) for place, value in enumerate(choices, 1)]


def _questions(out: Taking) -> Iterator[list[str]]:
    for each in out.questions:
        still = "yes" if each.still_asked else "no"
        yield [each.key, each.kind, "; ".join(each.lanes), each.question.text, still]


def _choices(out: Taking) -> Iterator[list[str]]:
    for each in out.questions:
        for choice in each.choices:
            yield [each.key, choice.value, choice.label]


def _package(out: Taking) -> dict[str, Any]:
    """The description, after the specification of data packages (Frictionless Data, version 1)."""
    return {
        "profile": "tabular-data-package",
        "name": out.pack.slug,
        "title": out.pack.consultation.title,
        "description": "Responses to a public consultation. People chose to take part, so they "
        "may not stand for everyone.",
        "version": out.pack.version,
        "resources": [_resource(name, columns) for name, columns in FILES.items()],
    }


def _resource(name: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(each) for each in columns], "missingValues": [""]}
    if name in (RESPONSES, QUESTIONS):
        schema["primaryKey"] = columns[0].name
    if name == ANSWERS:
        schema["foreignKeys"] = [_key("response", RESPONSES), _key("question", QUESTIONS)]
    if name == CHOICES:
        schema["foreignKeys"] = [_key("question", QUESTIONS)]
    return {
        "name": name.removesuffix(".csv"),
        "path": name,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.needed else {}
    if column.one_of:
        constraints["enum"] = list(column.one_of)
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.meaning,
        **({"constraints": constraints} if constraints else {}),
    }


def _key(field: str, file: str) -> dict[str, Any]:
    resource = file.removesuffix(".csv")
    return {"fields": field, "reference": {"resource": resource, "fields": field}}
