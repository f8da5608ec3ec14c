"""Every answer can be read beside the words that its author saw, and what was said before."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.as_shown import AnswerAsShown, as_shown
from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.models import Conversation, Response
from consultations.responses import withdraw
from consultations.settings import settings
from consultations.types import Lane
from tests.factories import a_response
from tests.packs import TINY
from tests.publishing import Desk
from tests.turning import Talk
from tests.visiting import Visitor
from web.app import create_app

FORM = f"/c/{TINY}/form"


@pytest.fixture
def talk(database_url: str, pack: Pack) -> Talk:
    return Talk(pack)


def live() -> Pack:
    pack = current_pack(TINY)
    assert pack is not None
    return pack


def shown(talk: Talk) -> list[AnswerAsShown]:
    with reading() as session:
        return as_shown(session, response=session.get_one(Conversation, talk.id).response)


class TestInTheChat:
    def test_stands_beside_its_question_and_its_choices(self, talk: Talk, pack: Pack) -> None:
        talk.send(choices=["carer"])
        talk.send(choices=["saturday", "sunday"])

        days = shown(talk)[1]

        assert days.text == "Which days matter most to you?"
        assert days.hint == "Choose up to two."
        assert ("weekdays", "Weekdays") in days.offered
        assert days.chosen == ("Saturday", "Sunday")
        assert days.content_version == pack.version
        assert not days.by_form

    def test_stands_beside_what_was_said_before_it(self, talk: Talk) -> None:
        talk.send(choices=["carer"])
        kept = talk.keep(turn=talk.turn(), choices=["saturday"])
        talk.handle(kept.inbound.id)
        talk.finish(kept.inbound.id, "Thank you.")
        talk.send(choices=["as-is"])

        order = shown(talk)[2]

        assert [turn.chosen for turn in order.before] == [[], ["A carer"], ["Saturday"]]
        assert order.before[-1].messages[0]["text"] == "Thank you."

    def test_is_there_in_every_revision(self, talk: Talk, pack: Pack) -> None:
        talk.send(choices=["carer"])
        with writing() as session:
            session.get_one(Conversation, talk.id).cursor = "capacity"
        talk.send(choices=["patient"])

        revisions = [(each.chosen, each.revision, each.stands) for each in shown(talk)]

        assert revisions == [(("A carer",), 1, False), (("A patient",), 2, True)]

    def test_says_what_was_skipped_in_the_words_of_the_choice(self, talk: Talk) -> None:
        talk.send(choices=["carer"])
        talk.send(choices=["skip"])

        assert (shown(talk)[1].skipped, shown(talk)[1].chosen) == (True, ("Skip this question",))

    def test_is_gone_when_its_author_took_it_back(self, talk: Talk) -> None:
        talk.send(choices=["carer"])
        with writing() as session:
            withdraw(session, response=session.get_one(Conversation, talk.id).response)

        assert shown(talk) == []


class TestInAForm:
    def test_stands_beside_its_question(self, session: Session, pack: Pack) -> None:
        response = a_response(session, pack, {"why": "Two buses."}, lane=Lane.STAFF).response

        answer = as_shown(session, response=response)[0]

        assert (answer.text, answer.comment) == ("What are your reasons?", "Two buses.")
        assert answer.by_form
        assert answer.before == ()

    def test_is_given_to_the_questions_that_were_on_it_when_it_was_opened(self, desk: Desk) -> None:
        visitor, before = Visitor(create_app(settings())), live()
        form = _hidden(visitor.get(f"{FORM}?lane=public").text)
        desk.edit("questions.yml", lambda rows: rows.__delitem__(slice(2, None)))
        assert live() != before

        sent = visitor.post(FORM, {**form, "q:capacity": "carer", "q:why": "Two buses."})

        assert sent.status_code == 303
        with reading() as session:
            response = session.scalars(select(Response)).one()
            answers = as_shown(session, response=response)
        assert {each.content_version for each in answers} == {before.version}
        assert [(each.question_key, each.text) for each in answers if each.comment] == [
            ("why", "What are your reasons?")
        ]

    def test_is_asked_for_again_when_it_was_opened_in_no_version_of_ours(self, desk: Desk) -> None:
        visitor = Visitor(create_app(settings()))
        form = _hidden(visitor.get(f"{FORM}?lane=public").text)

        sent = visitor.post(FORM, {**form, "version": "0" * 16, "q:capacity": "carer"})

        assert sent.status_code == 422
        assert "The questions have changed since you opened this page." in sent.text
        assert re.search(r'value="carer"[^>]* checked', sent.text)


def _hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}
