"""Parts die and come back; what was acknowledged is there, and nothing is filed twice."""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing

import httpx
import pytest
from sqlalchemy import select

from consultations.models import Answer, Inbound, Response
from tests.packs import TINY
from tests.respondent import Respondent
from tests.service import APP, RASA, Service

pytestmark = pytest.mark.rasa

CANARY = "a-canary-that-sings-{}"
FULL_DISK = """CREATE TRIGGER full BEFORE INSERT ON answer
BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"""


@pytest.fixture
def service(own_service: Service) -> Service:
    """A service that these tests may break, whole again for each of them."""
    own_service.wait_until_ready()
    return own_service


def kept(service: Service, someone: Respondent) -> dict[str, list[str | None]]:
    """Every revision in the database of what somebody said, by question."""
    with service.looking() as session:
        rows = session.execute(
            select(Answer.question_key, Answer.comment)
            .join(Inbound, Inbound.id == Answer.inbound_id)
            .where(Inbound.conversation_id == uuid.UUID(someone.conversation))
            .order_by(Answer.revision)
        )
        found: dict[str, list[str | None]] = {}
        for key, comment in rows:
            found.setdefault(key, []).append(comment)
        return found


def assert_told_that_rasa_is_away(service: Service) -> None:
    """A new conversation loses nothing, the process is alive, and it is not ready."""
    with httpx.Client(base_url=service.url, trust_env=False, verify=False) as client:
        start = client.post("/api/v1/conversations", json={"consultation": TINY})
        assert start.status_code == 503
        assert start.json()["kept"] is False
        assert client.get("/healthz").status_code == 200
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["parts"]["rasa"] is False


class TestRasaKilled:
    def test_a_message_is_kept_and_filed_exactly_once_when_rasa_is_back(
        self, service: Service, respondent: Respondent
    ) -> None:
        respondent.go_to("why")
        body = {
            "message_id": str(uuid.uuid4()),
            "turn": respondent.reply["turn"],
            "text": CANARY.format("once"),
        }
        gone = service.kill(RASA)
        refused = respondent.post(body)

        assert refused.status_code == 503, refused.text
        assert refused.headers["content-type"].startswith("application/problem+json")
        assert refused.json()["kept"] is True
        assert "kept" in refused.json()["detail"]
        assert "saved" not in refused.json()["detail"]
        assert kept(service, respondent).get("why") is None
        assert_told_that_rasa_is_away(service)

        service.wait_until_ready()
        assert service.pid(RASA) != gone
        first = respondent.post(body)
        assert first.status_code == 200, first.text
        assert [each["question"] for each in first.json()["saved"]] == ["why"]
        assert respondent.post(body).json() == first.json()
        assert kept(service, respondent)["why"] == [CANARY.format("once")]
        assert "Rasa stopped. It starts again" in service.output

    def test_the_form_takes_a_whole_response_meanwhile(self, service: Service) -> None:
        gone = service.kill(RASA)
        with httpx.Client(
            base_url=service.url, trust_env=False, verify=False, follow_redirects=True
        ) as client:
            page = client.get(f"/c/{TINY}/form", params={"lane": "staff"}).text
            hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
            given = {"q:role": "nurse", "q:why": CANARY.format("form")}
            sent = client.post(f"/c/{TINY}/form", data={**hidden, **given})

        assert gone
        assert sent.status_code == 200, sent.text
        assert re.search(r"SB-\w{4}-\w{4}-\w{4}", sent.text)
        with service.looking() as session:
            statement = select(Response).join(Answer).where(Answer.comment == given["q:why"])
            response = session.scalars(statement).one()
            assert response.submitted_at is not None
            assert response.stakeholder_group == "nurse"

    def test_what_was_kept_is_filed_before_anything_else(
        self, service: Service, respondent: Respondent
    ) -> None:
        with Respondent(service.url, consultation=TINY, lane="public") as another:
            another.start()
            for each in (respondent, another):
                each.go_to("why")
            turn = respondent.reply["turn"]
            service.kill(RASA)
            for each in (respondent, another):
                assert each.send(text="The first words.").status_code == 503
            service.wait_until_ready()

            overtaking = respondent.send(turn=turn, text="The second words.")
            assert overtaking.status_code == 409
            assert overtaking.json()["current"]["question"]["key"] == "evenings-matter"
            assert another.current()["question"]["key"] == "evenings-matter"
            for each in (respondent, another):
                assert kept(service, each)["why"] == ["The first words."]

    def test_the_conversation_goes_on_though_rasa_remembers_nothing(
        self, service: Service, respondent: Respondent
    ) -> None:
        respondent.go_to("why")
        service.kill(RASA)
        service.wait_until_ready()

        respondent.say("It would take me two buses.")

        assert respondent.asked == "evenings-matter"
        assert kept(service, respondent)["why"] == ["It would take me two buses."]
        assert respondent.receipts.keys() == {"capacity", "which-days", "in-order", "why"}


class TestAppKilled:
    def test_every_acknowledged_answer_is_there(
        self, service: Service, respondent: Respondent
    ) -> None:
        respondent.go_to("evenings-matter")
        receipts = dict(respondent.receipts)
        gone = service.kill(APP)
        service.wait_until_ready()

        assert service.pid(APP) != gone
        with service.looking() as session:
            there = dict(
                session.execute(
                    select(Answer.receipt, Answer.question_key).order_by(Answer.receipt)
                )
                .tuples()
                .all()
            )
        assert {there.get(receipt) for receipt in receipts.values()} == receipts.keys()
        respondent.reply = {**respondent.reply, **respondent.current()}
        assert respondent.asked == "evenings-matter"
        respondent.choose("agree")
        assert respondent.asked == "confirm"


class TestActionFails:
    """The database refuses answers, as it would on a full disk."""

    @pytest.fixture
    def full(self, service: Service) -> Iterator[Callable[[], None]]:
        """A disk that is full until it is told to be emptied."""
        file = service.data_dir / "consultation.db"

        def run(statement: str) -> None:
            with closing(sqlite3.connect(file, timeout=30)) as connection:
                connection.execute(statement)
                connection.commit()

        run(FULL_DISK)
        yield lambda: run("DROP TRIGGER full")
        run("DROP TRIGGER IF EXISTS full")

    def test_nothing_is_acknowledged_and_the_message_is_filed_later(
        self, service: Service, respondent: Respondent, full: Callable[[], None]
    ) -> None:
        respondent.choose("give-views")
        body = {
            "message_id": str(uuid.uuid4()),
            "turn": respondent.reply["turn"],
            "choices": ["carer"],
        }
        refused = respondent.post(body)

        assert refused.status_code == 503, refused.text
        assert refused.json()["kept"] is True
        assert "saved" not in refused.text
        assert kept(service, respondent) == {}

        full()
        again = respondent.post(body)
        assert again.status_code == 200, again.text
        assert [each["question"] for each in again.json()["saved"]] == ["capacity"]
        assert kept(service, respondent) == {"capacity": [None]}

    def test_no_log_holds_what_was_said(
        self, service: Service, respondent: Respondent, full: Callable[[], None]
    ) -> None:
        full()
        respondent.choose("give-views")
        respondent.say("what does " + CANARY.format("asked") + " mean?")
        respondent.go_to("why")
        with closing(sqlite3.connect(service.data_dir / "consultation.db")) as connection:
            connection.execute(FULL_DISK)
            connection.commit()

        words = f"It would take me two buses and {CANARY.format('failing')} to get there."
        assert respondent.send(text=words).status_code == 503
        assert service.logs
        assert "canary" not in service.logs
        assert "canary" not in service.output


class TestRasaKilledBeforeWordsOfDanger:
    def test_the_card_comes_with_the_word_that_the_message_is_kept(self, service: Service) -> None:
        with Respondent(service.url, consultation=TINY, lane="public") as respondent:
            respondent.start()
            respondent.go_to("why")
            service.kill(RASA)
            refused = respondent.send(text="I want to kill myself")

        assert refused.status_code == 503
        assert refused.json()["kept"] is True
        assert "116 123" in refused.json()["messages"][0]["text"]


class TestLogs:
    def test_hold_nothing_of_all_that_was_said_here(self, service: Service) -> None:
        """It runs last: every word above, through every failure, is in no log."""
        assert "canary" not in service.logs + service.output
        assert "two buses" not in (service.logs + service.output).casefold()
