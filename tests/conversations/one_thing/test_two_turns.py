"""Somebody who only wants to say one thing has it on record after two turns."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, at
from tests.packs import REAL, TINY
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

THING = "Please keep the bus stop at the surgery."


@pytest.mark.parametrize("consultation", [TINY, REAL])
@pytest.mark.parametrize("lane", ["public", "staff", None])
@pytest.mark.parametrize("words", ["just let me say it", "can I just leave a comment"])
def test_from_the_start_it_is_kept_in_two_turns_and_can_be_sent_in_a_third(
    service: Service, consultation: str, lane: str | None, words: str
) -> None:
    with Respondent(service.url, consultation=consultation, lane=lane) as someone:
        someone.start()
        someone.say(words)
        someone.say(THING)

        assert len(someone.reply["saved"]) == 1
        assert someone.asked == "confirm"
        assert THING in someone.summary.values()
        someone.choose("confirm")
        assert someone.reply["status"] == "submitted"


@pytest.mark.parametrize("moment", BY_NAME)
def test_at_any_question_the_talk_can_go_on_where_it_was(service: Service, moment: str) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        before = someone.answered
        someone.say("just let me say it")
        assert someone.answered == before
        someone.say(THING)

        assert [each["question"] for each in someone.reply["saved"]] == ["why"]
        assert someone.summary["why"].endswith(THING)
        someone.choose("answer-more")
        assert someone.asked == (where.after if where.key == "why" else where.key)


def test_what_was_said_before_stays(service: Service) -> None:
    where = BY_NAME["public-evenings-matter"]
    with at(service, where) as someone:
        someone.say("just let me say it")
        someone.say(THING)

        assert someone.summary["why"] == f"It would take me two buses to get there.\n\n{THING}"


def test_a_question_in_between_loses_nothing(service: Service) -> None:
    with at(service, BY_NAME["public-which-days"]) as someone:
        someone.say("just let me say it")
        someone.say("What time does the surgery close?")
        assert someone.reply["saved"] == []
        someone.say(THING)

        assert [each["question"] for each in someone.reply["saved"]] == ["why"]
        assert someone.asked == "confirm"
