"""People name the answer that they want to change, in the middle of every kind of question."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, at
from tests.service import Service

pytestmark = pytest.mark.rasa

NAMED = [
    ("public-in-order", "change my answer about the days", "which-days"),
    ("public-in-order", "I want to change the second one", "which-days"),
    ("public-in-order", "change my last answer", "which-days"),
    ("public-why", "I want to change the first one", "capacity"),
    ("public-why", "change my answer about who I am", "capacity"),
    ("public-evenings-matter", "change my reasons", "why"),
    ("public-evenings-matter", "change question 3", "in-order"),
    ("staff-why", "change my answer about my role", "role"),
    ("staff-why", "change my answer about the days", "which-days"),
]


@pytest.mark.parametrize(("moment", "words", "asked"), NAMED)
def test_the_named_answer_is_asked_again_and_the_talk_goes_on_where_it_was(
    service: Service, moment: str, words: str, asked: str
) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        before, first = someone.answered, someone.receipts[asked]
        someone.say(words)
        assert someone.asked == asked
        assert someone.answered == before
        someone.answer()

        assert someone.asked == where.key
        assert someone.receipts[asked] != first


def test_what_was_never_asked_leads_to_the_list(service: Service) -> None:
    with at(service, BY_NAME["public-in-order"]) as someone:
        someone.say("change my answer about parking")
        assert someone.asked == "which-answer"
        someone.choose("none")

        assert someone.asked == "in-order"


@pytest.mark.parametrize(
    "moment", ["public-which-days", "public-in-order", "public-evenings-matter"]
)
def test_somebody_can_say_who_they_are_after_all(service: Service, moment: str) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        first = someone.receipts["capacity"]
        someone.say("actually put me down as a carer")

        assert 'put you down as "A carer"' in someone.heard
        assert someone.asked == where.key
        assert someone.receipts["capacity"] != first
        someone.go_to("confirm")
        assert someone.summary["capacity"] == "A carer"
