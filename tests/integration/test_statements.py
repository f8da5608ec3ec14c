"""Statements that respondents suggest, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultations.models import SuggestedStatement, WhoSuggested
from consultations.responses import withdraw
from consultations.statements.standing import Standing
from consultations.statements.suggesting import TooLong, suggest, take_back
from consultations.statements.who_suggested import statements_of
from consultations.types import Lane
from tests.factories import a_conversation, an_answer

BUS = "The last bus should leave after the surgery shuts."


@pytest.fixture
def conversation(session, pack):
    """Somebody who said that they are a carer."""
    conversation, _ = a_conversation(session, pack)
    conversation.response.stakeholder_group = "carer"
    return conversation


def rows(session) -> list[SuggestedStatement]:
    return list(session.scalars(select(SuggestedStatement).order_by(SuggestedStatement.text)))


class TestSuggesting:
    def test_a_statement_waits_with_whose_view_it_is(self, session, pack, conversation):
        statement = suggest(session, pack=pack, conversation=conversation, text=f"  {BUS}\n ")

        assert (statement.text, statement.whose) == (BUS, "A carer")
        assert statement.status == Standing.WAITING

    def test_who_said_nothing_of_themselves_is_nobody_in_particular(self, session, pack):
        conversation, _ = a_conversation(session, pack, lane=Lane.STAFF)

        assert suggest(session, pack=pack, conversation=conversation, text=BUS).whose is None

    def test_what_is_too_long_is_refused_with_how_much_too_long(self, session, pack, conversation):
        suggest(session, pack=pack, conversation=conversation, text="a" * 200)
        with pytest.raises(TooLong) as refused:
            suggest(session, pack=pack, conversation=conversation, text="b" * 207)

        assert refused.value.over == 7
        assert len(rows(session)) == 1

    def test_the_same_words_of_one_person_wait_once(self, session, pack, conversation):
        for text in (BUS, BUS.upper(), BUS.rstrip(".")):
            suggest(session, pack=pack, conversation=conversation, text=text)

        assert [each.text for each in rows(session)] == [BUS]

    def test_a_changed_answer_takes_the_place_of_what_waits(self, session, pack, conversation):
        suggest(session, pack=pack, conversation=conversation, text=BUS)
        suggest(session, pack=pack, conversation=conversation, text="Later!", instead_of=BUS)

        assert [(each.text, each.status) for each in rows(session)] == [
            ("", Standing.WITHDRAWN),
            ("Later!", Standing.WAITING),
        ]

    def test_what_was_decided_on_is_not_taken_back(self, session, pack, conversation):
        suggest(session, pack=pack, conversation=conversation, text=BUS).status = "accepted"
        take_back(session, conversation=conversation, text=BUS)

        assert [each.text for each in rows(session)] == [BUS]


class TestWhoSuggested:
    def test_the_holder_of_the_code_sees_it_and_nobody_else(self, session, pack, conversation):
        statement = suggest(session, pack=pack, conversation=conversation, text=BUS)
        other, _ = a_conversation(session, pack)

        assert statements_of(session, code=conversation.response.code) == [statement]
        assert statements_of(session, code=other.response.code) == []
        assert statements_of(session, code="SB-0000-0000-0000") == []

    def test_nothing_that_is_kept_names_the_code(self, session, pack, conversation):
        suggest(session, pack=pack, conversation=conversation, text=BUS)
        (digest,) = session.scalars(select(WhoSuggested.code_digest)).all()

        assert conversation.response.code not in digest
        assert len(digest) == 64

    def test_taking_a_response_back_deletes_the_words_that_wait(self, session, pack, conversation):
        an_answer(session, conversation, pack, "capacity", ["carer"])
        suggest(session, pack=pack, conversation=conversation, text=BUS)
        shown = suggest(session, pack=pack, conversation=conversation, text="More buses.")
        shown.status = Standing.ACCEPTED
        withdraw(session, response=conversation.response)

        assert sorted((each.text, each.status) for each in rows(session)) == [
            ("", Standing.WITHDRAWN),
            ("More buses.", Standing.ACCEPTED),
        ]
        assert statements_of(session, code=conversation.response.code) == []
