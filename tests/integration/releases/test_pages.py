"""The pages for campaigns, reach and releases: what they say, and who may act on them."""

from __future__ import annotations

import pytest

from consultations.accounts import add_account
from consultations.database import reading, writing
from consultations.models import AuditEvent
from consultations.reach.profile import profile_of
from consultations.settings import settings
from tests.visiting import Visitor
from web.app import create_app
from web.pages.workspace import account
from web.pages.workspace.backing_off import BackingOff

PASSWORD = "correct horse battery"
PROFILE = "dimension,value,label,people,source\nsex,female,Women,5100,Invented\n"


@pytest.fixture
def ada(database_url, monkeypatch) -> Visitor:
    """Ada, signed in, who may do everything."""
    monkeypatch.setattr(account, "backing_off", BackingOff())
    with writing() as session:
        add_account(session, name="ada", password=PASSWORD)
    visitor = Visitor(create_app(settings()))
    visitor.send("/workspace/sign-in", {"name": "ada", "password": PASSWORD, "next": ""})
    return visitor


class TestPages:
    def test_say_what_will_appear_while_there_is_nothing(self, ada):
        assert "No campaign is known." in ada.get("/workspace/tiny/campaigns").text
        assert "No population profile is loaded." in ada.get("/workspace/tiny/reach").text
        assert "Nothing has been released yet." in ada.get("/workspace/tiny/releases").text

    def test_load_a_profile_or_say_what_is_wrong_with_it(self, ada):
        refused = ada.send("/workspace/tiny/reach", {"csv": PROFILE + "sex,male,Men,x,Invented"})
        loaded = ada.send("/workspace/tiny/reach", {"csv": PROFILE})

        assert refused.status_code == 422
        assert "Row 3, column people" in refused.text
        assert loaded.status_code == 303
        with reading() as session:
            assert len(profile_of(session, consultation_slug="tiny")) == 1

    def test_refuse_a_form_without_its_token(self, ada):
        for page in ("campaigns", "reach", "releases"):
            assert ada.post(f"/workspace/tiny/{page}", {"do": "search"}).status_code == 403

    def test_release_nothing_where_nothing_is_due(self, ada):
        answer = ada.send("/workspace/tiny/releases", {})

        assert answer.headers["location"].endswith("?done=no")
        with reading() as session:
            assert session.query(AuditEvent).filter_by(what="results released").count() == 0

    def test_say_that_a_campaign_is_gone(self, ada):
        answer = ada.send("/workspace/tiny/campaigns", {"do": "confirmed", "campaign": "x"})

        assert answer.status_code == 422
        assert "There is no such campaign" in answer.text
