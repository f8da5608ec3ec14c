"""The responses as a workbook for Excel: one sheet with the rows, one with what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from consultations.exports.asking import Asking
from consultations.exports.cells import safe_cell
from consultations.exports.made import A_RESPONSE, Made
from consultations.exports.taking import Taking
from consultations.exports.wide import headers, lines

FILE = "responses.xlsx"
SHEET, COLUMNS, ABOUT = "Responses", "Columns", "About this file"
LONGEST_CELL = 32_767
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
CAUTION = "People chose to take part. They may not stand for everyone."


def write_workbook(out: Taking, folder: Path) -> list[Made]:
    """A workbook whose every cell is text, so that none can be a formula."""
    with xlsxwriter.Workbook(str(folder / FILE), SAFE) as book:
        rows = write_sheet(book, SHEET, headers(out), lines(out))
        write_sheet(
            book,
            COLUMNS,
            ("Key", "Question", "Kind", "Asked of", "Choices", "Still asked"),
            (_meaning(each) for each in out.questions),
        )
        write_sheet(book, ABOUT, ("What", "Value"), _about(out))
    return [Made(FILE, rows, A_RESPONSE, of_people=True)]


def write_sheet(
    book: xlsxwriter.Workbook, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> int:
    """Write one sheet, row by row; return how many rows there are under the header."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, max(0, len(header) - 1), 24)
    for column, text in enumerate(header):
        sheet.write_string(0, column, safe_cell(text)[:LONGEST_CELL], bold)
    count = 0
    for count, row in enumerate(rows, 1):
        _write_row(sheet, count, row)
    return count


def _write_row(sheet: Worksheet, number: int, row: Sequence[str]) -> None:
    for column, text in enumerate(row):
        if text:
            sheet.write_string(number, column, safe_cell(text)[:LONGEST_CELL])


def _meaning(asking: Asking) -> list[str]:
    return [
        asking.key,
        asking.header,
        asking.kind,
        ", ".join(asking.lanes),
        "; ".join(each.label for each in asking.choices),
        "yes" if asking.still_asked else "no",
    ]


def _about(out: Taking) -> list[list[str]]:
    return [
        ["Consultation", out.pack.consultation.title],
        ["Version of the text", out.pack.version],
        ["Responses", str(len(out.people))],
        ["Read with care", CAUTION],
    ]
