"""Whoever is not understood is never told the same twice, and is soon offered another way."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conversations.moments import BY_NAME, at, give, words_of_its_own
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

WITH_CHOICES = [name for name, each in BY_NAME.items() if "choices" in each.answer]
TWICE = {
    "help": "help",
    "stop": "stop",
    "time": "how long is left?",
    "a person": "can I talk to a real person?",
    "a program": "are you a robot?",
    "a question": "What time does the surgery close?",
    "an idea": "Can you explain the late opening idea?",
    "again": "repeat the question",
    "what it means": "What do you mean by this question?",
    "start again": "start again",
    "delete": "delete everything I have said",
    "my answers": "show me my answers",
    "thanks": "thank you",
    "hello": "hello",
    "for another": "I'm doing this for my mum",
    "before": "I already did this",
    "the form": "is there a form instead?",
    "own care": "Should I stop taking my tablets?",
    "unknown": "Who will be the manager of the surgery in ten years?",
}


def sentences(someone: Respondent) -> list[str]:
    """How each message of the last reply begins: its first sentence."""
    return [each["text"] for each in someone.reply["messages"]]


@pytest.mark.parametrize("moment", WITH_CHOICES)
def test_the_second_failure_explains_and_offers_the_form_and_the_third_says_something_else(
    service: Service, moment: str
) -> None:
    where, heard = BY_NAME[moment], []
    with at(service, where) as someone:
        for words in ("purple zebra", "wibble wobble", "flim flam", "zig zag", "hocus pocus"):
            someone.say(words)
            assert someone.asked == where.key
            assert words_of_its_own(someone.reply) <= 60
            heard.append(someone.heard)

        assert all(one != two for one, two in pairwise(heard))
        assert "Let me put it another way" in heard[1]
        assert "form" in heard[1]
        assert "Let me put it another way" not in heard[2]
        give(someone, where.answer)
        assert someone.asked == where.after


@pytest.mark.parametrize("what", TWICE)
@pytest.mark.parametrize("moment", ["public-which-days", "staff-role"])
def test_nothing_is_said_in_the_same_words_twice_in_a_row(
    service: Service, moment: str, what: str
) -> None:
    with at(service, BY_NAME[moment]) as someone:
        someone.say(TWICE[what])
        first = sentences(someone)
        someone.say(TWICE[what])
        second = sentences(someone)

        assert first
        assert second
        assert first != second
        assert first[0] != second[0]


def test_the_two_nearest_are_offered_and_can_be_taken(service: Service) -> None:
    with at(service, BY_NAME["public-in-order"]) as someone:
        someone.say("opening hours maybe")
        values = [each["value"] for each in someone.reply["suggestions"]]

        assert someone.asked == "in-order"
        assert someone.reply["saved"] == []
        if "as-is" in values:
            someone.choose("as-is")
            assert someone.reply["saved"]
