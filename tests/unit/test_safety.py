"""Somebody in danger is seen at once, and ordinary anger or worry is not taken for danger."""

from __future__ import annotations

from datetime import date

import pytest

from consultations.safety import card_for, safety_file, safety_message

IN_DANGER = [
    "I have chest pain",
    "my husband can't breathe",
    "I CAN\u2019T BREATHE!!",
    "she has taken an overdose",
    "I want to kill myself",
    "I want to die",
]
ORDINARY = [
    None,
    "",
    "It takes two buses to get there.",
    "The waiting room is killing the business",
    "I had chest pain last year and waited six hours",
    "I am dying to know who decides",
    "This plan is suicide for our village shop",
]


class TestCardFor:
    @pytest.mark.parametrize("text", IN_DANGER)
    def test_is_there_for_somebody_in_danger(self, text: str) -> None:
        card = card_for(text)

        assert card is not None
        assert any(number in card.text for number in ("999", "111", "116 123"))

    @pytest.mark.parametrize("text", ORDINARY)
    def test_is_not_there_for_ordinary_words(self, text: str | None) -> None:
        assert safety_message(text) is None

    def test_is_there_for_every_phrase_of_the_file(self) -> None:
        for card in safety_file().cards:
            for phrase in card.phrases:
                assert card_for(f"Please, {phrase}, what now?") is not None, phrase


class TestTheFile:
    def test_says_who_checked_it_and_when_it_has_to_be_checked_again(self) -> None:
        assert safety_file().reviewed_by
        assert isinstance(safety_file().check_by, date)

    def test_names_every_card_once(self) -> None:
        ids = [card.id for card in safety_file().cards]

        assert len(set(ids)) == len(ids)
