"""Whatever is sent, it is answered with a plain sentence, and nothing is lost."""

from __future__ import annotations

import gzip
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from consultations.cleaning import clean_text
from tests.packs import CLOSED, DRAFT, TINY
from tests.respondent import Respondent
from tests.service import Service
from tests.turning import at_once

pytestmark = pytest.mark.rasa

PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}
LINE_OF_CODE = re.compile(r"Traceback|File \"|sqlalchemy|pydantic|None|Error\b|\bdict\b", re.ASCII)


def is_a_plain_problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """A problem with this status, told in a sentence that anybody can read."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith(PROBLEM)
    body = dict(response.json())
    assert body["status"] == status
    assert body["title"]
    assert body["detail"].endswith("."), body
    assert not LINE_OF_CODE.search(body["detail"]), body
    return body


def nothing_was_lost(someone: Respondent, asked: str | None, answered: int) -> None:
    """The conversation answers, with the same question open and the same answers kept."""
    now = someone.current()
    assert (now["question"] or {}).get("key") == asked
    assert now["progress"]["answered"] == answered
    someone.reply = {**someone.reply, "turn": now["turn"]}


Body = Callable[[Respondent], object]


def message(**fields: object) -> Body:
    """A message in good form, with some fields of its own."""

    def body(someone: Respondent) -> object:
        form = {"message_id": str(uuid.uuid4()), "turn": someone.reply["turn"], **fields}
        return {name: value for name, value in form.items() if value is not ...}

    return body


REFUSED: dict[str, tuple[Body, int]] = {
    "empty text": (message(text=""), 422),
    "spaces only": (message(text="  \n\t "), 422),
    "null bytes only": (message(text="\x00\x00"), 422),
    "over 5,000 characters": (message(text="a" * 5_001), 413),
    "100,000 characters": (message(text="a" * 100_000), 413),
    "one megabyte": (message(text="a" * 1_000_000), 413),
    "text and choices": (message(text="a", choices=["patient"]), 422),
    "neither": (message(), 422),
    "both null": (message(text=None, choices=None), 422),
    "no choices": (message(choices=[]), 422),
    "an unknown choice": (message(choices=["purple"]), 422),
    "an empty choice": (message(choices=[""]), 422),
    "a label for a choice": (message(choices=["A patient"]), 422),
    "too many choices": (message(choices=["patient", "carer"]), 422),
    "skip where it is not offered": (message(choices=["skip"]), 422),
    "51 choices": (message(choices=["patient"] * 51), 422),
    "a very long choice": (message(choices=["x" * 300]), 422),
    "the opening as a choice": (message(choices=["start"]), 422),
    "an intent as a choice": (message(choices=["/withdraw_for_good"]), 422),
    "a number for text": (message(text=7), 422),
    "a list for text": (message(text=["hello"]), 422),
    "a text for choices": (message(choices="patient"), 422),
    "a choice that is a number": (message(choices=[1]), 422),
    "a field of its own": (message(text="hello", intent="withdraw_for_good"), 422),
    "a slot of its own": (message(text="hello", metadata={"asking": "nothing"}), 422),
    "no message id": (message(text="hello", message_id=...), 422),
    "a message id that is none": (message(text="hello", message_id="1"), 422),
    "a message id that is null": (message(text="hello", message_id=None), 422),
    "no turn": (message(text="hello", turn=...), 422),
    "a turn that is a number": (message(text="hello", turn=3), 422),
    "a forged turn": (message(text="hello", turn="a.b.c"), 400),
    "an empty turn": (message(text="hello", turn=""), 400),
    "a huge turn": (message(text="hello", turn="x" * 50_000), 422),
    "a list": (lambda _: [], 422),
    "a text": (lambda _: "hello", 422),
    "a number": (lambda _: 7, 422),
    "an empty object": (lambda _: {}, 422),
}


class TestMessagesThatAreRefused:
    @pytest.mark.parametrize(("body", "status"), REFUSED.values(), ids=REFUSED.keys())
    def test_say_why_and_lose_nothing(
        self, respondent: Respondent, body: Body, status: int
    ) -> None:
        respondent.choose("give-views")
        response = respondent.post(body(respondent))

        is_a_plain_problem(response, status)
        nothing_was_lost(respondent, "capacity", 0)
        assert respondent.choose("carer")["saved"]

    @pytest.mark.parametrize(
        ("content", "headers", "status"),
        [
            (b"{", JSON, 400),
            (b"", JSON, 422),
            (b"null", JSON, 422),
            (b"{'text': 'a'}", JSON, 400),
            (b"\xff\xfe", JSON, 400),
            (b'{"text": "\xff"}', JSON, 400),
            (b'{"text": NaN}', JSON, 422),
            (b"[" * 20_000, JSON, 400),
            (b"text=hello", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
            (b"hello", {"Content-Type": "text/plain"}, 415),
            (b"<a/>", {"Content-Type": "application/xml"}, 415),
            (gzip.compress(b"{}", mtime=0), {**JSON, "Content-Encoding": "gzip"}, 415),
            (b"{}", {**JSON, "Content-Encoding": "br"}, 415),
        ],
    )
    def test_need_not_even_be_json(
        self, respondent: Respondent, content: bytes, headers: dict[str, str], status: int
    ) -> None:
        response = respondent.http.post(
            f"/conversations/{respondent.conversation}/messages",
            content=content,
            headers={**respondent.headers, **headers},
        )

        is_a_plain_problem(response, status)
        nothing_was_lost(respondent, "read:0", 0)

    def test_never_hear_their_own_words_again(self, respondent: Respondent) -> None:
        response = respondent.post(message(text=["a-canary-that-sings"])(respondent))

        assert "canary" not in response.text


COMMANDS = {
    "a restart": "/restart",
    "slashes alone": "///",
    "a session start": "/session_start",
    "a back": "/back",
    "an intent with entities": '/withdraw_for_good{"x":"y"}',
    "a choose": "/choose",
    "a choose with spaces": "  /choose",
    "a slot set": '/inform{"asking":"nothing"}',
    "an external intent": "EXTERNAL: withdraw_for_good",
}

ODD_WORDS = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{{7*7}} ${7*7} <%= 7*7 %>",
    "a slot": "{asking} {code} {{asking}}",
    "a percent": "%s %n %(x)s {0} {}",
    "a query": "'; DROP TABLE answer; --",
    "emoji": "🙂🚑👩‍⚕️",
    "right to left": "\u202e\u0645\u0631\u062d\u0628\u0627\u202c",
    "null bytes inside": "two\x00 buses",
    "lone surrogates": "two \ud800 buses",
    "many lines": "a\n" * 400,
    "one long word": "a" * 5_000,
    "marks on marks": "Z" + "\u0301" * 500,
    "a path": "They told me to read ../../../etc/passwd",
    "a link": "http://169.254.169.254/latest/meta-data/",
    "JSON": '{"choices": ["patient"], "intent": "choose"}',
}


class TestOddWords:
    @pytest.mark.parametrize("text", [*ODD_WORDS.values(), *COMMANDS.values()])
    def test_are_no_answer_to_a_question_with_choices(
        self, respondent: Respondent, text: str
    ) -> None:
        respondent.choose("give-views")
        response = send_json(respondent, text)

        assert response.status_code == 200, response.text
        respondent.reply = response.json()
        assert respondent.reply["status"] == "open"
        assert respondent.asked == "capacity"
        assert respondent.answered == 0
        assert respondent.choose("carer")["saved"]

    @pytest.mark.parametrize("text", ODD_WORDS.values(), ids=ODD_WORDS.keys())
    def test_are_kept_as_they_are_where_words_are_asked_for(
        self, respondent: Respondent, text: str
    ) -> None:
        respondent.go_to("why")
        response = send_json(respondent, text)

        assert response.status_code == 200, response.text
        respondent.reply = response.json()
        assert [each["question"] for each in respondent.reply["saved"]] == ["why"]
        respondent.choose("agree")
        assert respondent.summary["why"] == clean_text(text)


class TestCommandsOfRasa:
    @pytest.mark.parametrize("text", COMMANDS.values(), ids=COMMANDS.keys())
    def test_are_only_words(self, respondent: Respondent, text: str) -> None:
        respondent.go_to("why")
        respondent.say(text)

        assert respondent.reply["status"] == "open"
        assert respondent.asked in ("in-order", "why", "evenings-matter")
        assert respondent.answered in (3, 4)


def send_json(someone: Respondent, text: str) -> httpx.Response:
    """Send words as ASCII JSON, which can carry what no keyboard types."""
    body = {"message_id": str(uuid.uuid4()), "turn": someone.reply["turn"], "text": text}
    return someone.http.post(
        f"/conversations/{someone.conversation}/messages",
        content=json.dumps(body).encode("ascii"),
        headers={**someone.headers, **JSON},
    )


class TestChoices:
    def test_are_counted_once_when_repeated(self, respondent: Respondent) -> None:
        respondent.go_to("which-days")
        respondent.choose("sunday", "sunday")

        assert respondent.asked == "in-order"

    @pytest.mark.parametrize("values", [["weekdays", "saturday", "sunday"], ["sunday", "skip"]])
    def test_are_refused_when_there_are_too_many(
        self, respondent: Respondent, values: list[str]
    ) -> None:
        respondent.go_to("which-days")

        is_a_plain_problem(respondent.send(choices=values), 422)
        nothing_was_lost(respondent, "which-days", 1)


class TestWhoMayCome:
    @pytest.fixture
    def stranger(self, service: Service) -> Respondent:
        someone = Respondent(service.url, consultation=TINY, lane="public")
        someone.start()
        return someone

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Authorization": ""},
            {"Authorization": "Bearer"},
            {"Authorization": "Bearer wrong"},
            {"Authorization": "Basic dTpw"},
            {"Authorization": "Bearer " + "x" * 4_000},
        ],
    )
    def test_nobody_without_the_right_token(
        self, respondent: Respondent, headers: dict[str, str]
    ) -> None:
        where = f"/conversations/{respondent.conversation}"
        body = message(text="hello")(respondent)

        is_a_plain_problem(respondent.http.get(where, headers=headers), 401)
        is_a_plain_problem(
            respondent.http.post(f"{where}/messages", json=body, headers=headers), 401
        )
        nothing_was_lost(respondent, "read:0", 0)

    def test_nobody_with_the_token_of_another(
        self, respondent: Respondent, stranger: Respondent
    ) -> None:
        where = f"/conversations/{respondent.conversation}"
        body = message(text="hello")(respondent)

        is_a_plain_problem(respondent.http.get(where, headers=stranger.headers), 401)
        is_a_plain_problem(
            respondent.http.post(f"{where}/messages", json=body, headers=stranger.headers), 401
        )
        nothing_was_lost(respondent, "read:0", 0)

    def test_nobody_with_the_turn_of_another(
        self, respondent: Respondent, stranger: Respondent
    ) -> None:
        response = respondent.send(turn=stranger.reply["turn"], text="hello")

        is_a_plain_problem(response, 400)
        nothing_was_lost(respondent, "read:0", 0)

    @pytest.mark.parametrize(
        ("conversation", "status"),
        [(f"{uuid.UUID(int=7)}", 404), ("1", 422), ("%2e%2e%2fetc", 404), ("%00", 422)],
    )
    def test_nobody_to_a_conversation_that_is_none(
        self, respondent: Respondent, conversation: str, status: int
    ) -> None:
        response = respondent.http.get(f"/conversations/{conversation}", headers=respondent.headers)

        is_a_plain_problem(response, status)


class TestStaleTurn:
    def test_gets_the_question_that_is_open_now(self, respondent: Respondent) -> None:
        old = respondent.reply["turn"]
        respondent.choose("give-views")
        body = is_a_plain_problem(respondent.send(turn=old, choices=["give-views"]), 409)

        assert body["current"]["question"]["key"] == "capacity"
        respondent.reply = body["current"]
        assert respondent.choose("carer")["saved"]

    def test_gets_the_first_reply_again_for_the_first_message(self, respondent: Respondent) -> None:
        body = message(choices=["give-views"])(respondent)
        first = respondent.post(body)
        respondent.reply = first.json()
        respondent.choose("carer")

        assert respondent.post(body).json() == first.json()

    def test_of_two_at_once_one_is_told(self, respondent: Respondent) -> None:
        respondent.choose("give-views")
        bodies = [message(choices=[each])(respondent) for each in ("carer", "patient")]
        results = at_once(*(lambda body=body: respondent.post(body) for body in bodies))

        codes = [each.status_code for each in results if isinstance(each, httpx.Response)]
        assert sorted(codes) == [200, 409]
        nothing_was_lost(respondent, "which-days", 1)

    def test_is_told_to_whoever_has_sent_everything(self, respondent: Respondent) -> None:
        respondent.go_to("confirm")
        respondent.choose("confirm")
        body = is_a_plain_problem(respondent.send(text="one more thing"), 409)

        assert body["current"]["status"] == "submitted"


class TestStarting:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ({"consultation": "nowhere"}, 404),
            ({"consultation": DRAFT}, 404),
            ({"consultation": CLOSED}, 409),
            ({"consultation": "../content"}, 404),
            ({"consultation": ""}, 422),
            ({"consultation": "x" * 201}, 422),
            ({"consultation": None}, 422),
            ({"consultation": TINY, "lane": "visitor"}, 422),
            ({"consultation": TINY, "lane": 1}, 422),
            ({"consultation": TINY, "token": "mine"}, 422),
            ({}, 422),
            (7, 422),
            ([], 422),
        ],
    )
    def test_is_refused_in_a_sentence(
        self, respondent: Respondent, body: object, status: int
    ) -> None:
        is_a_plain_problem(respondent.http.post("/conversations", json=body), status)

    def test_lists_only_what_is_open(self, respondent: Respondent) -> None:
        slugs = [each["slug"] for each in respondent.http.get("/consultations").json()]

        assert TINY in slugs
        assert not {CLOSED, DRAFT} & set(slugs)


class TestOtherAddresses:
    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/conversations", 405),
            ("DELETE", "/consultations", 405),
            ("PUT", "/conversations/{id}", 405),
            ("GET", "/conversations/{id}/messages", 405),
            ("PATCH", "/conversations/{id}/messages", 405),
            ("GET", "/nowhere", 404),
            ("POST", "/nowhere", 404),
            ("GET", "/docs", 404),
        ],
    )
    def test_are_refused_in_a_sentence(
        self, respondent: Respondent, method: str, path: str, status: int
    ) -> None:
        where = path.format(id=respondent.conversation)
        response = respondent.http.request(method, where, headers=respondent.headers)

        is_a_plain_problem(response, status)
