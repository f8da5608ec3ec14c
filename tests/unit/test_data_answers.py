"""What is data in a pack is answered without anybody having written an answer."""

from __future__ import annotations

import re

import pytest

from consultations.answering.common import common_questions
from consultations.answering.data import (
    answer_with,
    data_answers,
    of_one,
    source_of,
)
from consultations.answering.data.options import OPTIONS
from consultations.answering.data.process import PROCESS
from consultations.answering.data.told import moment, told
from consultations.answering.names import options_in, without_name
from consultations.content.schema import Pack
from consultations.explaining.comparing import asks_which_is_best, compare


class TestCommonQuestions:
    def test_are_each_answered_from_data_and_the_reverse(self) -> None:
        ids = [each.id for each in common_questions()]

        assert sorted(ids) == sorted({**PROCESS, **OPTIONS})

    def test_have_phrasings_that_no_other_has(self) -> None:
        every = [asks.casefold() for each in common_questions() for asks in each.asks]

        assert len(set(every)) == len(every)
        assert all(len(each.asks) >= 7 for each in common_questions())

    def test_begin_with_a_question_that_can_be_offered(self) -> None:
        for each in common_questions():
            assert re.fullmatch(r"[A-Z].{5,60}\?", each.asks[0]), each.asks[0]


class TestDataAnswers:
    def test_are_there_for_all_that_a_pack_says(self, pack: Pack) -> None:
        ids = {each.id for each in data_answers(pack)}

        assert {"data/who-decides", "data/ruled-out", "data/beds", "data/interests"} <= ids
        assert "data/five-tests" not in ids

    def test_have_no_place_left_unfilled(self, real_pack: Pack, pack: Pack) -> None:
        for each in (*data_answers(real_pack), *data_answers(pack)):
            assert not re.search(r"\{\w*\}|\bNone\b", each.short + (each.more or "")), each.id

    def test_name_every_option_or_none(self, real_pack: Pack) -> None:
        for each in data_answers(real_pack):
            named = [option for option in real_pack.options if option.title in each.short]

            assert len(named) in (0, len(real_pack.options)), each.id

    def test_say_when_it_closes_as_people_say_it(self, pack: Pack) -> None:
        answer = answer_with(pack, "data/closes")

        assert answer is not None
        assert "until 31 December 2099, 5pm" in answer.short

    def test_say_of_one_option_what_is_known_of_each(self, pack: Pack) -> None:
        general = answer_with(pack, "data/cost")
        option = pack.options[0]

        assert general is not None
        one = of_one(pack, general, option)
        assert one is not None
        assert option.cost is not None
        assert option.cost.text in one.short
        assert answer_with(pack, one.id) == one

    @pytest.mark.parametrize("nowhere", ["data/nothing", "data/cost/no-such-option", "data/", "x"])
    def test_are_none_where_there_is_nothing(self, pack: Pack, nowhere: str) -> None:
        assert answer_with(pack, nowhere) is None

    def test_name_the_consultation_as_their_source(self, pack: Pack) -> None:
        answer = answer_with(pack, "data/who-decides")

        assert answer is not None
        assert source_of(pack, answer.sources[0]).by == "Little Vale Health Board"


class TestTold:
    def test_leaves_for_later_what_is_too_much_at_once(self) -> None:
        said = told(["twenty words " * 10] * 5)

        assert said is not None
        assert (len(said.lines), len(said.more)) == (3, 2)

    def test_keeps_together_what_is_said_of_options(self) -> None:
        said = told(["twenty words " * 10] * 5, together=True)

        assert said is not None
        assert len(said.lines) == 5

    def test_says_midday_and_midnight(self, pack: Pack) -> None:
        opens = pack.consultation.opens

        assert moment(opens.replace(hour=12)).endswith("12pm")
        assert moment(opens.replace(hour=0, minute=30)).endswith("12:30am")


class TestOptionsIn:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("option 1 and 2", ["late-opening", "as-is"]),
            ("compare late opening with now", ["late-opening", "as-is"]),
            ("options A or B", ["late-opening", "as-is"]),
            ("the first and the second", ["late-opening", "as-is"]),
            ("option b and a bus", ["as-is"]),
            ("which is cheaper", []),
        ],
    )
    def test_finds_every_option_that_is_named(
        self, pack: Pack, text: str, found: list[str]
    ) -> None:
        assert [each.id for each in options_in(pack, text)] == found

    def test_leaves_what_is_asked_of_it(self, pack: Pack) -> None:
        asked = without_name(pack.options[0], "What would stay the same with late opening?")

        assert asked == "what would stay the same"


class TestCompare:
    def test_says_the_same_of_each(self, pack: Pack) -> None:
        compared = compare(pack.options)

        assert len({len(each.lines) for each in compared}) == 1
        assert all(each.proposal.losses[0].point in each.lines[-1] for each in compared)

    def test_says_only_what_was_asked(self, pack: Pack) -> None:
        assert [len(each.lines) for each in compare(pack.options, "which is cheaper?")] == [1, 1]

    def test_knows_who_wants_to_be_told(self) -> None:
        assert asks_which_is_best("which one do you recommend?")
        assert not asks_which_is_best("which one is cheaper?")
