"""What could identify somebody is seen before it is kept, and ordinary words are left alone."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.content.schema import Pack
from consultations.privacy import (
    as_agreed,
    findings_in,
    how_to_keep,
    in_pieces,
    left_out,
    wants_to_edit,
    what_was_found,
)
from consultations.understanding import NotOffered

FOUND = [
    ("Write to mary.smith+nhs@example.org please", "email", "mary.smith+nhs@example.org"),
    ("it is fenwick at gmail dot com, thanks", "email", "fenwick at gmail dot com"),
    ("it is fenwick (at) example.org, thanks", "email", "fenwick (at) example.org"),
    ("i am sallowgran@gmail,com and waiting", "email", "sallowgran@gmail,com"),
    ("call 07700 900123 after six", "phone", "07700 900123"),
    ("call +44 7700 900123 after six", "phone", "+44 7700 900123"),
    ("call (0161) 496 0123 after six", "phone", "(0161) 496 0123"),
    ("my mobile is 7700900123 always", "phone", "7700900123"),
    ("ring me on 960158, it is local", "phone", "960158"),
    (
        "it is oh seven seven double oh, nine double oh, one two three.",
        "phone",
        "oh seven seven double oh, nine double oh, one two three",
    ),
    ("we live at SW1A 1AA", "postcode", "SW1A 1AA"),
    ("we live at sw1a1aa", "postcode", "sw1a1aa"),
    ("we live at LS 9 7TF now", "postcode", "LS 9 7TF"),
    ("my number is 943 476 5919", "nhs_number", "943 476 5919"),
    ("my number is 943-476-5919", "nhs_number", "943-476-5919"),
    ("my number is 9 4 3 4 7 6 5 9 1 9", "nhs_number", "9 4 3 4 7 6 5 9 1 9"),
    ("NHS number is 943 476 5918, one digit wrong", "nhs_number", "943 476 5918"),
    ("hospital number H483920 was lost", "record", "H483920"),
    ("NI number AB123456C", "insurance", "AB123456C"),
    ("NI number ab 12 34 56 c", "insurance", "ab 12 34 56 c"),
    ("born on 3 March 1951", "birth", "3 March 1951"),
    ("dob 03/03/1951", "birth", "03/03/1951"),
    ("14.07.62 is my date of birth", "birth", "14.07.62"),
    ("I live at 14 Acacia Avenue with no bus", "address", "14 Acacia Avenue"),
    ("she lives at 7 orchard close alone", "address", "7 orchard close"),
]
ORDINARY = [
    "",
    "It takes two buses to get there.",
    "I have waited since 2019.",
    "About 60 billion pounds, or 4 in every 100.",
    "A budget of 1 200 000 000 pounds",
    "Open from 9 to 5 on 365 days",
    "Section 12, page 1234567890",
    "the practice in Upper Vale has 12,500 patients",
    "call 999 or 111, or 116 123",
    "We opened on 3 March 2026.",
    "The NHS was born on 5 July 1948.",
    "I was born in 1951.",
    "Is M25 traffic worse than A1?",
    "On a scale of 0 1 2 3 4 5 6 7 8 9 10 I say 2.",
    "07.30 08.30 09.30 are the only buses.",
    "I rang 0300 123 4567 and nobody answered.",
    "RV3 and LS9 are both far away.",
    "It is on the E2 2nd floor.",
    "look at nhs.uk for the rest",
    "The clinic at 12 High Street is shut.",
    "The 27 Mill Road bus is late.",
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
        assert all(0 <= each.start < each.end <= len(text) for each in found)

    @pytest.mark.parametrize("piece", ["a", "1", "0 ", "A", "Dr ", "a.", "@a", "born ", "SW1 "])
    def test_takes_no_longer_for_a_text_made_to_be_slow(self, piece: str) -> None:
        text = (piece * 5_000)[:5_000]
        began = time.process_time()
        findings_in(text)

        assert time.process_time() - began < 1

    def test_leaves_the_contacts_that_the_pack_gives_itself(self, pack: Pack) -> None:
        contact = pack.consultation.contact
        text = f"I wrote to {contact.email} and rang {contact.phone} in vain"

        assert findings_in(text, pack=pack) == []

    def test_loses_nothing_of_two_findings_that_overlap(self) -> None:
        text = "Joan Hibbert 07700 900123 dob 03/03/1951 SW1A 1AA"
        covered = {place for each in findings_in(text) for place in range(each.start, each.end)}

        assert all(text.index(word) in covered for word in ("Joan", "07700", "03/03", "SW1A"))


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

    def test_says_what_stood_there(self) -> None:
        assert left_out("Dr Patel rang my son Kieran") == "Dr [a name] rang my son [a name]"


class TestInPieces:
    def test_marks_what_was_found_and_keeps_every_letter(self) -> None:
        text = "Dr Patel rang 07700 900123."
        pieces = in_pieces(text)

        assert "".join(piece for piece, _ in pieces) == text
        assert [piece for piece, marked in pieces if marked] == ["Patel", "07700 900123"]


class TestWhatWasFound:
    def test_names_each_kind_once_and_repeats_no_word_of_it(self) -> None:
        said = what_was_found("a@example.org, b@example.org and 07700 900123, Dr Patel")

        assert said.count("an email address") == 1
        assert "a phone number" in said
        assert "a name" in said
        assert not any(each in said for each in ("example.org", "900123", "Patel"))


class TestAsAgreed:
    def test_does_what_the_author_chose(self) -> None:
        text = "Write to mary@example.org"

        assert as_agreed(text, ["keep"]) == text
        assert as_agreed(text, ["keep-out"]) == left_out(text)

    @pytest.mark.parametrize("choices", [[], ["skip"], ["keep", "keep-out"], ["patient"]])
    def test_does_nothing_else(self, choices: list[str]) -> None:
        with pytest.raises(NotOffered):
            as_agreed("Write to mary@example.org", choices)

    def test_offers_to_change_the_words_as_well(self) -> None:
        assert how_to_keep().values == ["keep-out", "edit", "keep"]
        assert wants_to_edit(["edit"])
        assert not wants_to_edit(["keep"])
        assert not wants_to_edit(["edit", "keep"])
