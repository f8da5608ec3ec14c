"""Slips and dialect are read as the words that are meant, and real words are left alone."""

from __future__ import annotations

import pytest

from consultations.safety.reading import sentences


class TestReading:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("suisidal", "suicidal "),
            ("I can't breathe", "i can not breathe "),
            ("he is chokin", "he is choking "),
            ("unconcious", "unconscious "),
            ("HELP!!!", "help "),
        ],
    )
    def test_puts_slips_right(self, typed: str, read: str) -> None:
        assert sentences(typed) == [read]

    def test_takes_a_text_apart_into_its_sentences(self) -> None:
        assert len(sentences("The bus is late. My wife has collapsed! What now?")) == 3

    def test_reads_nothing_where_there_are_no_words(self) -> None:
        assert sentences(" ?! ") == []
