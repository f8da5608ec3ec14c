"""Somebody in danger is seen at once, and ordinary anger or worry is not taken for danger."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from consultations import safety
from consultations.content.marked import read_document
from consultations.content.place import Place
from consultations.languages.speaking import speaking
from consultations.safety import (
    SafetyFile,
    card_for,
    cards_for,
    safety_file,
    safety_message,
    safety_messages,
    what_is_due,
)
from consultations.safety.cards import numbers_in
from consultations.safety.rulebook import CARDS
from consultations.settings import ROOT, settings

IN_DANGER = {
    "I have chest pain": "emergency",
    "my husband can't breathe": "emergency",
    "I CAN\u2019T BREATHE!!": "emergency",
    "she has taken an overdose": "emergency",
    "her face has dropped on one side": "stroke",
    "I want to kill myself": "self-harm",
    "I want to die": "self-harm",
    "my husband hits me": "abuse",
    "I want to make a complaint": "complaint",
    "I want to blow the whistle on what is happening on my ward": "staff-safety",
}
ORDINARY = [
    None,
    "",
    "   ",
    "?!",
    "It takes two buses to get there.",
    "The waiting room is killing the business",
    "I had chest pain last year and waited six hours",
    "I am dying to know who decides",
    "This plan is suicide for our village shop",
    "People will die if you shut the A&E",
    "Where would a heart attack be treated?",
    "I'm not suicidal, just fed up with waiting",
    "my dad had a stroke in 2015",
    "I'd kill for a GP appointment",
    "this form will be the death of me",
]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder of its own, with the cards of this one."""
    copy = tmp_path / "safety.yml"
    copy.write_bytes((ROOT / "content" / "safety.yml").read_bytes())
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path))
    settings.cache_clear()
    yield copy
    settings.cache_clear()


class TestCardFor:
    @pytest.mark.parametrize(("text", "expected"), IN_DANGER.items())
    def test_is_there_for_somebody_in_danger(self, text: str, expected: str) -> None:
        card = card_for(text)

        assert card is not None
        assert card.id == expected

    @pytest.mark.parametrize("text", ORDINARY)
    def test_is_not_there_for_ordinary_words(self, text: str | None) -> None:
        assert safety_message(text) is None

    def test_finds_danger_anywhere_in_a_long_text(self) -> None:
        before = "It takes two buses to get to Wexmouth, and I do not drive. " * 60

        card = card_for(f"{before} My wife has collapsed. {before}")

        assert card is not None
        assert card.id == "emergency"

    def test_shows_two_cards_when_both_matter_the_more_urgent_first(self) -> None:
        cards = cards_for("I've taken an overdose. I want to die, and my husband hits me.")

        assert [card.id for card in cards] == ["emergency", "self-harm"]


class TestMessage:
    def test_says_how_urgent_it_is(self) -> None:
        urgent, calm = (
            safety_message("I have chest pain"),
            safety_message("I want to complain about my GP"),
        )

        assert urgent is not None
        assert calm is not None
        assert (urgent["kind"], urgent["variant"]) == ("safety", "emergency")
        assert calm["variant"] == "non-urgent"

    def test_leaves_out_what_has_not_been_translated(self, monkeypatch: pytest.MonkeyPatch) -> None:
        card = card_for("I have chest pain")
        assert card is not None
        with speaking("cy"):
            known = {card.text}
            monkeypatch.setattr(safety.catalogue_now(), "known", known)
            without = safety_message("I have chest pain")
            known.clear()
            in_english = safety_message("I have chest pain")

        assert without is not None
        assert in_english is not None
        assert "18000" not in without["text"]
        assert "18000" in in_english["text"]
        assert in_english["lang"] == "en"

    def test_is_the_card_for_an_emergency_when_the_screen_fails(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(_text: str, *, before: list[str]) -> list[object]:
            raise RuntimeError

        monkeypatch.setattr(safety, "heard", fails)

        assert [each["variant"] for each in safety_messages("hello")] == ["emergency"]


class TestTheFile:
    def test_says_who_checked_it_when_and_when_it_has_to_be_checked_again(self) -> None:
        assert safety_file().reviewed_by
        assert isinstance(safety_file().reviewed_on, date)
        assert safety_file().reviewed_on < safety_file().check_by

    def test_has_one_card_for_everything_that_the_screen_calls_for(self) -> None:
        assert sorted(card.id for card in safety_file().cards) == sorted(CARDS)

    def test_gives_every_urgent_card_a_number_to_call_now(self) -> None:
        for card in safety_file().cards:
            if card.variant == "emergency":
                assert "999" in card.text, card.id

    def test_says_on_every_urgent_card_that_nobody_reads_this_live(self) -> None:
        for card in safety_file().cards:
            if card.variant == "emergency":
                assert "Nobody reads this chat live" in card.text, card.id

    def test_takes_no_number_that_was_not_reviewed(self) -> None:
        read = safety_file().model_dump()
        read["cards"][0]["text"] += " Or call 0300 123 4567."

        with pytest.raises(ValidationError, match="0300 123 4567"):
            SafetyFile.model_validate(read)

    def test_lists_no_number_that_stands_on_no_card(self) -> None:
        said = {n for card in safety_file().cards for n in numbers_in(f"{card.text} {card.also}")}

        assert {each.number for each in safety_file().numbers} == said

    def test_stays_as_it_was_when_an_edit_breaks_it(self, file: Path) -> None:
        before = safety_file()
        file.write_text("cards: [", encoding="utf-8")
        os.utime(file, (1, 1))

        assert safety_file() == before

    def test_leaves_one_card_when_it_cannot_be_read_at_all(self, file: Path) -> None:
        file.unlink()

        card = card_for("my husband can't breathe")

        assert card is not None
        assert card.heading == "If this is happening now, call 999"


class TestTheDate:
    @pytest.mark.parametrize(("today", "faults"), [("2027-09-30", 0), ("2027-10-01", 1)])
    def test_fails_the_check_once_it_has_passed(self, today: str, faults: int) -> None:
        document, _ = read_document(ROOT / "content" / "safety.yml", "safety.yml")
        assert document is not None

        found = what_is_due(safety_file(), Place(document), today=date.fromisoformat(today))

        assert len(found) == faults
        assert not any(each.warning for each in found)

    def test_warns_of_a_card_that_is_missing(self) -> None:
        document, _ = read_document(ROOT / "content" / "safety.yml", "safety.yml")
        assert document is not None
        read = safety_file().model_copy(update={"cards": safety_file().cards[1:]})

        found = what_is_due(read, Place(document), today=date(2027, 1, 1))

        assert [each.warning for each in found] == [True]
        assert "emergency" in found[0].what
