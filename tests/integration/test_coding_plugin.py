"""The outside model that may suggest themes: a real server, spoken to over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import select

from consultations.coding.counting import theme_counts
from consultations.coding.kinds import CodingError
from consultations.coding.plugin import plugin_in_use, suggest
from consultations.database import reading, writing
from consultations.models import AuditEvent, Coding
from tests.factories import a_response

WORDS = "The bus takes an hour."


class Model(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible server does, with what a test has put down."""

    status, content = 200, ""
    asked: list[dict[str, object]] = []
    keys: list[str | None] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked.append({"path": self.path, **json.loads(body)})
        type(self).keys.append(self.headers["Authorization"])
        reply = json.dumps({"choices": [{"message": {"content": self.content}}]}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def model(monkeypatch) -> Iterator[type[Model]]:
    """A model that runs on this machine, and is set up."""
    made = type("Made", (Model,), {"asked": [], "keys": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), made)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("CODING_ENDPOINT", f"http://127.0.0.1:{server.server_port}/v1/")
    monkeypatch.setenv("CODING_MODEL", "tiny-model")
    monkeypatch.setenv("CODING_KEY", "a-key")
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def one_comment(database_url, real_pack):
    with writing() as session:
        a_response(session, real_pack, {"what-you-think": WORDS})


def test_is_off_unless_it_is_set_up(one_comment, real_pack):
    assert plugin_in_use() is None
    with pytest.raises(CodingError, match="No plug-in is set up"):
        suggest(real_pack, actor="ada")


def test_its_suggestions_are_kept_and_count_for_nothing(one_comment, real_pack, model):
    model.content = 'Here: {"codes": {"1": ["getting-there", "made-up"]}}'
    number = suggest(real_pack, actor="ada")
    with reading() as session:
        codes = list(session.scalars(select(Coding).order_by(Coding.code)))
        people = sum(each.people for each in theme_counts(session, pack=real_pack))
        event = session.scalars(
            select(AuditEvent).where(AuditEvent.what == "plug-in asked for themes")
        ).one()

    assert (number, people) == (1, 0)
    assert [(each.code, each.source, each.state, each.model_version) for each in codes] == [
        ("getting-there", "plugin", "suggested", "tiny-model")
    ]
    assert model.asked[0]["path"] == "/v1/chat/completions"
    assert model.keys == ["Bearer a-key"]
    assert WORDS in str(model.asked[0]["messages"])
    assert WORDS not in str(event.detail)


def test_a_comment_is_sent_once(one_comment, real_pack, model):
    model.content = '{"codes": {"1": ["getting-there"]}}'
    suggest(real_pack, actor="ada")

    assert suggest(real_pack, actor="ada") == 0


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("status", "content", "says"),
    [
        (500, "", "refused the request"),
        (401, "", "refused the request"),
        (200, "no JSON", "cannot be understood"),
        (200, "[1, 2]", "cannot be understood"),
        (200, '{"codes": {"1": "money"}}', "cannot be understood"),
        (200, '{"codes": []}', "cannot be understood"),
    ],
)
def test_fails_with_one_sentence(one_comment, real_pack, model, status, content, says):
    model.status, model.content = status, content

    with pytest.raises(CodingError, match=says):
        suggest(real_pack, actor="ada")


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_says_so_when_nobody_answers(one_comment, real_pack, monkeypatch):
    monkeypatch.setenv("CODING_ENDPOINT", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CODING_MODEL", "tiny-model")

    with pytest.raises(CodingError, match="cannot be reached"):
        suggest(real_pack, actor="ada")
