"""The promise, kept from end to end: asked in the chat, answered in the workspace, read by code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest
from sqlalchemy import inspect, select

from consultations.models import AskedQuestion, Response, WhoAsked
from tests.packs import TINY, content_for_tests
from tests.respondent import Respondent
from tests.service import Service, running

pytestmark = pytest.mark.rasa
ASKED = "Will there be a bus from the church to the surgery on Sundays?"
LONG = "We " + "think and " * 20 + "think."
ANSWER = {
    "question": "Will there be a bus from the church on Sundays?",
    "other_ways": "is there a sunday bus from the church to the surgery",
    "short": "No new bus is planned.",
    "more": "The board asked the bus company in May.",
    "source": "rota",
    "where": "Page 7",
}


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose packs may be written to."""
    content_dir = content_for_tests(tmp_path_factory.mktemp("writable") / "content")
    with running(tmp_path_factory.mktemp("queue"), content_dir=content_dir) as started:
        yield started


class Browser:
    """Somebody with a browser without scripts."""

    def __init__(self, service: Service) -> None:
        self.http = httpx.Client(base_url=service.url, trust_env=False, timeout=60)

    def get(self, path: str) -> str:
        page = self.http.get(path, follow_redirects=True)
        assert page.status_code == 200, page.text
        return page.text

    def send(self, path: str, typed: dict[str, str], *, from_page: str = "") -> httpx.Response:
        token = re.search(r'name="csrftoken" value="([^"]+)"', self.get(from_page or path))
        assert token is not None
        return self.http.post(path, data={**typed, "csrftoken": token[1]})


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def ask(service: Service, text: str) -> tuple[str, str]:
    """Ask something in a new conversation; returns everything said, and the code."""
    with Respondent(service.url, consultation=TINY, lane="public") as someone:
        someone.start()
        someone.say(text)
        said = someone.heard
        values = [each["value"] for each in someone.reply["question"]["choices"]]
        offered = [each["value"] for each in someone.reply.get("suggestions", [])]
        if "something-else" in [*values, *offered]:
            someone.choose("something-else")
            said += someone.heard
        with service.looking() as session:
            statement = select(Response.code).order_by(Response.started_at.desc())
            return said, session.scalars(statement).first() or ""


def test_a_question_that_was_passed_on_is_answered(writable: Service) -> None:
    said, code = ask(writable, ASKED)
    with writable.looking() as session:
        (question,) = session.scalars(select(AskedQuestion).order_by(AskedQuestion.id)).all()
        (link,) = session.scalars(select(WhoAsked).order_by(WhoAsked.id)).all()
    kept = [str(getattr(row, each.key)) for row in (question, link) for each in inspect(row).attrs]
    assert question.text == ASKED
    assert ANSWER["short"] not in said
    assert not any(code in each for each in kept)

    ada = Browser(writable)
    name, password = writable.account
    ada.send("/workspace/sign-in", {"name": name, "password": password})
    assert ASKED in text_of(ada.get("/workspace/tiny/asked"))
    one = f"/workspace/tiny/asked/{question.id}"
    assert code not in ada.get(one)

    typed = {"do": "publish", "with": str(question.id), **ANSWER}
    refused = ada.send(f"{one}/answer", {**typed, "short": LONG})
    assert refused.status_code == 422
    assert LONG in refused.text
    assert ANSWER["more"] in refused.text
    assert ANSWER["short"] not in ask(writable, ANSWER["question"])[0]

    done = ada.send(f"{one}/answer", typed)
    assert done.status_code == 303, text_of(done.text)
    assert ANSWER["short"] in ask(writable, ANSWER["question"])[0]

    first = Browser(writable)
    mine = text_of(first.send("/my-response", {"code": code}).text)
    assert ANSWER["short"] in mine
    assert ANSWER["question"] in mine
    assert f"{ANSWER['question']} (new on " in text_of(first.get("/c/tiny/questions"))
