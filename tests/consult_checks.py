"""The 13 checks of Consult's set-up, after its ``setup_consultation_checks.md``, and its import.

Written anew from that list: what its set-up would complain about, by the number of the check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from consultations.exports.cells import without_guard

LETTERS = re.compile(r"^[A-Z]{1,3}\s*$")
SHEETS = {
    "Open Questions": (0,),
    "Hybrid Questions": (0, 3),
    "Multiple Choice Questions": (0,),
}
CLOSED_COLUMN = {"Hybrid Questions": 3, "Multiple Choice Questions": 0}
OPEN_COLUMN = {"Hybrid Questions": 0, "Open Questions": 0}
MOST_UNIQUE, LEAST_ALIKE = 0.2, 0.4
Rows = list[tuple[str, ...]]


def complaints(workbook: Path) -> list[tuple[int, str]]:
    """Every complaint about a workbook: the number of the check, and what it is about."""
    book = load_workbook(workbook)
    responses, *data = _rows(book["Responses"])
    headers = {get_column_letter(n): text for n, text in enumerate(responses, 1)}
    values = {
        letter: [row[n] for row in data if n < len(row) and row[n]]
        for n, letter in enumerate(headers)
    }
    asked = {name: _rows(book[name])[1:] for name in SHEETS}
    about = _rows(book["Demographics"])[1:]
    found = [*_of_sheets(asked), *_of_numbers(asked), *_of_columns(asked, headers, data)]
    found += [*_of_values(asked, values), *_of_labels(asked, headers)]
    found += [(12, row[0]) for row in about if row[0] not in headers]
    used = {*_referred(asked), *(row[0] for row in about)}
    found += [
        (13, text)
        for letter, text in headers.items()
        if letter not in used and "response id" not in text.casefold()
    ]
    return found


def _rows(sheet) -> Rows:
    rows = sheet.iter_rows(values_only=True)
    return [tuple("" if each is None else str(each) for each in row) for row in rows]


def _referred(asked: dict[str, Rows]) -> list[str]:
    return [row[n].strip() for name, rows in asked.items() for row in rows for n in SHEETS[name]]


def _of_sheets(asked: dict[str, Rows]) -> list[tuple[int, str]]:
    every = [row for rows in asked.values() for row in rows]
    empty = [(1, str(row)) for row in every if not all(each.strip() for each in row)]
    return [*empty, *((2, each) for each in _referred(asked) if not LETTERS.match(each))]


def _of_numbers(asked: dict[str, Rows]) -> list[tuple[int, str]]:
    numbers = [row[1].strip() for rows in asked.values() for row in rows]
    wrong = [(3, each) for each in numbers if not each.isdecimal()]
    return [*wrong, *((5, each) for each in {n for n in numbers if numbers.count(n) > 1})]


def _of_columns(
    asked: dict[str, Rows], headers: dict[str, str], data: Sequence[object]
) -> list[tuple[int, str]]:
    used = _referred(asked)
    found = [(4, each) for each in {letter for letter in used if used.count(letter) > 1}]
    if len(set(used)) > len(headers):
        found.append((6, "more columns than there are"))
    return [*found, *((7, each) for each in used if each not in headers)]


def _of_values(asked: dict[str, Rows], values: dict[str, list[str]]) -> list[tuple[int, str]]:
    found = []
    for name, rows in asked.items():
        for row in rows:
            if name in CLOSED_COLUMN:
                said = values[row[CLOSED_COLUMN[name]]]
                if said and len(set(said)) / len(said) > MOST_UNIQUE:
                    found.append((8, row[2]))
            if name in OPEN_COLUMN:
                said = values[row[OPEN_COLUMN[name]]]
                if said and len(set(said)) / len(said) < MOST_UNIQUE:
                    found.append((9, row[2]))
    return found


def _of_labels(asked: dict[str, Rows], headers: dict[str, str]) -> list[tuple[int, str]]:
    found = []
    for name, rows in asked.items():
        for row in rows:
            for place in SHEETS[name]:
                header, text = headers[row[place].strip()], row[2]
                alike = SequenceMatcher(None, text.lower(), header.lower(), autojunk=False)
                if alike.ratio() < LEAST_ALIKE:
                    found.append((10, text))
                numbers = [set(re.findall(r"\d+", each)) for each in (text, header)]
                if all(numbers) and numbers[0] != numbers[1]:
                    found.append((11, text))
    return found


FIELDS = {
    "respondents.jsonl": {"themefinder_id": int, "demographic_data": dict},
    "responses.jsonl": {"themefinder_id": int, "text": str},
    "multi_choice.jsonl": {"themefinder_id": int, "options": list},
    "question.json": {
        "question_number": int,
        "question_text": str,
        "has_free_text": bool,
        "multi_choice_options": list,
    },
}
NEEDED = {"question.json": {"question_text", "question_number"}}


def import_faults(inputs: Path) -> list[str]:
    """What Consult's own import would stop at or drop, after ``data_pipeline`` in its repository.

    It allows no other fields, finds questions by their folders, and looks people and choices up by
    their names.
    """
    files = [file for file in sorted(inputs.rglob("*")) if file.is_file()]
    found = [f"{file} is not read" for file in files if file.name not in FIELDS]
    rows = {file: _objects(file) for file in files if file.name in FIELDS}
    found += [
        f"{file}: {row}" for file, all_of in rows.items() for row in all_of if _wrong(file, row)
    ]
    people = {row["themefinder_id"] for row in rows[inputs / "respondents.jsonl"]}
    for part in sorted(inputs.glob("question_part_*")):
        [question] = rows[part / "question.json"]
        if part.name != f"question_part_{question['question_number']}":
            found.append(f"{part.name} is not the folder of its question")
        for name in ("responses.jsonl", "multi_choice.jsonl"):
            said = rows.get(part / name, [])
            found += [
                f"{part.name}: nobody is {row}"
                for row in said
                if row["themefinder_id"] not in people
            ]
            offered = {*question.get("multi_choice_options", []), "Not Provided"}
            found += [
                f"{part.name}: {row}" for row in said if not {*row.get("options", [])} <= offered
            ]
    return found


def differences(workbook: Path, inputs: Path) -> list[str]:
    """Where the folder is not what Consult's set-up would make of the workbook."""
    book = load_workbook(workbook)
    head, *data = _rows(book["Responses"])
    data = [row for row in data if any(row)]
    letters = {get_column_letter(n): n - 1 for n in range(1, len(head) + 1)}
    found = []
    for name, choice, words in (
        ("Open Questions", None, 0),
        ("Multiple Choice Questions", 0, None),
        ("Hybrid Questions", 3, 0),
    ):
        for row in _rows(book[name])[1:]:
            part = inputs / f"question_part_{row[1]}"
            for place, file, field in (
                (choice, "multi_choice.jsonl", "options"),
                (words, "responses.jsonl", "text"),
            ):
                if place is None:
                    continue
                places = [letters[row[n]] for n in (choice, words) if n is not None]
                made = {
                    number: _as_set_up(each[letters[row[place]]], field)
                    for number, each in enumerate(data, 1)
                    if any(each[n] for n in places)
                }
                ours = {line["themefinder_id"]: line[field] for line in _objects(part / file)}
                found += [f"{part.name} {n}" for n in {*made, *ours} if made.get(n) != ours.get(n)]
    return found


def _as_set_up(cell: str, field: str) -> object:
    """A cell as its set-up reads it: choices are cut at commas."""
    plain = without_guard(cell) or "Not Provided"
    if field == "options":
        return list(dict.fromkeys(plain.rstrip(",").split(",")))
    return plain


def _objects(file: Path) -> list[dict[str, object]]:
    if not file.exists():
        return []
    text = file.read_text(encoding="utf-8")
    return (
        [json.loads(text)]
        if file.suffix == ".json"
        else [json.loads(line) for line in text.splitlines()]
    )


def _wrong(file: Path, row: dict[str, object]) -> bool:
    fields = FIELDS[file.name]
    needed = NEEDED.get(file.name, set(fields))
    kinds = [isinstance(row[each], kind) for each, kind in fields.items() if each in row]
    return not (needed <= set(row) <= set(fields) and all(kinds))
