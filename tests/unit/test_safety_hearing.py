"""The rules and what was learned from examples hear more together, and either goes on alone."""

from __future__ import annotations

import numpy as np
import pytest

from consultations import safety
from consultations.safety import hearing
from consultations.safety.features import PLACES, places_of
from consultations.safety.hearing import heard
from consultations.safety.learned import learned, parts_of
from consultations.safety.rulebook import CARDS


class TestTogether:
    def test_hear_danger_in_a_long_ordinary_text(self) -> None:
        before = "It takes two buses to get to Wexmouth, and I do not drive. " * 60

        assert "emergency" in heard(f"{before} My wife has collapsed. {before}")

    def test_give_the_same_answer_every_time(self) -> None:
        text = "Dad has gone a funny colour and I can't get him to answer me"

        assert [heard(text) for _ in range(3)] == [heard(text)] * 3

    @pytest.mark.parametrize("text", ["", "   ", "?!", "1", "\U0001f690"])
    def test_call_for_nothing_when_there_are_no_words(self, text: str) -> None:
        assert heard(text) == []

    def test_go_on_by_rule_when_what_was_learned_cannot_be_read(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails() -> None:
            raise OSError

        monkeypatch.setattr(hearing, "learned", fails)

        assert [card.id for card in safety.cards_for("I have chest pain")] == ["emergency"]

    def test_name_cards_in_the_order_of_their_urgency(self) -> None:
        found = heard("I've taken an overdose. I want to die, and my husband hits me.")

        assert found == [card for card in CARDS if card in found]
        assert {"emergency", "self-harm"} <= set(found)


class TestLearned:
    def test_knows_every_card(self) -> None:
        assert list(learned().scores("two buses")) == list(CARDS)
        assert set(learned().alone) == set(CARDS)

    def test_never_asks_more_of_a_card_that_a_rule_calls_for(self) -> None:
        for card in CARDS:
            assert learned().with_rule < learned().alone[card]

    def test_reads_a_short_text_as_a_whole_and_in_its_sentences(self) -> None:
        assert len(parts_of("The bus is late. It is cold.")) == 3
        assert len(parts_of("The bus is late.")) == 1

    def test_finds_places_that_stay_the_same(self) -> None:
        places = places_of("the bus is late ")

        assert np.array_equal(places, np.unique(places_of("the bus is late ")))
        assert places.max() < PLACES
