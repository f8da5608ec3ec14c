"""Questions of several parts are taken apart, and short ones go on from what was said before."""

from __future__ import annotations

import pytest

from consultations.answering.following import goes_on, may_go_on, says_little
from consultations.answering.lookup import look_up
from consultations.answering.parts import MOST_PARTS, parts_of
from consultations.answering.replying import answer_parts
from consultations.content.schema import Pack


class TestPartsOf:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("who decides?", ["who decides?"]),
            ("how much will it cost and who decides?", ["how much will it cost", "who decides?"]),
            ("Is it anonymous? Who reads it?", ["Is it anonymous?", "Who reads it?"]),
            (
                "I live in the hills. Is there a bus? Who pays for it?",
                ["I live in the hills. Is there a bus?", "Who pays for it?"],
            ),
            ("Hello there. Who decides? Thanks", ["Hello there. Who decides? Thanks"]),
            (
                "is it true that doctors and nurses are against it",
                ["is it true that doctors and nurses are against it"],
            ),
            ("can I break off and do the rest later", ["can I break off and do the rest later"]),
            ("why? when? how?", ["why? when? how?"]),
            ("", [""]),
        ],
    )
    def test_are_the_questions_in_a_text(self, text: str, parts: list[str]) -> None:
        assert parts_of(text) == parts

    def test_are_three_at_most_and_lose_no_word(self) -> None:
        text = "who pays and who decides and when is it and where is it and is it free"
        parts = parts_of(text)

        assert len(parts) == MOST_PARTS
        assert sum(len(part.split()) for part in parts) >= len(text.split()) - len(parts)


class TestFollowing:
    @pytest.mark.parametrize("text", ["and at night?", "how much?", "why?", "is that safe", "when"])
    def test_knows_words_that_point_back(self, text: str) -> None:
        assert goes_on(text)

    @pytest.mark.parametrize(
        "text", ["who decides", "is it anonymous", "what is the capital of Peru", ""]
    )
    def test_takes_others_as_they_are(self, text: str) -> None:
        assert not goes_on(text)

    def test_takes_it_as_pointing_back_in_one_breath_only(self) -> None:
        assert goes_on("did it work", it_points=True)
        assert not goes_on("did it work")
        assert may_go_on("did it work")

    def test_knows_words_that_say_little(self) -> None:
        assert says_little("how much")
        assert not says_little("how much money")


class TestLookUpAfter:
    @pytest.mark.parametrize(
        ("question", "after", "found"),
        [
            ("and did it do any good?", "fundholding-what", "fundholding-results"),
            ("why did it end?", "fundholding-what", "fundholding-end"),
            ("what would be different?", "integrated-what", "integrated-change"),
        ],
    )
    def test_goes_on_from_the_answer_before(
        self, real_pack: Pack, question: str, after: str, found: str
    ) -> None:
        told = look_up(real_pack, question, after=after)

        assert told.answer is not None
        assert told.answer.id == found

    @pytest.mark.parametrize("question", ["who decides", "is it anonymous"])
    def test_stays_with_what_is_clear_alone(self, real_pack: Pack, question: str) -> None:
        alone = look_up(real_pack, question)

        assert look_up(real_pack, question, after="fundholding-what") == alone

    def test_says_of_the_second_what_was_said_of_the_first(self, pack: Pack) -> None:
        told = look_up(pack, "and the second one?", after="data/cost/late-opening")

        assert told.answer is not None
        assert told.answer.id == "data/cost/as-is"


class TestAnswerParts:
    def found(self, pack: Pack, text: str) -> list[str | None]:
        parts = answer_parts(pack, text)
        return [part.found.answer.id if part.found.answer else None for part in parts]

    def test_answers_each_part(self, real_pack: Pack) -> None:
        assert self.found(real_pack, "who decides and is it anonymous?") == [
            "who-decides",
            "anonymous",
        ]

    def test_lets_a_part_point_back_to_the_one_before(self, real_pack: Pack) -> None:
        assert self.found(real_pack, "what was fundholding and did it work") == [
            "fundholding-what",
            "fundholding-results",
        ]

    def test_answers_one_or_the_other(self, real_pack: Pack) -> None:
        assert self.found(real_pack, "can I do it on paper or by phone") == [
            "on-paper",
            "by-telephone",
        ]

    def test_says_the_same_thing_once(self, real_pack: Pack) -> None:
        assert self.found(real_pack, "who decides and who makes the final decision?") == [
            "who-decides"
        ]
