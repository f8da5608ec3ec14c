"""Cells of files for spreadsheets: read as text, and never run."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

BYTE_ORDER_MARK = "\ufeff"  # Excel reads the file as UTF-8 when it begins with this.
BEGINS_A_FORMULA = frozenset("=+-@|%")
SILENT = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})
QUOTES = frozenset("\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb")
BEGINS_A_CELL = ("\t", "\r", "\n")
GUARD = "'"
WHOLE_NUMBER = re.compile(r"-?\d{1,15}", re.ASCII)


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a file that spreadsheets read as text and never run."""
    file = io.StringIO(BYTE_ORDER_MARK, newline="")
    file.seek(0, io.SEEK_END)
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return file.getvalue()


def write_csv(
    file: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    for_excel: bool = False,
    with_numbers: bool = False,
) -> int:
    """Write rows one by one, so that a large file needs little memory; return how many there were.

    Excel needs a mark at the beginning; most other programs take it for a part of the first name.
    ``with_numbers`` leaves -1 as it is: a number is no formula, and some programs need it so.
    """
    safe = _safe_or_number if with_numbers else safe_cell
    count = 0
    encoding = "utf-8-sig" if for_excel else "utf-8"
    with file.open("w", encoding=encoding, newline="") as opened:
        writer = csv.writer(opened, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
        writer.writerow([safe_cell(cell) for cell in header])
        for row in rows:
            writer.writerow([safe(cell) for cell in row])
            count += 1
    return count


@lru_cache(maxsize=4_096)
def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet might take it for a formula.

    Spreadsheets look past spaces, marks that cannot be seen and quotation marks, and take
    full-width signs for plain ones. The words themselves are left as they were written.
    """
    if text[:1].isalnum() and text[:1].isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    bare = next(
        (each for each in plain if unicodedata.category(each) not in SILENT and each not in QUOTES),
        "",
    )
    begins_oddly = text[:1] in BEGINS_A_CELL
    return f"{GUARD}{text}" if begins_oddly or (bare in BEGINS_A_FORMULA and bare) else text


def _safe_or_number(text: str) -> str:
    return text if WHOLE_NUMBER.fullmatch(text) else safe_cell(text)


def without_guard(cell: str) -> str:
    """What a cell said before ``safe_cell`` made it safe."""
    bare = cell.removeprefix(GUARD)
    return bare if bare != cell and safe_cell(bare) == cell else cell
