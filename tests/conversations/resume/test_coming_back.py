"""People go away and come back to the same question, with the same answers."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, at, give
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa


@pytest.mark.parametrize("moment", BY_NAME)
def test_the_conversation_is_where_it_was(service: Service, moment: str) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        now = someone.current()
        assert now["question"]["key"] == where.key
        assert now["question"] == someone.reply["question"]
        assert now["progress"] == someone.reply["progress"]
        assert now["messages"] == someone.reply["messages"]

        someone.reply = {**someone.reply, "turn": now["turn"]}
        give(someone, where.answer)
        assert someone.asked == where.after


def test_the_transcript_holds_every_turn_in_order(respondent: Respondent) -> None:
    respondent.choose("give-views")
    respondent.say("a carer")
    respondent.say("what time does the surgery close?")
    respondent.choose("saturday")

    said = [(each["said"], each["chosen"]) for each in respondent.current()["transcript"]]
    assert said == [
        (None, []),
        (None, ["Start the questions"]),
        ("a carer", []),
        ("what time does the surgery close?", []),
        (None, ["Saturday"]),
    ]


def test_what_was_offered_can_still_be_chosen(respondent: Respondent) -> None:
    respondent.say("stop")
    now = respondent.current()
    respondent.reply = {**respondent.reply, "turn": now["turn"]}

    assert now["suggestions"] == respondent.reply["suggestions"]
    respondent.choose("go-on")
    assert respondent.asked == "read:0"


def test_what_was_sent_stays_sent(respondent: Respondent) -> None:
    respondent.go_to("confirm")
    respondent.choose("confirm")
    now = respondent.current()

    assert now["status"] == "submitted"
    assert now["question"] is None
    assert "receipt" in {each["kind"] for each in now["messages"]}
