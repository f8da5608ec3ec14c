"""Files of every program that writes tables are read alike, or refused in plain words."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from consultations.imports.faults import WrongFile
from consultations.imports.reading import MOST_ROWS, read_sheet

PLAIN = ("capacity", "why")


def a_workbook(*rows: list[object], merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


class TestEveryKindOfFile:
    @pytest.mark.parametrize(
        "data",
        [
            "capacity,why\ncarer,Grüße\n".encode(),
            "capacity,why\r\ncarer,Grüße\r\n".encode("utf-8-sig"),
            "capacity;why\ncarer;Grüße\n".encode("cp1252"),
            "capacity\twhy\ncarer\tGrüße\n".encode("utf-16"),
            "sep=;\r\ncapacity;why\r\ncarer;Grüße\r\n".encode(),
            a_workbook(["capacity", "why"], ["carer", "Grüße"]),
            a_workbook(["capacity", "why", None], [None], ["carer", "Grüße", ""]),
        ],
    )
    def test_is_read_alike(self, data):
        sheet = read_sheet(data)

        assert sheet.header == PLAIN
        assert [row.cells for row in sheet.rows] == [("carer", "Grüße")]

    def test_days_and_numbers_are_read_as_they_are_shown(self):
        days = [date(2026, 9, 3), datetime(2026, 9, 4, 13, 5)]
        sheet = read_sheet(a_workbook(["a", "b", "c", "d"], [*days, 7.0, "007"]))

        assert sheet.rows[0].cells == ("2026-09-03", "2026-09-04", "7", "007")

    def test_of_merged_cells_only_the_first_says_anything(self):
        sheet = read_sheet(a_workbook([*PLAIN], ["carer", "x"], [None, "y"], merged="A2:A3"))

        assert [row.cells for row in sheet.rows] == [("carer", "x"), ("", "y")]


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (a_workbook(["All", "", ""], [*PLAIN, "when"], merged="A1:C1"), "names 1. The first"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "Save it as one of them."),
            (b"why\n" + b"Two buses\n" * (MOST_ROWS + 1), "more than 5,000 rows"),
            (b'capacity,why\ncarer,"x\n', "is not a CSV file that can be read"),
        ],
    )
    def test_is_said_in_plain_words(self, data, said):
        with pytest.raises(WrongFile, match=said):
            read_sheet(data)
