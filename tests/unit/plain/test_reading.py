"""Taking text apart: sentences, syllables, grades, phrases."""

from __future__ import annotations

import pytest

from consultations.plain.grade import grade
from consultations.plain.phrases import Phrases
from consultations.plain.sentences import sentences, without_quotations, words
from consultations.plain.syllables import syllables

COUNTED = {
    1: "care beds asked moved nurse through changed school strengths 2026 NHS",
    2: "doctor patients closes trusted using giving people being safely centre business table",
    3: "hospital ambulance unfairness surgeries deciding idea area museum commission",
    4: "emergency community January information society diagnostic",
}


class TestSyllables:
    @pytest.mark.parametrize(
        ("count", "word"),
        [(count, word) for count, row in COUNTED.items() for word in row.split()],
    )
    def test_are_counted_as_people_say_them(self, count: int, word: str) -> None:
        assert syllables(word) == count

    def test_of_both_parts_of_a_word_count(self) -> None:
        assert syllables("long-term") == 2


class TestSentences:
    def test_end_at_a_full_stop_and_at_the_end_of_a_line(self) -> None:
        assert sentences("We ask. You tell us\nThen we read.") == [
            "We ask.",
            "You tell us",
            "Then we read.",
        ]

    def test_do_not_end_at_a_decimal_an_address_or_a_title(self) -> None:
        assert len(sentences("Dr Smith and Dr. Jones read 3.5 pages at 111.nhs.uk each day.")) == 1

    def test_end_after_the_letter_of_an_option(self) -> None:
        assert len(sentences("Births move in A and B. Option C keeps them.")) == 2

    def test_end_inside_quotation_marks(self) -> None:
        assert len(sentences('He called it "junk." Others did not.')) == 2

    def test_hold_words_and_figures_but_no_marks(self) -> None:
        assert words("A&E: it's open 24 hours - always.") == [
            "A&E",
            "it's",
            "open",
            "24",
            "hours",
            "always",
        ]

    def test_can_be_read_without_what_others_said(self) -> None:
        assert without_quotations("It's 'junk', he said.").split() == ["It's", ",", "he", "said."]


class TestGrade:
    def test_follows_the_formula(self) -> None:
        assert grade(["We ask you. You tell us."]) == pytest.approx(0.39 * 3 + 11.8 * 1 - 15.59)

    def test_rises_with_long_words_and_long_sentences(self) -> None:
        plain = grade(["The board asks what you think."])
        hard = grade(["The organisation solicits observations regarding reconfiguration."])

        assert plain < 3 < hard

    def test_counts_the_words_it_is_told_as_short(self) -> None:
        text = "Rehabilitation helps."

        assert grade([text], is_easy={"Rehabilitation"}.__contains__) < grade([text])

    def test_of_nothing_is_nought(self) -> None:
        assert grade([]) == 0


class TestPhrases:
    def phrases(self) -> Phrases[str]:
        return Phrases([(p, p) for p in ("acute", "acute care", "cost-effective", "ED", "e.g.")])

    def found(self, text: str) -> list[str]:
        return [found.entry for found in self.phrases().find(text)]

    def test_are_found_longest_first_in_any_case(self) -> None:
        assert self.found("Acute care is acute.") == ["acute care", "acute"]

    def test_may_have_a_hyphen_or_a_space(self) -> None:
        assert self.found("It is cost effective, or cost-effective.") == ["cost-effective"] * 2

    def test_do_not_reach_over_a_comma(self) -> None:
        assert self.found("It is acute, care is not.") == ["acute"]

    def test_that_are_initials_need_their_capitals(self) -> None:
        assert self.found("Ed went to the ED.") == ["ED"]

    def test_with_full_stops_are_found(self) -> None:
        assert self.found("A friend, e.g. a carer.") == ["e.g."]
