"""The pages that take data out and bring it in: who may, what it takes, and what they count."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape

import pytest
from sqlalchemy import select

from consultations.access import Role
from consultations.database import reading, writing
from consultations.exports.names import Kind
from consultations.imports import twice
from consultations.models import Approval, ExportRecord, Petition, Response, SecondEntry
from consultations.results.responses import count_responses
from tests.factories import a_response
from tests.signing_in import an_account, inside_as, text_of
from tests.visiting import Visitor

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
DATA = "/workspace/tiny/data"


def signed_in_as(name: str, role: Role, app=None) -> Visitor:
    """Somebody with one role, signed in."""
    an_account(name, role)
    return inside_as(name, app)


def taken(page) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(page.content)) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


@pytest.fixture
def ada(database_url) -> Visitor:
    """Ada, an analyst, who is alone."""
    return signed_in_as("ada", Role.ANALYST)


@pytest.fixture
def some(ada, pack) -> None:
    with writing() as session:
        for _ in range(3):
            a_response(session, pack, {"capacity": ["carer"], "why": "Two buses"})


def take(visitor, kind, **typed):
    return visitor.send(f"{DATA}/take-out", {"kind": kind, **typed}, from_page=DATA)


class TestTakingOut:
    @pytest.mark.parametrize("kind", [*Kind])
    def test_gives_every_kind_with_its_manifest(self, ada, some, kind):
        page = take(ada, kind, words="yes")
        files = taken(page)

        manifest = json.loads(files["manifest.json"])
        assert page.headers["content-type"] == "application/zip"
        assert manifest["responses"] == 3
        assert {each["path"] for each in manifest["files"]} == set(files) - {"manifest.json"}
        with reading() as session:
            assert session.scalars(select(ExportRecord.kind)).all() == [kind]

    def test_holds_no_comments_unless_they_are_wanted(self, ada, some):
        assert b"Two buses" not in taken(take(ada, "wide"))["responses.csv"]
        assert b"Two buses" in taken(take(ada, "wide", words="yes"))["responses.csv"]

    def test_needs_a_second_person_for_comments_once_there_is_one(self, ada, some):
        mo = signed_in_as("mo", Role.ANALYST, ada.app)
        refused = take(ada, "wide", words="yes")
        asked = take(ada, "wide", words="yes", do="ask", reason="For the report")
        with reading() as session:
            wish = session.scalars(select(Approval.id)).one()
        agreements = ada.app.url_path_for("workspace-approvals", slug="tiny")
        mo.send(agreements, {"wish": str(wish), "do": "agree"})

        assert refused.status_code == 422
        assert "Somebody else has to agree to this first." in text_of(refused)
        assert asked.headers["location"] == f"{DATA}?done=asked"
        assert take(ada, "wide", words="yes").headers["content-type"] == "application/zip"
        assert take(ada, "wide", words="yes").status_code == 422
        assert take(ada, "wide").status_code == 200

    def test_is_not_for_moderators(self, ada, some):
        mo = signed_in_as("mo", Role.MODERATOR, ada.app)

        assert "Download without comments" not in mo.get(DATA).text
        assert take(mo, "wide").status_code == 403

    def test_says_how_many_rows_there_are_and_what_was_taken(self, ada, some):
        take(ada, "xlsx")

        page = text_of(ada.get(DATA))

        assert "The file has 3 rows" in page
        assert "3 rows: one for each comment." in page
        assert re.search(r"ada Excel workbook 3", page)


class TestBringingIn:
    def upload(self, ada, data: bytes, **typed):
        page = ada.get(f"{DATA}/bring-in").text
        token = re.search(r'name="csrftoken" value="([^"]+)"', page)[1]
        fields = {"channel": "paper", "lane": "public", "received": "", **typed}
        return ada.request(
            "POST",
            f"{DATA}/bring-in",
            data={**fields, "csrftoken": token},
            files={"file": ("tally.csv", data, "text/csv")},
        )

    def test_shows_the_columns_then_checks_then_brings_in_and_takes_back(self, ada):
        data = b"Which of these is closest to you?,why,Colour\nA carer,Two buses,red\n"
        where = unescape(self.upload(ada, data).headers["location"])
        first = ada.get(where)
        chosen = {"column:0": "choices:capacity", "column:1": "words:why", "column:2": ""}
        checked = ada.send(where, {**chosen, "do": "check"})
        brought = ada.send(where, {**chosen, "do": "bring", "hide": "yes"})
        page = ada.get(brought.headers["location"])
        batch = re.search(r'name="batch" value="([^"]+)"', page.text)[1]

        assert "tally.csv has 1 row" in text_of(first)
        assert 'value="choices:capacity" selected' in first.text
        assert "Nothing is wrong. 1 row can be brought in." in text_of(checked)
        assert "1 response was brought in." in text_of(page)
        with reading() as session:
            assert session.scalars(select(Response.channel)).all() == ["paper"]
        for sure, left in (("", 1), ("yes", 0)):
            ada.send(
                f"{DATA}/take-back", {"batch": batch, "sure": sure}, from_page=f"{DATA}/bring-in"
            )
            with reading() as session:
                assert count_responses(session)["tiny"].sent_in == left
        gone = {"batch": "0" * 32, "sure": "yes"}
        sent = ada.send(f"{DATA}/take-back", gone, from_page=f"{DATA}/bring-in")
        assert sent.status_code == 404

    def test_names_row_and_column_of_what_is_wrong(self, ada):
        where = unescape(self.upload(ada, b"capacity\npatient\nvisitor\n").headers["location"])

        page = ada.send(where, {"column:0": "choices:capacity", "do": "bring"})

        assert page.status_code == 422
        assert "Row 3, column A (capacity): “visitor” is not offered." in text_of(page)
        with reading() as session:
            assert session.scalars(select(Response)).all() == []

    def test_takes_large_files_and_refuses_what_is_no_table(self, ada):
        large = b"why\n" + b"".join(
            b"%d is too far for me without a bus\n" % each for each in range(4_500)
        )

        assert self.upload(ada, large).status_code == 303
        assert "not a CSV file" in text_of(self.upload(ada, b"\x00\x01"))

    def test_wants_the_token_of_its_form(self, ada):
        files = {"file": ("tally.csv", b"why\nFar\n", "text/csv")}

        sent = ada.request("POST", f"{DATA}/bring-in", data={"csrftoken": "x"}, files=files)

        assert sent.status_code == 403


class TestTypingIn:
    def begin(self, visitor) -> str:
        began = visitor.send(f"{DATA}/typing-in", {"channel": "telephone", "lane": "public"})
        return unescape(began.headers["location"])

    def keep(self, visitor, where, **typed):
        page = visitor.get(where).text
        form = re.search(r'name="form_id" value="([^"]+)"', page)[1]
        day = re.search(r'name="received" type="date" value="([^"]+)"', page)[1]
        return visitor.send(where, {"form_id": form, "received": day, **typed})

    def test_keeps_one_and_offers_the_next(self, ada):
        where = self.begin(ada)
        kept = self.keep(ada, where, **{"q:capacity": "carer", "q:why": "Two buses"})
        following = ada.get(unescape(kept.headers["location"]))
        empty = self.keep(ada, where)

        with reading() as session:
            found = session.scalars(select(Response)).one()
            assert (found.channel, found.stakeholder_group) == ("telephone", "carer")
            assert f"Write {twice.mark_of(found.id)} on the paper" in text_of(following)
        assert empty.status_code == 422
        assert "Type at least one answer." in text_of(empty)

    def test_keeps_each_of_two_forms_that_say_not_which_they_are(self, ada):
        where = self.begin(ada)
        for words in ("Two buses", "No stairs"):
            self.keep(ada, where, **{"form_id": "x", "q:why": words})

        with reading() as session:
            assert count_responses(session)["tiny"].sent_in == 2

    def test_has_somebody_else_type_a_sample_again_and_settles_what_differs(self, ada, monkeypatch):
        monkeypatch.setattr(twice, "ONE_IN", 1)
        mo = signed_in_as("mo", Role.ANALYST, ada.app)
        said = {"q:capacity": "carer", "q:why": "Two buses"}
        self.keep(ada, self.begin(ada), **said)
        with reading() as session:
            key = session.scalars(select(Response.id)).one()
        again = f"{DATA}/typing-again/{key}"
        form = re.search(r'name="form_id" value="([^"]+)"', mo.get(again).text)[1]
        sent = mo.send(again, {"form_id": form, **said, "q:capacity": "patient"})
        where = sent.headers["location"]
        shown = text_of(mo.get(where))
        mo.send(where, {"right:capacity": "second"})

        assert ada.get(again).status_code == 404
        assert "A carer" in shown
        assert "A patient" in shown
        assert "50.0% typed alike: 1 of 2 answers on 1 paper." in text_of(
            mo.get(f"{DATA}/typing-in")
        )
        with reading() as session:
            assert session.scalars(select(SecondEntry.settled_by)).one() == "mo"
            assert session.scalars(select(Response.stakeholder_group)).one() == "patient"


class TestPetitions:
    def test_stand_apart_from_the_responses(self, ada, some):
        typed = {"title": "Keep it open", "words": "We want it.", "from_whom": "Friends"}
        typed |= {"signatures": "5,497", "received": "2026-01-10"}
        for _ in range(2):
            ada.send(f"{DATA}/petitions", typed)
        wrong = ada.send(f"{DATA}/petitions", {**typed, "signatures": "many"})

        page = text_of(ada.get(f"{DATA}/petitions"))

        assert "Keep it open: 5,497 signatures" in page
        assert "3 responses, 3 public, no staff released yet" in page
        assert wrong.status_code == 422
        with reading() as session:
            assert session.scalars(select(Petition.signatures)).all() == [5497]
