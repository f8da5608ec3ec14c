"""Statements by respondents, from the page of a moderator to that of whoever wrote one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select

from consultations.content.library import current_pack
from consultations.content.loading import read_pack
from consultations.database import reading, writing
from consultations.models import SuggestedStatement
from consultations.settings import settings
from consultations.statements.draft import FILE
from consultations.statements.suggesting import suggest
from tests.factories import a_conversation
from tests.packs import alone_in
from tests.signing_in import an_account, inside_as, text_of
from tests.visiting import Visitor
from web.app import create_app

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
LIST = "/workspace/tiny/statements"
BUS = "The last bus should leave after the surgery shuts."
SHOWN = {"do": "accept", "text": BUS, "whose": "A carer"}


@pytest.fixture
def folder(content_dir, tmp_path, monkeypatch) -> Path:
    """The small pack alone, with one statement, which may be changed."""
    content = alone_in(tmp_path / "content", content_dir, monkeypatch)
    rows = [{"id": "stay-small", "text": "A small surgery knows its people.", "whose": "A carer"}]
    (content / "tiny" / FILE).write_text(yaml.safe_dump(rows), encoding="utf-8")
    return content


@pytest.fixture
def ada(folder, database_url) -> Visitor:
    """Ada, signed in, where the pack may be changed."""
    an_account("ada")
    return inside_as("ada")


@pytest.fixture
def mine(ada, folder) -> tuple[str, str]:
    """What a carer suggested, by its address, and the code of the carer."""
    pack = read_pack(folder, "tiny")
    with writing() as session:
        conversation, _ = a_conversation(session, pack)
        conversation.response.stakeholder_group = "carer"
        statement = suggest(session, pack=pack, conversation=conversation, text=BUS)
        return f"{LIST}/{statement.id}", conversation.response.code


def row() -> SuggestedStatement:
    with reading() as session:
        return session.scalars(select(SuggestedStatement)).one()


def own_page(code: str) -> str:
    return text_of(Visitor(create_app(settings())).send("/my-response", {"code": code}))


class TestTheList:
    def test_shows_what_waits_and_not_who_wrote_it(self, ada, mine):
        page = ada.get(LIST)
        text = text_of(page)

        assert "Waiting (1)" in text
        assert BUS in text
        assert "Whose view A carer" in text
        assert mine[1] not in page.text

    @pytest.mark.parametrize(
        ("show", "words"),
        [
            ("waiting", "Nothing is waiting."),
            ("accepted", "Nothing is shown yet."),
            ("declined", "Everything so far is shown or waiting."),
            ("withdrawn", "Nothing is waiting."),
        ],
    )
    def test_says_what_will_appear_where_there_is_nothing(self, ada, show, words):
        assert words in text_of(ada.get(f"{LIST}?show={show}"))

    @pytest.mark.parametrize("name", ["why", "00000000-0000-0000-0000-000000000000"])
    def test_has_no_page_for_what_was_never_suggested(self, ada, name):
        assert ada.get(f"{LIST}/{name}").status_code == 404


class TestShowing:
    def test_puts_it_before_everybody_and_tells_its_author(self, ada, mine):
        assert "Waiting." in own_page(mine[1])
        done = ada.send(mine[0], SHOWN)
        list_page = ada.get(done.headers["location"])
        now = current_pack("tiny")

        assert "The statement is shown to others now." in text_of(list_page)
        assert [each.text for each in now.statements] == ["A small surgery knows its people.", BUS]
        assert (now.statements[1].whose, now.statements[1].group) == ("A carer", "carer")
        assert "Shown to others." in own_page(mine[1])

    def test_tells_its_author_of_other_words(self, ada, mine):
        ada.send(mine[0], {**SHOWN, "text": "The last bus should leave later."})

        assert "We changed the words to: “The last bus should leave later.”" in own_page(mine[1])
        assert row().text == BUS

    def test_can_be_checked_first(self, ada, mine):
        page = ada.send(mine[0], {**SHOWN, "do": "check"})

        assert "Nothing stands in the way." in text_of(page)
        assert row().status == "waiting"

    def test_says_what_the_gate_refuses_and_loses_nothing(self, ada, mine):
        words = "This world-class plan is a no-brainer!"
        page = ada.send(mine[0], {**SHOWN, "text": words})

        assert page.status_code == 422
        assert "The statement is not shown yet" in text_of(page)
        assert words in page.text
        assert row().status == "waiting"

    def test_warns_of_two_ideas(self, ada, mine):
        words = "The bus should leave later and the surgery should grow."
        page = text_of(ada.send(mine[0], {**SHOWN, "do": "check", "text": words}))

        assert "This may be more than one idea." in page
        assert "Nothing stands in the way." in page

    def test_can_be_undone(self, ada, mine):
        done = ada.send(mine[0], SHOWN)
        back = ada.send(mine[0], {"do": "back"}, from_page=done.headers["location"])

        assert "The statement is waiting again." in text_of(ada.get(back.headers["location"]))
        assert [each.id for each in current_pack("tiny").statements] == ["stay-small"]

    def test_gives_the_lines_where_the_folder_refuses(self, ada, mine, folder):
        (folder / "tiny" / f".{Path(FILE).stem}.part").mkdir()
        page = ada.send(mine[0], SHOWN)

        assert page.status_code == 422
        assert "This service may not write into the folder" in text_of(page)
        assert f"text: {BUS}" in page.text
        assert row().status == "waiting"


class TestNotShowing:
    def test_tells_its_author_why(self, ada, mine):
        typed = {"do": "decline", "because": "not-about-this", "remark": "Ask the council."}
        done = ada.send(mine[0], typed)
        said = own_page(mine[1])

        assert "The statement is not shown." in text_of(ada.get(done.headers["location"]))
        assert "Not shown to others. It is not about this consultation." in said
        assert "Ask the council." in said

    def test_a_repeat_leads_to_the_other_one(self, ada, mine):
        refused = ada.send(mine[0], {"do": "decline", "because": "repeats"})
        ada.send(mine[0], {"do": "decline", "because": "repeats", "repeats": "stay-small"})

        assert "Choose which statement it repeats." in text_of(refused)
        assert "“A small surgery knows its people.”" in own_page(mine[1])

    @pytest.mark.parametrize("typed", [{"do": "decline"}, {"do": "sing"}, {}])
    def test_says_what_is_missing(self, ada, mine, typed):
        page = ada.send(mine[0], typed)

        assert page.status_code == 422
        assert "Nothing was changed" in text_of(page) or "is not shown yet" in text_of(page)
        assert row().status == "waiting"


class TestOnRecord:
    def test_the_policy_can_be_read_by_all(self, ada):
        text = text_of(Visitor(ada.app).get("/c/tiny/moderation"))

        assert "When a statement is not shown" in text
        assert "It names somebody, or could point to somebody." in text
        assert "kept for the record" in text

    def test_the_record_can_be_downloaded(self, ada, mine):
        text = ada.get("/workspace/tiny/data/statements.csv").text
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))

        assert [(each["text"], each["status"], each["is_seed"]) for each in rows] == [
            ("A small surgery knows its people.", "accepted", "yes"),
            (BUS, "waiting", "no"),
        ]
