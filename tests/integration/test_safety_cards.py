"""The safety card comes with every reply to words that call for it, whatever else is the matter."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.packs import TINY
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

IN_DANGER = "I want to kill myself"
HELP_LINE = "116 123"
SPEAKING_UP = "I want to blow the whistle on what happens at night on ward 7, quillfeather{}canary"
TOO_LONG = f"{IN_DANGER}. {'Nobody has listened to me. ' * 250}"


@contextmanager
def a_browser(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=service.url, trust_env=False, verify=False, follow_redirects=True
    ) as client:
        yield client


def hidden_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def files_with(service: Service, words: str) -> list[str]:
    """The files of the service in which some words stand."""
    files = [each for each in sorted(service.data_dir.rglob("*")) if each.is_file()]
    return [each.name for each in files if words.encode() in each.read_bytes()]


@pytest.fixture
def someone(service: Service) -> Iterator[Respondent]:
    """Somebody who is asked why, and can use words of their own."""
    with Respondent(service.url, consultation=TINY, lane="public") as respondent:
        respondent.start()
        respondent.go_to("why")
        yield respondent


class TestInTheChat:
    def test_stands_first_and_the_words_are_kept_as_an_answer(self, someone: Respondent) -> None:
        someone.say(f"The bus never comes. {IN_DANGER}")

        assert someone.reply["messages"][0]["kind"] == "safety"
        assert HELP_LINE in someone.reply["messages"][0]["text"]
        assert someone.reply["saved"][0]["question"] == "why"

    def test_stands_before_the_question_how_to_keep_personal_words(
        self, someone: Respondent
    ) -> None:
        someone.say(f"{IN_DANGER}, ring me on 020 7946 0958")

        assert [each["kind"] for each in someone.reply["messages"]] == ["safety", "privacy"]

    def test_is_calm_when_nobody_is_in_danger(self, someone: Respondent) -> None:
        someone.say("I want to complain about how my GP treated me")

        card = someone.reply["messages"][0]
        assert (card["kind"], card["variant"]) == ("safety", "non-urgent")

    def test_stands_on_the_page_when_a_message_is_too_long(self, service: Service) -> None:
        with a_browser(service) as client:
            page = client.get(f"/c/{TINY}/chat").text
            client.post(f"/c/{TINY}/chat", data={**hidden_in(page), "start": "public"})
            page = client.get(f"/c/{TINY}/chat").text
            refused = client.post(f"/c/{TINY}/chat", data={**hidden_in(page), "text": TOO_LONG})

        assert refused.status_code == 422
        assert HELP_LINE in refused.text

    def test_comes_with_words_that_belong_to_no_conversation(self, service: Service) -> None:
        with a_browser(service) as client:
            page = client.get(f"/c/{TINY}/chat").text
            sent = {**hidden_in(page), "text": IN_DANGER, "message_id": str(uuid.uuid4())}
            lost = client.post(f"/c/{TINY}/chat", data=sent)

        assert IN_DANGER in lost.text
        assert HELP_LINE in lost.text


class TestStaffWhoSpeakUp:
    def test_see_the_card_before_the_question_and_nothing_is_kept_until_they_choose(
        self, service: Service
    ) -> None:
        with Respondent(service.url, consultation=TINY, lane="staff") as nurse:
            nurse.start()
            nurse.go_to("why")
            nurse.say(SPEAKING_UP.format("up"))
            shown = nurse.reply
            kept_before = files_with(service, "quillfeatherupcanary")
            nurse.choose("keep-out")

        assert [each["kind"] for each in shown["messages"]] == ["safety", "privacy"]
        assert "Freedom to Speak Up" in shown["messages"][0]["text"]
        assert [each["value"] for each in shown["question"]["choices"]] == [
            "keep-out",
            "edit",
            "keep",
        ]
        assert kept_before == []
        assert nurse.reply["saved"][0]["question"] == "why"

    def test_are_asked_on_the_form_as_well(self, service: Service) -> None:
        words = SPEAKING_UP.format("form")
        with a_browser(service) as client:
            page = client.get(f"/c/{TINY}/form", params={"lane": "staff"}).text
            given = {"q:role": "nurse", "q:why": words}
            sent = client.post(f"/c/{TINY}/form", data={**hidden_in(page), **given})

        assert sent.status_code == 422
        assert sent.text.index("Freedom to Speak Up") < sent.text.index("<h1")
        assert files_with(service, "quillfeatherformcanary") == []


class TestInTheForm:
    @pytest.mark.parametrize("words", [IN_DANGER, f"{IN_DANGER}, ring me on 020 7946 0958"])
    def test_stands_first_whether_the_form_is_taken_or_not(
        self, service: Service, words: str
    ) -> None:
        with a_browser(service) as client:
            page = client.get(f"/c/{TINY}/form", params={"lane": "staff"}).text
            given = {"q:role": "nurse", "q:why": words}
            sent = client.post(f"/c/{TINY}/form", data={**hidden_in(page), **given})

        assert HELP_LINE in sent.text
        assert sent.text.index(HELP_LINE) < sent.text.index("<h1")
