"""What could identify somebody is seen before it is kept, and ordinary words are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.privacy import as_agreed, findings_in, left_out, what_was_found
from consultations.understanding import NotOffered

FOUND = [
    ("Write to mary.smith+nhs@example.org please", "email", "mary.smith+nhs@example.org"),
    ("call 07700 900123 after six", "phone", "07700 900123"),
    ("call +44 7700 900123 after six", "phone", "+44 7700 900123"),
    ("we live at SW1A 1AA", "postcode", "SW1A 1AA"),
    ("we live at sw1a1aa", "postcode", "sw1a1aa"),
    ("my number is 943 476 5919", "nhs_number", "943 476 5919"),
    ("NI number AB123456C", "insurance", "AB123456C"),
    ("born on 3 March 1951", "birth", "3 March 1951"),
    ("dob 03/03/1951", "birth", "03/03/1951"),
]
ORDINARY = [
    "",
    "It takes two buses to get there.",
    "I have waited since 2019.",
    "About 60 billion pounds, or 4 in every 100.",
    "Open from 9 to 5 on 365 days",
    "Section 12, page 1234567890",
    "the practice in Upper Vale has 12,500 patients",
    "call 999 or 111",
    "We opened on 3 March 2026.",
    "Is M25 traffic worse than A1?",
]


class TestFindingsIn:
    @pytest.mark.parametrize(("text", "kind", "part"), FOUND)
    def test_sees_what_could_identify_somebody(self, text: str, kind: str, part: str) -> None:
        found = [(each.kind, text[each.start : each.end]) for each in findings_in(text)]

        assert found == [(kind, part)]

    @pytest.mark.parametrize("text", ORDINARY)
    def test_sees_nothing_in_ordinary_words(self, text: str) -> None:
        assert findings_in(text) == []

    @given(st.text(max_size=200))
    def test_never_fails_and_never_overlaps(self, text: str) -> None:
        found = findings_in(text)

        assert all(before.end <= after.start for before, after in pairwise(found))


class TestLeftOut:
    @pytest.mark.parametrize(("text", "kind", "part"), FOUND)
    def test_leaves_out_that_and_nothing_else(self, text: str, kind: str, part: str) -> None:
        before, _, after = text.partition(part)
        shorter = left_out(text)

        assert part not in shorter
        assert shorter.startswith(before)
        assert shorter.endswith(after)
        assert findings_in(shorter) == []

    @pytest.mark.parametrize("text", ORDINARY)
    def test_leaves_ordinary_words_as_they_are(self, text: str) -> None:
        assert left_out(text) == text


class TestWhatWasFound:
    def test_names_each_kind_once_and_repeats_no_word_of_it(self) -> None:
        said = what_was_found("a@example.org, b@example.org and 07700 900123")

        assert said.count("an email address") == 1
        assert "a phone number" in said
        assert "example.org" not in said
        assert "900123" not in said


class TestAsAgreed:
    def test_does_what_the_author_chose(self) -> None:
        text = "Write to mary@example.org"

        assert as_agreed(text, ["keep"]) == text
        assert as_agreed(text, ["keep-out"]) == left_out(text)

    @pytest.mark.parametrize("choices", [[], ["skip"], ["keep", "keep-out"], ["patient"]])
    def test_does_nothing_else(self, choices: list[str]) -> None:
        with pytest.raises(NotOffered):
            as_agreed("Write to mary@example.org", choices)
