"""Both lanes, from the start to the receipt, by choices and by words."""

from __future__ import annotations

import re

import pytest

from tests.packs import REAL, TINY
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

CODE = re.compile(r"SB(?:-[0-9A-Z]{4}){3}")


@pytest.mark.parametrize("lane", ["public", "staff"])
@pytest.mark.parametrize("consultation", [TINY, REAL])
class TestByChoices:
    def test_ends_with_a_code_and_every_answer_read_back(
        self, service: Service, consultation: str, lane: str
    ) -> None:
        with Respondent(service.url, consultation=consultation, lane=lane) as someone:
            someone.start()
            someone.go_to("confirm")
            assert someone.answered == someone.reply["progress"]["of"]
            assert someone.receipts.keys() == someone.summary.keys()
            someone.choose("confirm")

            assert someone.reply["status"] == "submitted"
            assert someone.reply["question"] is None
            assert "receipt" in someone.kinds
            assert CODE.search(someone.heard)

    def test_claims_nothing_before_the_end(
        self, service: Service, consultation: str, lane: str
    ) -> None:
        with Respondent(service.url, consultation=consultation, lane=lane) as someone:
            someone.start()
            for _ in range(30):
                assert "receipt" not in someone.kinds
                if someone.asked == "confirm":
                    break
                assert "have been sent" not in someone.heard
                someone.answer()


class TestByWords:
    def test_the_public_can_type_everything(self, service: Service) -> None:
        with Respondent(service.url, consultation=TINY) as someone:
            someone.start()
            for asked, words in (
                ("lane", "A patient or someone who lives here"),
                ("read:0", "Start the questions"),
                ("capacity", "a carer"),
                ("which-days", "2 and 3"),
                ("in-order", "Leave the opening hours as they are, then late opening"),
                ("why", "It takes two buses to get there."),
                ("evenings-matter", "disagree"),
                ("confirm", "Yes, send my views"),
            ):
                assert someone.asked == asked
                someone.say(words)

            assert someone.reply["status"] == "submitted"

    def test_staff_can_type_everything(self, service: Service) -> None:
        with Respondent(service.url, consultation=TINY) as someone:
            someone.start()
            for asked, words in (
                ("lane", "Someone who works at the surgery"),
                ("role", "nurse"),
                ("which-days", "the first one"),
                ("why", "We are short of nurses."),
                ("confirm", "yes"),
            ):
                assert someone.asked == asked
                someone.say(words)

            assert someone.reply["status"] == "submitted"


class TestReading:
    def test_explains_everything_before_the_questions(self, service: Service) -> None:
        with Respondent(service.url, consultation=TINY, lane="public") as someone:
            someone.start()
            heard = []
            while (someone.asked or "").startswith("read:"):
                someone.choose("explain")
                heard.append(someone.heard)

            assert someone.asked == "capacity"
            assert len(heard) == 3
            assert "Some people cannot come in those hours" in heard[0]
            assert "People who work in the day could come after work" in heard[1]
            assert "Two mornings would start later" in heard[1]
            assert "Nobody would have to change how they work" in heard[2]

    def test_shows_the_version_and_the_source_of_every_passage(self, service: Service) -> None:
        with Respondent(service.url, consultation=TINY, lane="public") as someone:
            someone.start()
            someone.choose("explain")
            someone.choose("explain")

            shown = [each for each in someone.reply["messages"] if each["kind"] == "explanation"]
            assert shown
            assert len({each["content"]["version"] for each in shown}) == 1
            assert all(each["sources"][0]["title"] for each in shown)
