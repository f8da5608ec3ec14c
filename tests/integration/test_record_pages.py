"""The record in the workspace: for auditors, by kind and by person, and the way to evidence."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select, update

from consultations.access import EVERYWHERE, Role
from consultations.accounts import add_account
from consultations.approvals import decide
from consultations.audit import note
from consultations.audit.heads import sign_yesterday
from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.models import Approval, AuditEvent, Response
from consultations.settings import settings
from tests.factories import a_response
from tests.visiting import Visitor
from web.app import create_app
from web.pages.workspace import account
from web.pages.workspace.backing_off import BackingOff

PASSWORD = "correct horse battery"
RECORD, EVIDENCE = "/workspace/tiny/record", "/workspace/tiny/record/evidence"
WHY = "A complaint came in."


@pytest.fixture
def enter(database_url, monkeypatch):
    """Lets people with accounts in."""
    monkeypatch.setattr(account, "backing_off", BackingOff())

    def come_in(name: str, *roles: Role, slug: str = EVERYWHERE) -> Visitor:
        with writing() as session:
            add_account(session, name=name, password=PASSWORD, roles=roles, slug=slug)
        visitor = Visitor(create_app(settings()))
        typed = {"name": name, "password": PASSWORD}
        assert visitor.send("/workspace/sign-in", typed).status_code == 303
        return visitor

    return come_in


@pytest.fixture
def code(database_url, pack: Pack) -> str:
    with writing() as session:
        return a_response(session, pack, {"capacity": ["carer"], "why": "canary"}).response.code


def text_of(page) -> str:
    bare = re.sub(r"<[^>]+>", " ", page.text)
    return re.sub(r"\s+", " ", unescape(bare))


class TestTheRecord:
    def test_shows_what_was_done_and_where_it_ends(self, enter, code):
        ida = enter("ida", Role.AUDITOR)
        with writing() as session:
            head = sign_yesterday(session, now=utc_now() + timedelta(days=1))
        page = text_of(ida.get(RECORD))

        assert "Response submitted" in page
        assert "question: why; revision: 1" in page
        assert f"ended in {head.digest[:12]} ." in page
        assert "Signed in" in page
        assert "canary" not in page

    def test_is_for_auditors(self, enter, code):
        assert enter("mo", Role.MODERATOR).get(RECORD).status_code == 403

    def test_can_be_read_by_kind_and_by_person(self, enter, code):
        ida = enter("ida", Role.AUDITOR)
        with writing() as session:
            note(session, actor="bob", what="theme decided", subject="tiny")
            note(session, actor="bob", what="theme added", subject="tiny")

        decisions = text_of(ida.get(f"{RECORD}?kind=decisions"))
        assert "Theme decided" in decisions
        assert "Theme added" not in decisions
        assert "Theme added" in text_of(ida.get(f"{RECORD}?kind=themes"))
        assert "Answer kept" not in text_of(ida.get(f"{RECORD}?who=bob"))
        assert "Nothing fits" in text_of(ida.get(f"{RECORD}?kind=moderation"))

    def test_of_one_consultation_shows_nothing_of_others(self, enter, code):
        ida = enter("ida", Role.AUDITOR, slug="tiny")
        with writing() as session:
            note(session, actor="bob", what="version published", subject="elsewhere")
        page = text_of(ida.get(RECORD))

        assert "Answer kept" in page
        assert "Version published" not in page
        assert "Signed in" not in page

    def test_goes_on_to_older_events(self, enter, database_url):
        ida = enter("ida", Role.AUDITOR)
        with writing() as session:
            for number in range(60):
                note(session, actor="bob", what=f"done {number}", subject="tiny")
        page = ida.get(f"{RECORD}?who=bob")
        older = re.search(r'href="([^"]+before=\d+)"', page.text)
        assert older

        assert "Done 59" in page.text
        assert "Done 9 " in text_of(ida.get(unescape(older[1])))

    def test_is_checked_at_the_press_of_a_button(self, enter, code):
        ida = enter("ida", Role.AUDITOR)
        assert "The record is whole" in text_of(ida.send(RECORD, {}))
        with writing() as session:
            session.execute(update(AuditEvent).where(AuditEvent.id == 2).values(actor="eve"))

        assert "Event 2 is not as it was recorded." in text_of(ida.send(RECORD, {}))

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_says_what_will_appear(self, enter):
        page = text_of(enter("ida", Role.AUDITOR, slug="tiny").get(RECORD))

        assert "Nothing has been done yet." in page
        assert "Nothing is signed yet." in page


class TestEvidence:
    def test_is_given_to_who_is_alone_and_recorded(self, enter, code):
        ida = enter("ida", Role.AUDITOR)
        file = ida.send(EVIDENCE, {"response": code.lower(), "do": "go"}, from_page=RECORD)

        with zipfile.ZipFile(BytesIO(file.content)) as opened:
            assert b"canary" in opened.read("response.html")
        assert "Evidence drawn up" in text_of(ida.get(RECORD))
        assert code not in file.headers["content-disposition"]

    def test_waits_until_somebody_else_agrees(self, enter, code):
        ida, typed = enter("ida", Role.AUDITOR), {"response": code}
        enter("dee", Role.DECISION_MAKER)
        first = ida.send(EVIDENCE, {**typed, "do": "go"}, from_page=RECORD)
        asked = ida.send(EVIDENCE, {**typed, "do": "ask", "reason": WHY}, from_page=RECORD)
        with writing() as session:
            wish = session.scalars(select(Approval)).one()
            assert wish.detail == {"response": str(session.scalars(select(Response.id)).one())}
            decide(session, slug="tiny", approval_id=wish.id, by="dee", agreed=True, reason="")
        given = ida.send(EVIDENCE, {**typed, "do": "go"}, from_page=RECORD)
        again = ida.send(EVIDENCE, {**typed, "do": "go"}, from_page=RECORD)

        assert (first.status_code, again.status_code) == (422, 422)
        assert "Somebody else has to agree" in text_of(first)
        assert "Ask for agreement" in first.text
        assert "This waits until somebody else agrees: dee." in text_of(asked)
        assert given.headers["content-type"] == "application/zip"

    def test_is_refused_for_a_code_that_nobody_has(self, enter, code):
        ida = enter("ida", Role.AUDITOR)
        page = ida.send(EVIDENCE, {"response": "SB-0000", "do": "go"}, from_page=RECORD)

        assert page.status_code == 422
        assert "No response to tiny has this code" in text_of(page)
        with reading() as session:
            drawn_up = select(AuditEvent).where(AuditEvent.what == "evidence drawn up")
            assert session.scalars(drawn_up).all() == []
