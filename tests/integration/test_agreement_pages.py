"""The pages about agreement and about views that moved, on both databases."""

from __future__ import annotations

import re
from html import unescape

import pytest

from consultations.accounts import add_account
from consultations.analysis import people_of
from consultations.content.schema import Pack
from consultations.database import writing
from consultations.deliberation.channels import channels_of
from consultations.deliberation.exposure import exposure_of
from consultations.settings import settings
from tests.factories import a_response
from tests.visiting import Visitor
from web.app import create_app

PASSWORD = "correct horse battery"
VOTED = {
    "capacity": ["patient"],
    "first-view": ["neither"],
    "check-money": ["do-not-know"],
    "statement-minutes-matter": ["agree"],
    "statement-own-bed": ["disagree"],
    "second-view": ["somewhat-for"],
    "what-moved-you": ["something-read"],
}


@pytest.fixture
def ada(database_url) -> Visitor:
    """Ada, signed in."""
    with writing() as session:
        add_account(session, name="ada", password=PASSWORD)
    visitor = Visitor(create_app(settings()))
    typed = {"name": "ada", "password": PASSWORD, "next": ""}
    assert visitor.send("/workspace/sign-in", typed).status_code == 303
    return visitor


def read(visitor: Visitor, topic: str, slug: str) -> str:
    page = visitor.get(f"/workspace/{slug}/{topic}")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text)))


class TestThePages:
    def test_say_what_will_appear_before_anybody_answers(self, ada, weighing: Pack):
        assert "Nobody has voted on a statement yet." in read(ada, "agreement", weighing.slug)
        assert "Nobody has sent in a response yet." in read(ada, "moved", weighing.slug)

    def test_show_votes_and_moves_once_enough_people_took_part(self, ada, weighing: Pack):
        with writing() as session:
            for _ in range(9):
                a_response(session, weighing, VOTED)
        agreement, moved = (read(ada, each, weighing.slug) for each in ("agreement", "moved"))

        assert "anything else. 9 votes Agree 100% Pass 0% Disagree 0%" in agreement
        assert "anything else. 9 9 0 0" in agreement
        assert "No clear groups." in agreement
        assert "0 people voted on 7 statements or more" in agreement
        assert "9 people answered both times." in moved
        assert "100% Changed their view" in re.sub(r"(Changed their view) (100%)", r"\2 \1", moved)
        assert "Something I read here 9" in moved

    def test_never_show_what_fewer_people_did(self, ada, weighing: Pack):
        with writing() as session:
            for _ in range(4):
                a_response(session, weighing, VOTED)
        agreement, moved = (read(ada, each, weighing.slug) for each in ("agreement", "moved"))

        assert "4 votes" not in agreement.partition("What all groups agree on")[2]
        assert "Fewer than 8 people answered both times." in moved
        assert "Something I read here" not in moved


class TestWhatWasShown:
    def test_counts_cards_of_both_sides_and_which_came_first(self, session, weighing: Pack):
        option = weighing.options[0]
        card = f"proposals/{option.id}#both-sides"
        for number in range(40):
            conversation = a_response(session, weighing, VOTED)
            response = conversation.response
            response.measured = {
                **(response.measured or {}),
                "shown": [card] if number < 30 else [],
                "words_for": 100,
                "words_against": 100,
            }
        session.flush()
        people = people_of(session, pack=weighing)
        shown = exposure_of(session, people=people, pack=weighing)
        first = next(each for each in shown.cards if each.proposal.id == option.id)

        assert (first.people, first.is_pair) == (30, False)
        assert first.gains_first is not None
        assert 0.1 < first.gains_first < 0.9
        assert (shown.words_for, shown.words_against, shown.both_sides) == (100, 100, 40)

    def test_compares_the_chat_with_the_form(self, session, weighing: Pack):
        for number in range(24):
            conversation = a_response(session, weighing, VOTED, submitted=number < 22)
            conversation.response.channel = "form" if number < 10 else "chat"
        session.flush()
        people = people_of(session, pack=weighing)
        channels = channels_of(session, people=people, slug=weighing.slug)
        by_name = {each.name: each for each in channels}

        assert [each.name for each in channels] == ["chat", "form"]
        assert by_name["form"].finished == 1.0
        assert by_name["chat"].finished == pytest.approx(12 / 14)
        assert by_name["chat"].answers == len(VOTED)

    def test_says_nothing_of_a_way_in_that_few_people_took(self, session, weighing: Pack):
        a_response(session, weighing, VOTED)
        people = people_of(session, pack=weighing)
        found = channels_of(session, people=people, slug=weighing.slug)

        assert [each.people for each in found] == [None]
