"""Words that may identify somebody are kept nowhere until their author says how."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.packs import TINY
from tests.respondent import Respondent
from tests.service import RASA, Service

pytestmark = pytest.mark.rasa

KEPT = "It takes two buses and a pelicantest to get there."
CANARY = "quillfeather{}canary"
REFUSED = "My neighbour is at {}@example.org and the bus never comes"


@pytest.fixture
def someone(service: Service) -> Iterator[Respondent]:
    """Somebody who is asked why, and can use words of their own."""
    with Respondent(service.url, consultation=TINY, lane="public") as respondent:
        respondent.start()
        respondent.go_to("why")
        yield respondent


def on_disk(service: Service) -> dict[str, bytes]:
    """Every file of the service: the database with its journal, the logs and what it printed."""
    return {
        str(file.relative_to(service.data_dir)): file.read_bytes()
        for file in sorted(service.data_dir.rglob("*"))
        if file.is_file()
    }


def files_with(service: Service, words: str) -> list[str]:
    """The files of the service in which some words stand."""
    return [name for name, held in on_disk(service).items() if words.encode() in held]


def rasa_remembers(service: Service, words: str) -> bool:
    """Whether some words stand anywhere in the memory of the process that runs Rasa."""
    process = Path(f"/proc/{service.pid(RASA)}")
    with (process / "mem").open("rb") as memory:
        for line in (process / "maps").read_text(encoding="utf-8").splitlines():
            area = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if area is None:
                continue
            start, end = (int(each, 16) for each in area.groups())
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except OSError:
                continue
            if words.encode() in held:
                return True
    return False


class TestRefusedWords:
    def test_are_in_no_file_and_not_with_rasa(self, service: Service, someone: Respondent) -> None:
        canary = CANARY.format("one")
        someone.say(REFUSED.format(canary))
        assert someone.kinds == {"privacy"}
        assert canary not in str(someone.reply["messages"])
        someone.current()
        assert files_with(service, canary) == []

        someone.choose("keep-out")
        assert someone.reply["saved"][0]["question"] == "why"
        assert files_with(service, canary) == []
        assert canary not in service.output + service.logs
        assert not rasa_remembers(service, canary)

    def test_are_looked_for_where_kept_words_are_found(
        self, service: Service, someone: Respondent
    ) -> None:
        """Kept words are in the database and with Rasa: the search would have found the others."""
        someone.say(KEPT)

        assert any(
            name.startswith("consultation.db") for name in files_with(service, "pelicantest")
        )

    def test_are_not_kept_when_they_come_back_to_be_changed(
        self, service: Service, someone: Respondent
    ) -> None:
        canary = CANARY.format("two")
        words = REFUSED.format(canary)
        before = len(someone.current()["transcript"])
        someone.say(words)
        someone.choose("edit")

        assert someone.reply["draft"] == words
        assert someone.asked == "why"
        assert someone.reply["saved"] == []
        assert len(someone.current()["transcript"]) == before
        assert files_with(service, canary) == []

        someone.say("The bus never comes")
        assert someone.reply["saved"][0]["question"] == "why"
        assert someone.reply.get("draft") is None
        assert files_with(service, canary) == []
        assert not rasa_remembers(service, canary)

    def test_are_asked_about_again_if_they_still_name_somebody(self, someone: Respondent) -> None:
        someone.say("Dr Patel never looked up")
        someone.choose("edit")
        someone.say("Dr Patel and Nurse Kelly never looked up")

        assert someone.kinds == {"privacy"}

    def test_are_kept_as_typed_if_their_author_wants_that(self, someone: Respondent) -> None:
        someone.say("Dr Patel never looked up")
        someone.choose("keep")

        assert someone.reply["saved"][0]["question"] == "why"
        assert "Dr Patel never looked up" in str(someone.current()["transcript"])

    def test_can_be_changed_only_where_they_are_held(self, someone: Respondent) -> None:
        assert someone.send(choices=["edit"]).status_code == 422


@contextmanager
def a_browser(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=service.url, trust_env=False, verify=False, follow_redirects=True
    ) as client:
        yield client


def hidden_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


class TestTheFormWithoutScripts:
    def test_marks_the_words_and_keeps_nothing(self, service: Service) -> None:
        canary = CANARY.format("form")
        with a_browser(service) as client:
            page = client.get(f"/c/{TINY}/form", params={"lane": "staff"}).text
            given = {"q:role": "nurse", "q:why": REFUSED.format(canary)}
            asked = client.post(f"/c/{TINY}/form", data={**hidden_in(page), **given})

        assert asked.status_code == 422
        assert f"<mark>{canary}@example.org</mark>" in asked.text
        assert files_with(service, canary) == []

    @pytest.mark.parametrize(
        ("how", "kept"), [("keep-out", "Ask Dr [a name]"), ("keep", "Ask Dr Wobblestone")]
    )
    def test_keeps_them_as_their_author_says(self, service: Service, how: str, kept: str) -> None:
        with a_browser(service) as client:
            page = client.get(f"/c/{TINY}/form", params={"lane": "staff"}).text
            given = {"q:role": "nurse", "q:why": "Ask Dr Wobblestone", "keep:why": how}
            sent = client.post(f"/c/{TINY}/form", data={**hidden_in(page), **given})
            again = client.get(f"/c/{TINY}/form", params={"change": "yes"}).text

        assert sent.status_code == 200, sent.text
        assert kept in again


class TestTheChatWithoutScripts:
    def test_gives_the_words_back_in_the_box(self, service: Service) -> None:
        canary = CANARY.format("page")
        with a_browser(service) as client:
            page = client.get(f"/c/{TINY}/chat").text
            page = client.post(f"/c/{TINY}/chat", data={**hidden_in(page), "start": "staff"}).text
            said = {**hidden_in(page), "text": REFUSED.format(canary)}
            said["message_id"] = str(uuid.uuid4())
            asked = client.post(f"/c/{TINY}/chat", data=said).text
            assert f"<mark>{canary}@example.org</mark>" in asked
            choice = {**hidden_in(asked), "choices": "edit", "message_id": str(uuid.uuid4())}
            back = client.post(f"/c/{TINY}/chat", data=choice).text

        box = re.search(r"<textarea[^>]*>([^<]*)</textarea>", back)
        assert box is not None
        assert canary in box[1]
        assert "Nothing of them is kept" in back
        assert files_with(service, canary) == []
