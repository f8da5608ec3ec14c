"""From the conversation to the vote: a statement is suggested, read by a person, and shown."""

from __future__ import annotations

import pytest
import yaml
from sqlalchemy import inspect, select

from consultations.models import Response, SuggestedStatement, WhoSuggested
from consultations.statements.draft import FILE
from tests.integration.test_queue_journey import Browser, text_of
from tests.packs import content_for_tests
from tests.respondent import Respondent
from tests.service import running

pytestmark = pytest.mark.rasa
RIVERSIDE = "riverside-hospitals"
LIST = f"/workspace/{RIVERSIDE}/statements"
BUS = "The last bus should leave after visiting time ends."
MOST_QUESTIONS = 80


@pytest.fixture(scope="module")
def writable(tmp_path_factory):
    """A service whose packs may be written to."""
    content_dir = content_for_tests(tmp_path_factory.mktemp("statements") / "content")
    with running(tmp_path_factory.mktemp("journey"), content_dir=content_dir) as started:
        yield started


def suggest(service) -> str:
    """Come to the question for a statement by way of all others; the code of the response."""
    with Respondent(service.url, consultation=RIVERSIDE, lane="public") as someone:
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
            return str(session.scalars(select(Response.code)).one())


def test_a_statement_is_read_by_a_person_and_then_shown(writable) -> None:
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

    rows = yaml.safe_load((writable.content_dir / RIVERSIDE / FILE).read_text(encoding="utf-8"))
    assert (rows[-1]["text"], rows[-1]["whose"]) == (BUS, "A bus rider")
    mine = text_of(Browser(writable).send("/my-response", {"code": code}).text)
    assert "Shown to others." in mine
    assert BUS in text_of(ada.get(f"/workspace/{RIVERSIDE}/questions"))
