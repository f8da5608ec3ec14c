"""Read a CSV file or a workbook as rows of text, whatever program wrote it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from openpyxl.reader.excel import load_workbook
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from consultations.cleaning import clean_text
from consultations.exports.cells import without_guard
from consultations.imports.faults import Fault, WrongFile, wrong

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 5_000, 500
BEGINS_A_WORKBOOK = b"PK\x03\x04"
LONG_CELL = 32_767
SAMPLE = 20_000
BEGINS_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
TELLS_DELIMITER = re.compile(r"sep=([,;\t])\r?\n")  # Excel reads and writes this first line.


class Row(NamedTuple):
    """One row under the header, with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A file as rows of text."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @staticmethod
    def letter(column: int) -> str:
        """The letters above a column, as a spreadsheet shows them."""
        return str(get_column_letter(column + 1))


def read_sheet(data: bytes) -> Sheet:
    """The header and the rows of a file; empty rows are left out.

    Raises WrongFile when it is too large, is not a table, or has two headers alike.
    """
    if not data.strip():
        raise wrong("The file is empty.")
    if len(data) > LARGEST_FILE:
        raise wrong("The file is larger than 20 MB. Bring it in in parts.")
    is_workbook = data.startswith(BEGINS_A_WORKBOOK)
    every_row = _numbered(_of_workbook(data) if is_workbook else _of_csv(data))
    rows = list(islice(every_row, MOST_ROWS + 2))
    if not rows:
        raise wrong("The file holds no rows.")
    header = _header(rows[0])
    _check_header(header)
    if len(rows) == 1:
        raise wrong("The file holds a header and no rows.")
    if len(rows) - 1 > MOST_ROWS:
        raise wrong(f"The file has more than {MOST_ROWS:,} rows. Bring in so many at a time.")
    return Sheet(header, tuple(_fitting(each, header) for each in rows[1:]))


def _numbered(rows: Iterable[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(rows, 1):
        plain = tuple(without_guard(clean_text(each)) for each in cells)
        if any(plain):
            yield Row(number, plain)


def _header(row: Row) -> tuple[str, ...]:
    """The names of the columns, without the empty ones at the end."""
    names = [" ".join(cell.split()) for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _check_header(header: tuple[str, ...]) -> None:
    if not header:
        raise WrongFile([Fault("The first row has to say what each column is.", 1)])
    if len(header) > MOST_COLUMNS:
        raise wrong(f"The file has {len(header)} columns. {MOST_COLUMNS} are the most.")
    first: dict[str, int] = {}
    for column, text in enumerate(header):
        if text and text.casefold() in first:
            other = Sheet.letter(first[text.casefold()])
            same = f"Column {other} has the same header. Give each column its own."
            raise WrongFile([Fault(same, 1, Sheet.letter(column), text)])
        first[text.casefold()] = column


def _fitting(row: Row, header: tuple[str, ...]) -> Row:
    """A row that is as long as the header.

    Raises WrongFile when it holds more cells than that: then a comma stands where it should not, or
    a title stands above the header.
    """
    if any(row.cells[len(header) :]):
        last = max(place for place, cell in enumerate(row.cells, 1) if cell)
        more = f"This row has {last} cells, and the first row names {len(header)}. "
        more += "The first row has to name every column."
        raise WrongFile([Fault(more, row.number)])
    missing = len(header) - len(row.cells)
    return Row(row.number, (*row.cells[: len(header)], *([""] * missing)))


def _of_csv(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    told = TELLS_DELIMITER.match(text)
    delimiter = told[1] if told else _delimiter(text)
    if told:
        yield []
        text = text[told.end() :]
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise wrong(f"The file is not a CSV file that can be read: {error}.") from error


def _decoded(data: bytes) -> str:
    if data.startswith(BEGINS_UTF_16):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:SAMPLE]:
        raise wrong("The file is not a CSV file or a workbook (.xlsx). Save it as one of them.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """What stands between cells: what is most frequent in the first line, outside quotes."""
    first = next(iter(text.splitlines()), "")
    outside = "".join(first.split('"')[::2])
    counts = {each: outside.count(each) for each in (",", ";", "\t")}
    best = max(counts, key=lambda each: counts[each])
    return best if counts[best] else ","


def _of_workbook(data: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise wrong("The workbook is too large. Bring it in in parts, or as CSV.")
        book = load_workbook(  # type: ignore[no-untyped-call]
            io.BytesIO(data), read_only=True, data_only=True
        )
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # A row is as long as its cells, whatever the sheet says.
        for values in sheet.iter_rows(values_only=True):
            yield [_cell(value) for value in values]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError) as error:
        raise wrong("The workbook cannot be read. Save it again as .xlsx, or as CSV.") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:LONG_CELL]
