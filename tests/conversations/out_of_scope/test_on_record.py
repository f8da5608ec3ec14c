"""Slogans, anger, abuse and jokes get a fitting reply, and a way to put them on record."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conversations.moments import BY_NAME, at, give
from tests.service import Service

pytestmark = pytest.mark.rasa
CHOICE, WORDS = BY_NAME["public-which-days"], BY_NAME["public-why"]
TALK = {
    "slogan": "Hands off our surgery!",
    "anger": "This makes me furious",
    "abuse": "you useless idiots",
    "joke": "Knock knock",
    "off topic": "What is the weather like in Spain today?",
}
TAKES_A_SIDE = ("you are right", "i agree", "good point", "that is wrong", "i disagree")


@pytest.mark.parametrize("what", TALK)
def test_a_reply_takes_no_side_and_is_never_the_same_twice_in_a_row(
    service: Service, what: str
) -> None:
    with at(service, CHOICE) as someone:
        heard = []
        for _ in range(4):
            someone.say(TALK[what])
            heard.append(someone.heard)

        assert someone.asked == CHOICE.key
        assert all(one != two for one, two in pairwise(heard))
        assert not [each for each in TAKES_A_SIDE if each in " ".join(heard).casefold()]
        give(someone, CHOICE.answer)
        assert someone.asked == CHOICE.after


def test_a_slogan_can_be_put_on_record_and_the_question_stays_open(service: Service) -> None:
    with at(service, CHOICE) as someone:
        someone.say(TALK["slogan"])
        someone.choose("put-on-record")

        assert [each["question"] for each in someone.reply["saved"]] == ["why"]
        assert "on record" in someone.heard
        assert someone.asked == CHOICE.key
        someone.say(TALK["anger"])
        someone.say("put that on the record please")
        assert [each["question"] for each in someone.reply["saved"]] == ["why"]
        someone.go_to("confirm")
        assert someone.summary["why"] == f"{TALK['slogan']}\n\n{TALK['anger']}"


def test_what_is_on_record_is_not_put_there_again(service: Service) -> None:
    with at(service, WORDS) as someone:
        give(someone, WORDS.answer)
        someone.say("put that on the record please")

        assert someone.reply["saved"] == []
        assert "already" in someone.heard
        assert someone.asked == WORDS.after


def test_with_nothing_said_there_is_nothing_to_put_on_record(service: Service) -> None:
    with at(service, CHOICE) as someone:
        someone.say("put that on the record please")

        assert someone.reply["saved"] == []
        assert someone.asked == CHOICE.key


def test_a_slogan_in_own_words_is_the_answer(service: Service) -> None:
    with at(service, WORDS) as someone:
        someone.say(TALK["slogan"])

        assert someone.receipts["why"]
        assert someone.asked == WORDS.after
