"""Who asked can be seen by whoever has the code, and by nobody else, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultations.models import WhoAsked
from consultations.queue.who_asked import forget_who_asked, questions_of, remember_who_asked
from consultations.responses import withdraw
from consultations.settings import settings
from tests.asked import asked
from tests.factories import a_conversation


@pytest.fixture
def code(session, pack) -> str:
    """The code of somebody's response."""
    return somebody(session, pack).code


def somebody(session, pack):
    return a_conversation(session, pack)[0].response


class TestWhoAsked:
    def test_the_holder_of_the_code_sees_the_questions_however_it_is_typed(
        self, session, pack, code
    ):
        question = asked(session, pack)
        asked(session, pack, "Will there be cake?")
        remember_who_asked(session, question=question, code=code)
        remember_who_asked(session, question=question, code=code)

        assert questions_of(session, code=code) == [question]
        assert questions_of(session, code=code.lower().replace("-", " ")) == [question]

    def test_nobody_else_does(self, session, pack, code):
        remember_who_asked(session, question=asked(session, pack), code=code)

        assert questions_of(session, code=somebody(session, pack).code) == []
        assert questions_of(session, code="SB-0000-0000-0000") == []
        assert questions_of(session, code="") == []

    def test_two_questions_of_one_person_cannot_be_told_from_those_of_two(
        self, session, pack, code
    ):
        for text in ("Will there be a bus?", "Will there be cake?"):
            remember_who_asked(session, question=asked(session, pack, text), code=code)
        digests = session.scalars(select(WhoAsked.code_digest).order_by(WhoAsked.id)).all()

        assert len(set(digests)) == 2
        assert not any(code in digest for digest in digests)

    def test_the_digest_is_worthless_without_the_secret(self, session, pack, code, monkeypatch):
        remember_who_asked(session, question=asked(session, pack), code=code)
        monkeypatch.setenv("SOUNDING_BOARD_SECRET", "another secret")
        settings.cache_clear()

        assert questions_of(session, code=code) == []

    def test_withdrawing_cuts_the_links_and_keeps_the_question(self, session, pack):
        response, other = somebody(session, pack), somebody(session, pack)
        question = asked(session, pack)
        for each in (response, other):
            remember_who_asked(session, question=question, code=each.code)
        withdraw(session, response=response)

        assert questions_of(session, code=response.code) == []
        assert questions_of(session, code=other.code) == [question]

    def test_a_deleted_question_takes_its_links_along(self, session, pack, code):
        question = asked(session, pack)
        remember_who_asked(session, question=question, code=code)
        session.delete(question)
        session.flush()

        assert session.scalars(select(WhoAsked).order_by(WhoAsked.id)).all() == []

    def test_forgetting_somebody_unknown_does_nothing(self, session, pack):
        forget_who_asked(session, code="SB-0000-0000-0000")

        assert session.scalars(select(WhoAsked).order_by(WhoAsked.id)).all() == []
