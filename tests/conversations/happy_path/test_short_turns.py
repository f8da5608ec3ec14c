"""One thing at a time: no turn of the service has more than 60 words of its own."""

from __future__ import annotations

import pytest

from tests.conversations.moments import words_of_its_own
from tests.packs import TINY
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

LONGEST = 60
TYPED = ["purple zebra", "what do you mean by this question?", "show me my answers", "stop", "help"]


@pytest.mark.parametrize("lane", ["public", "staff", None])
def test_from_the_start_to_the_receipt(service: Service, lane: str | None) -> None:
    with Respondent(service.url, consultation=TINY, lane=lane) as someone:
        someone.start()
        for _ in range(20):
            assert words_of_its_own(someone.reply) <= LONGEST, someone.heard
            if someone.asked == "confirm":
                break
            someone.answer()
        someone.choose("confirm")

        assert someone.reply["status"] == "submitted"
        assert words_of_its_own(someone.reply) <= LONGEST


@pytest.mark.parametrize("lane", ["public", "staff"])
def test_whatever_is_typed_on_the_way(service: Service, lane: str) -> None:
    with Respondent(service.url, consultation=TINY, lane=lane) as someone:
        someone.start()
        for _ in range(20):
            if someone.asked == "confirm":
                break
            if someone.reply["question"]["kind"] != "text":
                for words in TYPED:
                    someone.say(words)
                    assert words_of_its_own(someone.reply) <= LONGEST, someone.heard
            someone.answer()

        assert someone.asked == "confirm"
