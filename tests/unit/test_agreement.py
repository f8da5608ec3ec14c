"""Krippendorff's alpha, against the worked examples that its author published."""

from __future__ import annotations

import pytest

from consultations.coding.agreement import alpha

# Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), examples A to C.
TWO_COLUMNS = ["0100000010", "1110010000"]
NAMES = ["aabbdcccedda", "babbbccceddd"]
WITH_GAPS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def units(rows: list[str]) -> list[list[str | None]]:
    """What each coder said of each unit; a dot is a gap."""
    return [[None if said == "." else said for said in unit] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("rows", "published"), [(TWO_COLUMNS, 0.095), (NAMES, 0.692), (WITH_GAPS, 0.743)]
)
def test_is_what_was_published(rows, published):
    assert alpha(units(rows)) == pytest.approx(published, abs=0.0005)


def test_is_one_when_all_agree():
    assert alpha(units(["aab", "aab"])) == 1


@pytest.mark.parametrize("rows", [["", ""], ["a.", ".b"], ["aa", "aa"]])
def test_says_nothing_where_nothing_can_be_said(rows):
    assert alpha(units(rows)) is None
