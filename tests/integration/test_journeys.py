"""Two promises, kept from end to end: a question that is answered, a statement that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest
import yaml
from sqlalchemy import inspect, select

from consultations.models import (
    AskedQuestion,
    Response,
    SuggestedStatement,
    WhoAsked,
    WhoSuggested,
)
from consultations.statements.draft import FILE
from tests.packs import TINY, WEIGHING, content_for_tests
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
LIST = f"/workspace/{WEIGHING}/statements"
BUS = "The last bus should leave after visiting time ends."
MOST_QUESTIONS = 80


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose packs may be written to."""
    folder = tmp_path_factory.mktemp("writable") / "content"
    content_dir = content_for_tests(folder, only=(TINY, WEIGHING))
    with running(tmp_path_factory.mktemp("journeys"), content_dir=content_dir) as started:
        yield started


class Browser:
    """Somebody with a browser without scripts."""

    def __init__(self, service: Service) -> None:
        self.http = httpx.Client(base_url=service.url, trust_env=False, verify=False, timeout=60)

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


def suggest(service: Service) -> str:
    """Come to the question for a statement by way of all others; the code of the response."""
    with Respondent(service.url, consultation=WEIGHING, lane="public") as someone:
        someone.start()
        for _ in range(MOST_QUESTIONS):
            if someone.asked == "your-statement":
                break
            if someone.asked == "length":
                someone.choose("15")
            else:
                someone.answer()
        assert someone.asked == "your-statement", someone.asked
        someone.say(BUS)
        with service.looking() as session:
            newest = select(Response.code).order_by(Response.started_at.desc())
            return str(session.scalars(newest).first())


def test_a_statement_is_read_by_a_person_and_then_shown(writable: Service) -> None:
    code = suggest(writable)
    with writable.looking() as session:
        (suggested,) = session.scalars(select(SuggestedStatement)).all()
        (link,) = session.scalars(select(WhoSuggested)).all()
    kept = [str(getattr(row, each.key)) for row in (suggested, link) for each in inspect(row).attrs]
    assert suggested.text == BUS
    assert not any(code in each for each in kept)

    ada = Browser(writable)
    name, password = writable.account
    ada.send("/workspace/sign-in", {"name": name, "password": password})
    assert BUS in text_of(ada.get(LIST))
    one = f"{LIST}/{suggested.id}"
    typed = {"do": "accept", "text": BUS, "whose": "A bus rider"}
    done = ada.send(one, typed)
    assert done.status_code == 303, text_of(done.text)

    rows = yaml.safe_load((writable.content_dir / WEIGHING / FILE).read_text(encoding="utf-8"))
    assert (rows[-1]["text"], rows[-1]["whose"]) == (BUS, "A bus rider")
    mine = text_of(Browser(writable).send("/my-response", {"code": code}).text)
    assert "Shown to others." in mine
    assert BUS in text_of(ada.get(f"/workspace/{WEIGHING}/questions"))
