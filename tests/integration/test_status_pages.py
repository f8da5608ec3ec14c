"""What pages, the form, the code and the API say and do at each step, in the running service."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.database import engine_for
from consultations.models import Conversation, Response
from consultations.steps import take_step
from consultations.types import ConsultationStatus
from consultations.versions import live_pack
from tests.packs import TINY, change, like_tiny
from tests.publishing import Desk
from tests.respondent import Respondent
from tests.service import Service, running, until

pytestmark = pytest.mark.rasa
DRAFT, OPEN, CLOSED, ANALYSING, DECIDED = ConsultationStatus
UNDECIDED = "Nothing has been decided"
PAGES = ("", "/chat", "/form", "/help", "/privacy", "/results", "/ideas/as-is")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small pack, and one that opens in years to come."""
    folder = tmp_path_factory.mktemp("content") / "content"
    folder.mkdir()
    Desk(folder)
    like_tiny(folder, "soon", opens="2090-01-01T09:00")
    return folder


@pytest.fixture(scope="module")
def service(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("statuses"), content_dir=content) as started:
        yield started


class Window:
    """Somebody with a browser."""

    def __init__(self, service: Service) -> None:
        self.http = httpx.Client(base_url=service.url, trust_env=False, verify=False, timeout=30)

    def see(self, path: str) -> str:
        """A page as text."""
        return " ".join(self.http.get(path).text.split())

    def send(self, path: str, page: str, **fields: str) -> httpx.Response:
        """Send a form of a page, with everything that is hidden in it."""
        text = self.http.get(page).text
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
        return self.http.post(path, data={**hidden, **fields})


def someone(service: Service) -> Respondent:
    """Somebody who has begun."""
    respondent = Respondent(service.url, consultation=TINY, lane="public")
    respondent.start()
    return respondent


def sent_in(service: Service) -> Respondent:
    """Somebody who has sent in a response."""
    respondent = someone(service)
    respondent.go_to("confirm")
    respondent.choose("confirm")
    return respondent


def response_of(service: Service, respondent: Respondent) -> Response:
    with service.looking() as session:
        return session.scalars(
            select(Response)
            .join(Conversation)
            .where(Conversation.id == uuid.UUID(respondent.conversation))
        ).one()


def bring_to(service: Service, status: ConsultationStatus) -> None:
    """Take a step as a commissioner does, in another process."""
    engine = engine_for(service.database_url).execution_options(writes=True)
    with Session(engine) as session, session.begin():
        take_step(session, slug=TINY, to=status, by="Ada", reason="To see what happens.")


def live_closes(service: Service) -> str:
    """The closing time of the version that people see."""
    with service.looking() as session:
        live = live_pack(session, TINY)
        return "" if live is None else live.consultation.closes.isoformat()


def test_before_it_opens_pages_and_api_say_when(service: Service) -> None:
    window = Window(service)

    assert "Opens on 1 January 2090." in window.see("/")
    for page in ("", "/chat", "/form", "/results"):
        assert "1 January 2090" in window.see(f"/c/soon{page}")
    refused = httpx.post(
        f"{service.url}/api/v1/conversations",
        json={"consultation": "soon"},
        trust_env=False,
        verify=False,
    )
    assert refused.status_code == 409
    assert "opens on 1 January 2090 at 09:00" in refused.json()["detail"]
    assert window.send("/c/soon/form", "/my-response", lane="public").status_code < 500
    with service.looking() as session:
        assert not session.scalars(
            select(Conversation.id).where(Conversation.consultation_slug == "soon")
        ).all()


def test_each_step_is_kept_by_pages_form_code_and_api(service: Service, content: Path) -> None:
    half_way, slow, changes, filling = (
        someone(service),
        someone(service),
        sent_in(service),
        Window(service),
    )
    form = f"/c/{TINY}/form"
    opened = filling.http.get(f"{form}?lane=public").text
    too_late = Window(service)
    opened_too = too_late.http.get(f"{form}?lane=public").text
    window = Window(service)
    assert all(UNDECIDED in window.see(f"/c/{TINY}{page}") for page in PAGES)

    bring_to(service, CLOSED)
    until(lambda: "Closed consultations" in window.see("/"))
    assert all(UNDECIDED in window.see(f"/c/{TINY}{page}") for page in PAGES)
    start = httpx.post(
        f"{service.url}/api/v1/conversations",
        json={"consultation": TINY},
        trust_env=False,
        verify=False,
    )
    assert start.status_code == 409
    assert "It takes no new responses." in start.json()["detail"]
    half_way.go_to("confirm")
    half_way.choose("confirm")
    assert half_way.reply["status"] == "submitted"
    assert response_of(service, half_way).late
    assert not response_of(service, changes).late
    late = _send_form(filling, form, opened)
    assert "Your views have been sent" in late.text
    code = response_of(service, changes).code
    assert "cannot be changed now" in _my_response(window, code)
    assert "marked as late" in _my_response(window, response_of(service, slow).code)

    bring_to(service, ANALYSING)
    until(lambda: "The answers are being read" in window.see(f"/c/{TINY}"))
    assert all(UNDECIDED in window.see(f"/c/{TINY}{page}") for page in PAGES)
    refused = slow.send(choices=["give-views"])
    assert refused.status_code == 409
    assert "takes no more answers" in refused.json()["detail"]
    assert slow.current()["status"] == "closed"
    assert "was not kept" in " ".join(_send_form(too_late, form, opened_too).text.split())

    change(content / TINY / "consultation.yml", closes="2026-01-31T17:00")
    until(lambda: live_closes(service).startswith("2026"))
    bring_to(service, DECIDED)
    until(lambda: "A decision was recorded" in window.see(f"/c/{TINY}"))
    assert not any(UNDECIDED in window.see(f"/c/{TINY}{page}") for page in PAGES)
    assert "A decision is made and published: we are here now." in window.see(f"/c/{TINY}/results")
    gone = window.send("/my-response/take-back", "/my-response", code=code, sure="yes")
    assert "has been deleted" in gone.text
    assert response_of(service, changes).withdrawn_at is not None


def _my_response(window: Window, code: str) -> str:
    answered = window.send("/my-response", "/my-response", code=code)
    text = " ".join(answered.text.split())
    assert answered.status_code == 200, text.partition("<main")[2]
    return text.partition("<main")[2]


def _send_form(window: Window, form: str, opened: str) -> httpx.Response:
    """Send a form that was opened before, with the first choice of everything that is needed."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', opened))
    words = {"q:capacity": "patient", "q:why": "It would take me two buses."}
    window.http.follow_redirects = True
    return window.http.post(form, data={**hidden, **words})
