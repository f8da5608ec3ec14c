"""The server keeps the steps of a consultation, whatever files, clock and people ask for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.models import StatusChange
from consultations.steps import SERVICE, StatusRefused, record_due_steps, recorded_steps, take_step
from consultations.types import ConsultationStatus
from tests.packs import TINY
from tests.publishing import (
    A_DAY,
    ANALYSING,
    CLOSED,
    DECIDED,
    DRAFT,
    OPEN,
    WHY,
    Desk,
    bring_to,
    noted,
    status,
    step,
    steps,
)
from tests.turning import at_once


class TestTheDates:
    def test_are_recorded_as_steps_of_the_service(self, desk: Desk) -> None:
        assert steps() == [(OPEN, SERVICE)]

        desk.dates(opens=-9 * A_DAY, closes=-timedelta(minutes=5))
        assert steps()[-1] == (CLOSED, SERVICE)
        assert status() is CLOSED

    def test_are_recorded_once_however_many_look(self, desk: Desk, live: Pack) -> None:
        with writing() as session:
            session.execute(StatusChange.__table__.delete())

        def look() -> int:
            with writing() as session:
                return len(record_due_steps(session, pack=live))

        assert sorted(at_once(*[look] * 5)) == [0, 0, 0, 0, 1]

    def test_count_at_once_when_nobody_has_recorded_them_yet(
        self, desk: Desk, later: Callable[[timedelta], None]
    ) -> None:
        desk.dates(opens=-9 * A_DAY, closes=A_DAY)
        later(2 * A_DAY)

        assert status() is CLOSED
        assert steps()[-1][0] == OPEN

    def test_that_are_moved_while_it_is_open_are_recorded_with_who_and_what(
        self, desk: Desk
    ) -> None:
        desk.set(closes="2100-01-31T17:00")

        with reading() as session:
            last = recorded_steps(session, TINY)[-1]
        assert (last.status, last.by) == (OPEN, SERVICE)
        assert "31 December 2099 at 17:00 to 31 January 2100 at 17:00" in (last.reason or "")

    def test_that_are_moved_after_the_close_do_not_open_it_again(self, desk: Desk) -> None:
        bring_to(desk, CLOSED)
        desk.set(closes="2100-01-31T17:00")

        assert status() is CLOSED

        step(OPEN)
        assert status() is OPEN


class TestTheFiles:
    @pytest.mark.parametrize("wish", [ANALYSING, DECIDED])
    def test_cannot_jump(
        self, desk: Desk, wish: ConsultationStatus, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.WARNING):
            desk.status(wish)

        assert status() is OPEN
        assert f"The files say '{wish}', and the record says 'open'." in caplog.text

    def test_may_take_one_step(self, desk: Desk) -> None:
        desk.status(CLOSED)

        assert status() is CLOSED
        assert steps() == [(OPEN, SERVICE), (CLOSED, SERVICE)]

    def test_take_it_once(self, desk: Desk) -> None:
        desk.status(CLOSED)
        step(OPEN)
        desk.set(title="Another title")

        assert status() is OPEN

    def test_cannot_decide_before_the_answers_are_read(self, desk: Desk) -> None:
        bring_to(desk, CLOSED)
        desk.status(DECIDED)
        assert status() is CLOSED

        desk.status(ANALYSING)
        desk.status(DECIDED)
        assert status() is DECIDED

    def test_cannot_open_again(self, desk: Desk) -> None:
        desk.status(CLOSED)
        desk.status(OPEN)

        assert status() is CLOSED


class TestAPerson:
    def test_is_named_with_the_reason_in_the_record(self, desk: Desk) -> None:
        step(CLOSED, by=" Ada ")

        with reading() as session:
            last = recorded_steps(session, TINY)[-1]
            event = noted(session, "status recorded")[-1]
        assert (last.status, last.by, last.reason) == (CLOSED, "Ada", WHY)
        assert (event.actor, event.detail["status"]) == ("Ada", CLOSED)

    @pytest.mark.parametrize("to", [DRAFT, OPEN, ANALYSING, DECIDED])
    def test_cannot_jump(self, desk: Desk, to: ConsultationStatus) -> None:
        with pytest.raises(StatusRefused):
            step(to)
        assert status() is OPEN

    def test_has_a_name(self, desk: Desk) -> None:
        with pytest.raises(StatusRefused, match="Say who"):
            step(CLOSED, by=" ")

    def test_cannot_take_a_step_of_what_was_never_published(self, desk: Desk) -> None:
        with writing() as session, pytest.raises(StatusRefused, match="No version of nowhere"):
            take_step(session, slug="nowhere", to=CLOSED, by="Ada", reason=WHY)


def test_a_clock_that_was_set_back_records_nothing_twice(desk: Desk, live: Pack) -> None:
    bring_to(desk, CLOSED)
    with writing() as session:
        session.execute(update(StatusChange).values(at=utc_now() + A_DAY))

    desk.look()

    assert [status for status, _ in steps()].count(CLOSED) == 1
