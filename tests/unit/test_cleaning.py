"""What people type is made safe to keep, and still says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.cleaning import clean_text, number_in


class TestCleanText:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Two buses.  ", "Two buses."),
            ("a\x00b", "ab"),
            ("a\x1b[31mb", "a[31mb"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("a\tb", "a\tb"),
            ("cafe\u0301", "caf\u00e9"),
            ("\ud800lone", "lone"),
            ("a\ufffeb\uffffc\ufdd0d\U0001fffe", "abcd"),
            ("\x00\x01\x02", ""),
            (" \n\t ", ""),
        ],
    )
    def test_leaves_out_what_cannot_be_kept(self, typed: str, kept: str) -> None:
        assert clean_text(typed) == kept

    @pytest.mark.parametrize(
        "typed",
        [
            "مرحبا، أريد موعدًا مسائيًا",
            "\u200f\u05e9\u05dc\u05d5\u05dd",
            "👩‍⚕️ 👨‍👩‍👧",
            "می‌خواهم",
            "<b>bold</b> & {{7*7}}",
            "Ffordd y môr",
        ],
    )
    def test_leaves_every_script_and_emoji_as_it_was(self, typed: str) -> None:
        assert clean_text(typed) == typed

    @given(st.text())
    def test_changes_nothing_the_second_time(self, typed: str) -> None:
        once = clean_text(typed)

        assert clean_text(once) == once

    @given(st.text())
    def test_can_always_be_stored(self, typed: str) -> None:
        kept = clean_text(typed)

        assert "\x00" not in kept
        assert kept.encode("utf-8").decode("utf-8") == kept


class TestNumberIn:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [("0", 0), ("12", 12), ("007", 7), ("99", 99), ("100", None), ("9" * 5_000, None)]
        + [(other, None) for other in ("", "-1", "1.5", "\u00b2", "\u0663", "x", " 1")],
    )
    def test_reads_whole_numbers_that_are_not_too_large(self, typed: str, read: int | None) -> None:
        assert number_in(typed, most=99) == read
