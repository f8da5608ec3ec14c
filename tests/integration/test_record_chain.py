"""The record is a chain: every event is linked when it is made, by however many at once."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from consultations.audit import link_old_events, link_what_waits, note
from consultations.audit.checking import check_record
from consultations.audit.stored import check_answers, check_texts
from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.imports.bringing import bring_in, undo
from consultations.imports.channels import Channel
from consultations.imports.files import look_at, make_ready, terms
from consultations.models import Answer, AuditEvent, ContentVersion, ImportBatch, Response
from consultations.responses import withdraw
from consultations.types import Lane
from tests.factories import a_response
from tests.turning import at_once


def add(*whats: str) -> None:
    """Events in one transaction."""
    with writing() as session:
        for what in whats:
            note(session, actor="ada", what=what, subject="tiny", some={"list": ["é", 1, None]})


def events() -> list[AuditEvent]:
    with reading() as session:
        return list(session.scalars(select(AuditEvent).order_by(AuditEvent.id)))


def old(session: Session, *whats: str) -> None:
    """Events as they were made before there was a chain."""
    for what in whats:
        row = {"at": utc_now(), "actor": "ada", "what": what, "subject": "x", "detail": {}}
        session.execute(insert(AuditEvent), [row])


@pytest.mark.usefixtures("database_url")
class TestTheChain:
    def test_links_each_event_to_the_one_before(self) -> None:
        add("one", "two")
        add("three")

        first, second, third = events()
        assert first.before is None
        assert (second.before, third.before) == (first.digest, second.digest)

    def test_is_whole_after_many_wrote_at_once(self) -> None:
        def write() -> None:
            for number in range(10):
                add(f"first {number}", f"second {number}")

        at_once(*[write] * 4)

        with reading() as session:
            verdict = check_record(session)
        assert (verdict.wrong, verdict.events) == (None, 80)

    def test_keeps_its_order_when_who_began_first_is_done_last(self) -> None:
        with writing() as slow:
            note(slow, actor="ada", what="slow", subject="x")
            if slow.get_bind().dialect.name == "postgresql":
                slow.flush()
                add("fast")

        assert [each.what for each in events()][-1] == "slow"
        with reading() as session:
            assert check_record(session).is_whole

    def test_has_nothing_of_what_was_undone(self) -> None:
        with writing() as session:
            note(session, actor="ada", what="undone", subject="x")
            session.flush()
            session.rollback()
        add("kept")

        assert [each.what for each in events()] == ["kept"]
        assert events()[0].digest

    def test_links_old_events_once(self) -> None:
        with writing() as session:
            old(session, "one", "two")
        with writing() as session:
            linked = link_old_events(session)
        with writing() as session:
            old(session, "put in")
        with writing() as session:
            again = link_old_events(session)
            verdict = check_record(session)

        assert (linked, again) == (2, 0)
        assert verdict.wrong == (
            "Event 3 is in no chain. Somebody added it without the service, or took its link away."
        )

    def test_links_what_was_added_by_a_statement(self) -> None:
        add("before")
        with writing() as session:
            old(session, "one", "two")
            link_what_waits(session)
        add("after")

        with reading() as session:
            assert check_record(session).events == 4


@pytest.mark.usefixtures("database_url")
class TestAnswers:
    def test_fit_the_record(self, pack: Pack) -> None:
        respond(pack)

        assert checked() == (2, None)
        assert "canary" not in str([each.detail for each in events()])

    def test_do_not_fit_once_somebody_changed_them(self, pack: Pack) -> None:
        respond(pack)
        with writing() as session:
            why = update(Answer).where(Answer.question_key == "why")
            session.execute(why.values(comment="Three buses"))
        fitting, wrong = checked()

        assert fitting == 1
        assert "is not as it was given" in str(wrong)

    def test_that_nobody_gave_are_found(self, pack: Pack) -> None:
        respond(pack)
        with writing() as session:
            why = session.scalars(select(Answer).where(Answer.question_key == "why")).one()
            session.execute(update(Answer).where(Answer.id == why.id).values(id=uuid.uuid4()))

        assert "is not in the record" in str(checked()[1])

    def test_that_somebody_took_away_are_missed(self, pack: Pack) -> None:
        respond(pack)
        with writing() as session:
            session.execute(delete(Answer).where(Answer.question_key == "why"))

        assert "is missing. The record holds it" in str(checked()[1])

    def test_leave_the_record_whole_when_they_are_taken_back(self, pack: Pack) -> None:
        respond(pack)
        with writing() as session:
            withdraw(session, response=session.scalars(select(Response)).one())

        assert checked() == (0, None)

    def test_that_came_in_a_file_may_be_undone(self, pack: Pack) -> None:
        file = look_at(pack, b"capacity,why\ncarer,On paper\npatient,\n")
        ready = make_ready(pack, file, terms(pack, lane=Lane.PUBLIC))
        with writing() as session:
            note(session, actor="ada", what="before", subject="tiny")
            batch = bring_in(
                session, pack=pack, ready=ready, channel=Channel.PAPER, name="pile", by="ada"
            )
        assert checked() == (3, None)
        with writing() as session:
            undo(session, batch=session.get_one(ImportBatch, batch.id), by="ada")

        assert checked() == (0, None)


def respond(pack: Pack) -> None:
    """Somebody who sends in a response with two answers."""
    with writing() as session:
        a_response(session, pack, {"capacity": ["carer"], "why": "canary"})


def checked() -> tuple[int, str | None]:
    """How many answers fit the record, and what is wrong."""
    with reading() as session:
        verdict = check_record(session)
        assert verdict.is_whole
        return check_answers(session, verdict=verdict), verdict.wrong


@pytest.mark.usefixtures("desk")
class TestTexts:
    def test_that_were_changed_after_they_were_published_are_found(self) -> None:
        with reading() as session:
            verdict = check_record(session)
            fitting = check_texts(session, verdict=verdict)
            assert (fitting, verdict.wrong) == (1, None)
        with writing() as session:
            session.execute(update(ContentVersion).values(pack="{}"))
        with reading() as session:
            check_texts(session, verdict=verdict)

        assert "is not as it was published" in str(verdict.wrong)
