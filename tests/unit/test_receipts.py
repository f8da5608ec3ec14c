"""Receipts and codes can be read out and typed in again."""

from __future__ import annotations

import re

import pytest

from consultations.receipts import ALIKE, LETTERS, new_code, new_receipt, typed_code

LETTER = f"[{LETTERS}]"


class TestNewReceipt:
    def test_has_the_form_that_people_are_shown(self) -> None:
        assert re.fullmatch(rf"SB-{LETTER}{{4}}-{LETTER}{{2}}", new_receipt())

    def test_uses_no_letter_that_looks_like_another(self) -> None:
        assert not set("ILOU") & set(LETTERS)
        assert {chr(each) for each in ALIKE} == set("OIL")


class TestNewCode:
    def test_has_three_groups_of_four(self) -> None:
        assert re.fullmatch(rf"SB(-{LETTER}{{4}}){{3}}", new_code())

    def test_is_different_every_time(self) -> None:
        assert len({new_code() for _ in range(500)}) == 500


class TestTypedCode:
    @pytest.mark.parametrize(
        "typed",
        [
            "SB-7Q4K-2M9P-X3TD",
            "sb-7q4k-2m9p-x3td",
            " sb 7q4k 2m9p x3td ",
            "7q4k2m9px3td",
            "SB7Q4K2M9PX3TD",
            "sb\u20137q4k\u20132m9p\u2013x3td.",
        ],
    )
    def test_reads_a_code_however_it_was_typed(self, typed: str) -> None:
        assert typed_code(typed) == "SB-7Q4K-2M9P-X3TD"

    def test_takes_letters_for_the_figures_they_look_like(self) -> None:
        assert typed_code("SB-OIL0-0000-0000") == "SB-0110-0000-0000"

    def test_reads_every_code_that_it_makes(self) -> None:
        for code in (new_code() for _ in range(300)):
            assert typed_code(code.lower().replace("-", " ")) == code

    @pytest.mark.parametrize("typed", ["", "   ", "hello", "🙂", "<script>"])
    def test_never_fails_on_what_is_no_code(self, typed: str) -> None:
        assert typed_code(typed).startswith("SB-")
