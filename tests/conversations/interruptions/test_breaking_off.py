"""People stop, look back, start again and take everything out, and are always asked first."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, at
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa


@pytest.mark.parametrize("moment", BY_NAME)
class TestAtAnyQuestion:
    def test_stopping_gives_a_code_and_keeps_the_place(self, service: Service, moment: str) -> None:
        with at(service, BY_NAME[moment]) as someone:
            someone.say("stop")

            assert "SB-" in someone.heard
            assert "go-on" in {each["value"] for each in someone.reply["suggestions"]}
            someone.choose("go-on")
            assert someone.asked == BY_NAME[moment].key

    def test_starting_again_waits_for_a_yes(self, service: Service, moment: str) -> None:
        with at(service, BY_NAME[moment]) as someone:
            before = someone.answered
            someone.say("start again")
            assert someone.answered == before
            someone.choose("start-over")

            assert someone.answered == 0
            assert someone.asked in ("capacity", "role")

    def test_deleting_waits_for_a_yes(self, service: Service, moment: str) -> None:
        with at(service, BY_NAME[moment]) as someone:
            before = someone.answered
            someone.say("delete everything I have said")
            someone.choose("keep")
            assert someone.answered == before
            assert someone.asked == BY_NAME[moment].key

            someone.say("delete everything I have said")
            someone.choose("withdraw")
            assert someone.reply["status"] == "withdrawn"
            assert someone.reply["question"] is None
            assert all(each["said"] is None for each in someone.current()["transcript"])


class TestOfferedSteps:
    def test_are_gone_after_the_next_turn(self, respondent: Respondent) -> None:
        respondent.say("delete everything I have said")
        respondent.say("what time does the surgery close?")

        assert respondent.send(choices=["withdraw"]).status_code == 422
        assert respondent.current()["status"] == "open"

    def test_can_be_typed_by_their_words(self, respondent: Respondent) -> None:
        respondent.choose("give-views")
        respondent.say("stop")
        respondent.say("Go back to the question")

        assert respondent.asked == "capacity"
        assert respondent.reply["status"] == "open"

    def test_are_never_a_yes_by_accident(self, respondent: Respondent) -> None:
        respondent.go_to("which-days")
        respondent.say("delete everything I have said")
        respondent.say("yes")

        assert respondent.reply["status"] == "open"
        assert respondent.answered == 1
