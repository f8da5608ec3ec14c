"""The open-data set: tables that anybody may have. It holds no single response."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.disclosure import NOT_SHOWN, RULES
from consultations.exports.cells import write_csv
from consultations.exports.made import Made
from consultations.exports.taking import pack_called
from consultations.results.questions import QuestionResult, question_results
from consultations.results.responses import ResponseCount, count_responses
from consultations.types import Lane

RESULTS, COUNTS, DICTIONARY, PACKAGE = (
    "results.csv",
    "responses.csv",
    "data-dictionary.csv",
    "datapackage.json",
)
EVERYBODY, STAFF_TABLES = "everybody", "staff-tables.csv"
RESULT_COLUMNS = {
    "lane": "Which set of questions was answered: public or staff.",
    "question": "A short name that never changes.",
    "question_text": "The question in full.",
    "group": "The stakeholder group, or everybody.",
    "answered": f"How many people answered, or '{NOT_SHOWN}'.",
    "choice": "The choice by its short name. Empty where nothing more may be shown.",
    "choice_text": "The words of the choice.",
    "people": f"How many people chose it, or '{NOT_SHOWN}'.",
}
COUNT_COLUMNS = {
    "what": "What is counted.",
    "responses": "How many responses.",
}
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence 3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


def write_open_data(session: Session, *, consultation_slug: str, folder: Path) -> list[Made]:
    """Tables of results as they were released, how many responses there are, and what it means.

    Numbers of groups are rounded to 5; small ones are hidden. Raises ContentError when there is no
    such consultation.
    """
    pack = pack_called(consultation_slug)
    counts = count_responses(session).get(pack.slug, ResponseCount())
    results = question_results(session, pack=pack)
    rows = write_csv(folder / RESULTS, list(RESULT_COLUMNS), _results(results))
    lines = _counts(counts)
    counted = write_csv(folder / COUNTS, list(COUNT_COLUMNS), lines)
    meanings = [
        [file, name, meaning]
        for file, columns in ((RESULTS, RESULT_COLUMNS), (COUNTS, COUNT_COLUMNS))
        for name, meaning in columns.items()
    ]
    dictionary = write_csv(folder / DICTIONARY, ("file", "column", "meaning"), meanings)
    described = {
        "name": pack.slug,
        "title": pack.consultation.title,
        "version": pack.version,
        "licenses": [LICENCE],
        "resources": [
            _resource(RESULTS, RESULT_COLUMNS),
            _resource(COUNTS, COUNT_COLUMNS),
        ],
    }
    text = json.dumps(described, indent=2, ensure_ascii=False)
    (folder / PACKAGE).write_text(text + "\n", encoding="utf-8")
    return [
        Made(RESULTS, rows, "one choice of one group"),
        Made(COUNTS, counted, "one count"),
        Made(DICTIONARY, dictionary, "one column of a file"),
        Made(PACKAGE, 1, "the description of the files"),
    ]


def write_staff_tables(session: Session, *, pack: Pack, folder: Path) -> Made:
    """What staff chose, as it came out with their last batch: beside rows that do not hold it."""
    results = [each for each in question_results(session, pack=pack) if each.lane is Lane.STAFF]
    rows = write_csv(folder / STAFF_TABLES, list(RESULT_COLUMNS), _results(results))
    return Made(STAFF_TABLES, rows, "one choice of one group of staff")


def _results(results: list[QuestionResult]) -> Iterator[list[str]]:
    for result in results:
        start = [result.lane, result.asked.key, result.asked.text]
        released = result.released
        answered = _number(released.answered)
        for value, people in released.totals.items():
            label = result.asked.label(value)
            yield [*start, EVERYBODY, answered, value, label, str(people)]
        for value in released.hidden:
            yield [*start, EVERYBODY, answered, value, result.asked.label(value), NOT_SHOWN]
        if not (released.totals or released.hidden or released.groups):
            yield [*start, EVERYBODY, answered, "", "", NOT_SHOWN]
        for group in released.groups:
            number = _number(group.answered)
            if result.describes_people:
                label = result.asked.label(group.name)
                yield [*start, EVERYBODY, answered, group.name, label, number]
            for value, chose in group.people.items():
                label = result.asked.label(value)
                yield [*start, group.name, number, value, label, _number(chose)]


def _counts(counts: ResponseCount) -> list[list[str]]:
    """How many responses there are. Few staff are not told apart, not even by subtraction."""
    public = ["analysed, public", str(counts.public)]
    if 0 < counts.staff < RULES[Lane.STAFF].smallest:
        return [public]
    return [
        ["analysed", str(counts.sent_in)],
        public,
        ["analysed, staff", str(counts.staff)],
    ]


def _number(people: int | None) -> str:
    return NOT_SHOWN if people is None else str(people)


def _resource(file: str, columns: dict[str, str]) -> dict[str, object]:
    fields = [
        {"name": name, "type": "string", "description": meaning}
        for name, meaning in columns.items()
    ]
    return {
        "name": file.removesuffix(".csv"),
        "path": file,
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }
