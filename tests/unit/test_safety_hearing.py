"""The rules and what was learned from examples hear more together, and either goes on alone."""

from __future__ import annotations

import numpy as np
import pytest

from consultations import safety
from consultations.safety import hearing
from consultations.safety.alike import kinds_of
from consultations.safety.features import PLACES, places_in
from consultations.safety.hearing import heard
from consultations.safety.learned import FEW_SENTENCES, learned, pairs, parts_in
from consultations.safety.reading import sentences
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
            assert learned().with_rule[card] <= learned().alone[card]

    def test_reads_a_short_text_as_a_whole_and_in_its_sentences(self) -> None:
        assert len(parts_in(sentences("The bus is late. It is cold."))) == 3
        assert len(parts_in(sentences("The bus is late."))) == 1

    def test_reads_each_sentence_of_a_long_text_with_the_next(self) -> None:
        one, other = pairs(FEW_SENTENCES + 1)

        assert list(zip(one, other, strict=True)) == [(0, 1), (1, 2), (2, 3), (3, 4)]
        assert [len(each) for each in pairs(1)] == [0, 0]

    def test_finds_the_same_places_whatever_else_is_read(self) -> None:
        alone = places_in(["the bus is late "])
        together = places_in(["it is cold ", "the bus is late "])

        assert np.array_equal(alone.places, np.unique(alone.places))
        assert np.array_equal(alone.places, together.places[together.begins[1] :])
        assert alone.places.max() < PLACES

    def test_knows_which_words_stand_in_the_same_company(self) -> None:
        assert kinds_of("husband") == kinds_of("wife")
        assert kinds_of("husband") != kinds_of("bus")
        assert kinds_of("qwxyz") is None
