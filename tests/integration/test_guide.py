"""The guide for commissioners, followed from sign-in to the published outcome, by links alone."""

from __future__ import annotations

import re
from html import unescape

import pytest

from consultations.accounts import add_account
from consultations.database import writing
from consultations.settings import ROOT, settings
from tests.deciding import BUSES, people_say, with_themes
from tests.following import Reader
from tests.integration.test_workspace_status import text_of
from tests.publishing import Desk
from web.app import create_app

GUIDE = ROOT / "docs" / "from-responses-to-a-decision.md"
PASSWORD = "correct horse battery"
TITLE = "When should the village surgery open?"
WORDS = {"What_stands_first": "We will open late.", "What_happens_next": "It begins in May."}

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def ada(desk: Desk) -> Reader:
    """Ada with the first account, in the workspace of a consultation that people have answered."""
    pack = with_themes(desk)
    with writing() as session:
        people_say(session, pack, 12, about=[BUSES])
        add_account(session, name="ada", password=PASSWORD)
    return signed_in("ada")


def signed_in(name: str, reader: Reader | None = None) -> Reader:
    reader = reader or Reader(create_app(settings())).go("/workspace")
    return reader.press("Sign in", Name=name, Password=PASSWORD).open(TITLE)


def colleague(ada: Reader) -> Reader:
    """Dee, whom Ada adds, and who chooses a password with the first link."""
    ada.open("People").press("Add this person", **{"Name": "dee", "Decision-maker": "yes"})
    ada.press("Make a first link")
    link = re.search(r"/workspace/sign-in/first\?link=[^\s\"<]+", unescape(ada.page))
    assert link, text_of_page(ada)
    dee = Reader(create_app(settings())).go(link[0])
    dee.press("Keep it", A_password=PASSWORD, The_password_again=PASSWORD)
    return signed_in("dee", dee)


def text_of_page(reader: Reader) -> str:
    return text_of(reader.get(reader.address))


def test_leads_from_sign_in_to_the_published_outcome(ada: Reader) -> None:
    dee = colleague(ada)

    dee.open("Status").press("Close it now", Why="The weeks are over.")
    dee.press("Start to read the answers")
    dee.open("Decide").open("Getting there").press(
        "Write it into the ledger",
        We_changed_something="yes",
        You_said="The last bus leaves too early.",
        We_did="The bus will go one hour later.",
        Because="You asked for it.",
    )
    dee.open("Status").press("Record that it has been decided", Why="All were heard.")
    dee.open("You said, we did").press("Check the words and show them", **WORDS)
    dee.press("Ask for agreement", What_the_second_person_should_know="The board met.")
    ada.open("All consultations").open(TITLE).open("Agreements").open("Look at it first")
    assert "We will open late." in ada.page
    ada.open("Agreements").press("Agree")
    dee.open("You said, we did").press("Publish it").open("This is what people read now")

    said = text_of_page(dee)
    assert dee.address.endswith("/results")
    assert "We will open late." in said
    assert "We changed something The bus will go one hour later." in said


def test_names_pages_and_buttons_that_are_there(ada: Reader) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    rail = ada.page

    for page in re.findall(r"^\d+\. \*\*([^*]+)\*\*(?= ?(?:\(|:|shows))", guide, re.MULTILINE):
        assert f">{page}<" in unescape(rail), page
