"""People change their minds, and what they said last is what counts."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, at
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa


@pytest.fixture
def checking(respondent: Respondent) -> Respondent:
    """Somebody who is shown everything before it is sent."""
    respondent.go_to("confirm")
    return respondent


class TestAtTheCheck:
    def test_an_answer_can_be_picked_from_the_list(self, checking: Respondent) -> None:
        checking.choose("change")
        assert checking.asked == "which-answer"
        checking.choose("why")
        assert checking.asked == "why"
        checking.say("It is only one bus after all.")

        assert checking.asked == "confirm"
        assert checking.summary["why"] == "It is only one bus after all."

    def test_an_answer_can_be_changed_by_its_link(self, checking: Respondent) -> None:
        checking.choose("change:capacity")
        assert checking.asked == "capacity"
        checking.choose("resident")

        assert checking.asked == "confirm"
        assert checking.summary["capacity"] == "Someone who lives here"

    @pytest.mark.parametrize(
        ("words", "asked"),
        [
            ("change my reasons", "why"),
            ("I want to change question 2", "which-days"),
            ("I want to change something", "which-answer"),
        ],
    )
    def test_an_answer_can_be_named(self, checking: Respondent, words: str, asked: str) -> None:
        checking.say(words)

        assert checking.asked == asked
        assert checking.answered == 5

    def test_nothing_need_be_changed(self, checking: Respondent) -> None:
        checking.choose("change")
        checking.choose("none")

        assert checking.asked == "confirm"
        assert checking.summary["capacity"] == "A patient"

    @pytest.mark.parametrize(
        "value", ["change:nowhere", "change:", "change:confirm", "change:role"]
    )
    def test_a_link_to_no_question_of_the_lane_leads_nowhere(
        self, checking: Respondent, value: str
    ) -> None:
        assert checking.send(choices=[value]).status_code == 422
        assert checking.current()["question"]["key"] == "confirm"

    def test_a_change_gets_a_receipt_of_its_own(self, checking: Respondent) -> None:
        first = checking.receipts["why"]
        checking.choose("change:why")
        checking.say("It is only one bus after all.")

        assert checking.receipts["why"] != first

    def test_a_change_can_be_undone_by_another(self, checking: Respondent) -> None:
        for words in ("One.", "Two.", "One."):
            checking.choose("change:why")
            checking.say(words)

        assert checking.summary["why"] == "One."


class TestGoingBack:
    @pytest.mark.parametrize(
        "moment", [name for name, each in BY_NAME.items() if each.before != each.key]
    )
    def test_a_new_answer_counts_and_the_talk_goes_on_where_it_was(
        self, service: Service, moment: str
    ) -> None:
        where = BY_NAME[moment]
        with at(service, where) as someone:
            first = someone.receipts[where.before]
            someone.say("go back")
            assert someone.asked == where.before
            someone.answer()

            assert someone.asked == where.key
            assert someone.receipts[where.before] != first

    def test_from_the_first_question_there_is_nowhere_to_go(self, service: Service) -> None:
        with at(service, BY_NAME["staff-role"]) as someone:
            someone.say("go back")

            assert someone.asked == "role"
            assert "first question" in someone.heard


class TestWhoIAm:
    def test_somebody_in_the_wrong_lane_can_say_so(self, respondent: Respondent) -> None:
        respondent.say("I work at the surgery as a nurse")

        assert respondent.asked == "role"
        assert respondent.reply["progress"]["of"] == 3


class TestWordsReadAsSomethingElse:
    def test_can_still_be_kept_as_the_answer(self, respondent: Respondent) -> None:
        respondent.go_to("why")
        respondent.say("Who will work in the evenings?")
        assert respondent.asked == "why"
        respondent.choose("keep-as-answer")

        assert respondent.asked != "why"
        respondent.go_to("confirm")
        assert respondent.summary["why"] == "Who will work in the evenings?"

    def test_are_the_answer_when_they_are_a_sentence_about_a_service(
        self, respondent: Respondent
    ) -> None:
        respondent.go_to("why")
        respondent.say("I cannot come in the day.")

        assert respondent.asked != "why"
