"""The server keeps the steps of a consultation, and takes answers only when they may be given."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from consultations.content import library
from consultations.content.library import current_pack, status_of
from consultations.content.schema import Pack
from consultations.conversations import NotOpen
from consultations.database import reading, utc_now, writing
from consultations.forms import Given, send_form
from consultations.models import Conversation, StatusChange
from consultations.responses import submit, withdraw
from consultations.returning import NothingToComeBackTo, give_back
from consultations.steps import (
    SERVICE,
    StatusRefused,
    record_due_steps,
    recorded_steps,
    take_step,
)
from consultations.turns import StaleTurn, TakesNoAnswers
from consultations.types import ConsultationStatus, ConversationStatus, Lane
from tests.factories import a_conversation, an_answer
from tests.packs import TINY
from tests.publishing import Desk, desk_in, noted
from tests.turning import Talk, at_once

DRAFT, OPEN, CLOSED, ANALYSING, DECIDED = ConsultationStatus
A_DAY = timedelta(days=1)
WHY = "The hall was flooded."
FORM = {"capacity": Given(("patient",)), "why": Given((), "Two buses.")}


@pytest.fixture
def new_desk(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A pack that nobody has looked at yet."""
    return desk_in(tmp_path / "content", monkeypatch)


@pytest.fixture
def desk(new_desk: Desk) -> Desk:
    """A published pack that is open until 2099."""
    new_desk.look()
    return new_desk


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock by which statuses are told."""

    def move(by: timedelta) -> None:
        monkeypatch.setattr("consultations.openness.utc_now", lambda: utc_now() + by)

    return move


@pytest.fixture
def live(desk: Desk) -> Pack:
    """The pack as people see it."""
    pack = current_pack(TINY)
    assert pack is not None
    return pack


def steps() -> list[tuple[str, str]]:
    with reading() as session:
        return [(each.status, each.by) for each in recorded_steps(session, TINY)]


def status() -> ConsultationStatus:
    pack = current_pack(TINY)
    assert pack is not None
    return status_of(pack)


def step(to: ConsultationStatus, *, by: str = "Ada", reason: str | None = WHY) -> None:
    with writing() as session:
        take_step(session, slug=TINY, to=to, by=by, reason=reason)
        library.look_again(session)


def bring_to(desk: Desk, wanted: ConsultationStatus) -> None:
    """Take the open consultation as far as is wanted."""
    if wanted in (CLOSED, ANALYSING, DECIDED):
        desk.dates(opens=-9 * A_DAY, closes=-timedelta(minutes=5))
    if wanted in (ANALYSING, DECIDED):
        step(ANALYSING)
    if wanted is DECIDED:
        step(DECIDED)
    assert status() is wanted


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


class TestAnswers:
    """What a respondent may do at each status."""

    @pytest.mark.parametrize("at", [OPEN, CLOSED, ANALYSING, DECIDED])
    def test_are_started_while_it_is_open_only(
        self, desk: Desk, live: Pack, at: ConsultationStatus
    ) -> None:
        bring_to(desk, at)

        with writing() as session:
            if at is OPEN:
                a_conversation(session, live)
            else:
                with pytest.raises(NotOpen):
                    a_conversation(session, live)

    def test_are_not_started_before_it_opens(self, new_desk: Desk) -> None:
        new_desk.dates(opens=A_DAY, closes=9 * A_DAY)
        pack = current_pack(TINY)
        assert pack is not None
        assert status() is DRAFT

        with writing() as session, pytest.raises(NotOpen):
            a_conversation(session, pack)

    @pytest.mark.parametrize(
        ("at", "goes_on"), [(OPEN, True), (CLOSED, True), (ANALYSING, False), (DECIDED, False)]
    )
    def test_of_somebody_half_way_are_taken_until_they_are_read(
        self, desk: Desk, live: Pack, at: ConsultationStatus, goes_on: bool
    ) -> None:
        talk = Talk(live)
        turn = talk.turn()
        bring_to(desk, at)

        if goes_on:
            assert talk.send(turn=turn, choices=["carer"])["saved"]
            assert talk.cursor() == "which-days"
            return
        with pytest.raises(TakesNoAnswers):
            talk.keep(turn=turn, choices=["carer"])
        with reading() as session:
            conversation = session.get_one(Conversation, talk.id)
            assert conversation.status == ConversationStatus.CLOSED
            assert conversation.response.submitted_at is None

    @pytest.mark.parametrize(("at", "late"), [(OPEN, False), (CLOSED, True)])
    def test_that_are_sent_after_the_close_are_kept_and_labelled(
        self, desk: Desk, live: Pack, at: ConsultationStatus, late: bool
    ) -> None:
        talk = Talk(live)
        bring_to(desk, at)

        with writing() as session:
            conversation = session.get_one(Conversation, talk.id)
            submit(session, conversation=conversation, pack=live)
        assert conversation.response.late is late

    def test_are_not_late_when_the_close_was_moved_after_they_were_begun(
        self, desk: Desk, later: Callable[[timedelta], None]
    ) -> None:
        desk.dates(opens=-A_DAY, closes=A_DAY)
        pack = current_pack(TINY)
        assert pack is not None
        talk = Talk(pack)
        desk.dates(opens=-A_DAY, closes=3 * A_DAY)
        later(2 * A_DAY)

        with writing() as session:
            conversation = session.get_one(Conversation, talk.id)
            submit(session, conversation=conversation, pack=pack)
        assert not conversation.response.late

    @pytest.mark.parametrize(
        ("at", "unsent", "sent"),
        [(OPEN, True, True), (CLOSED, True, False), (ANALYSING, False, False)],
    )
    def test_are_come_back_to_by_code(
        self, desk: Desk, live: Pack, at: ConsultationStatus, unsent: bool, sent: bool
    ) -> None:
        talks = [Talk(live), Talk(live)]
        with writing() as session:
            submit(session, conversation=session.get_one(Conversation, talks[1].id), pack=live)
        bring_to(desk, at)

        for talk, may in zip(talks, (unsent, sent), strict=True):
            with writing() as session:
                response = session.get_one(Conversation, talk.id).response
                if may:
                    give_back(session, response=response)
                else:
                    with pytest.raises(NothingToComeBackTo):
                        give_back(session, response=response)

    @pytest.mark.parametrize("at", [CLOSED, ANALYSING])
    def test_that_were_sent_in_time_stay_as_they_were_when_it_closes_during_a_change(
        self, desk: Desk, live: Pack, at: ConsultationStatus
    ) -> None:
        talk = Talk(live)
        with writing() as session:
            conversation = session.get_one(Conversation, talk.id)
            an_answer(session, conversation, live, "why", "Two buses.")
            submit(session, conversation=conversation, pack=live)
            _, talk.token = give_back(session, response=conversation.response)
        turn = talk.turn()
        bring_to(desk, at)

        with pytest.raises((TakesNoAnswers, StaleTurn)):
            talk.keep(turn=turn, choices=["confirm"])
        with reading() as session:
            conversation = session.get_one(Conversation, talk.id)
            assert conversation.status == ConversationStatus.SUBMITTED
            assert not conversation.response.late

    @pytest.mark.parametrize("at", [OPEN, CLOSED, ANALYSING, DECIDED])
    @pytest.mark.parametrize("is_sent", [True, False])
    def test_are_deleted_for_their_author_at_any_time(
        self, desk: Desk, live: Pack, at: ConsultationStatus, is_sent: bool
    ) -> None:
        talk = Talk(live)
        with writing() as session:
            conversation = session.get_one(Conversation, talk.id)
            an_answer(session, conversation, live, "why", "Two buses.")
            if is_sent:
                submit(session, conversation=conversation, pack=live)
        bring_to(desk, at)

        with writing() as session:
            response = session.get_one(Conversation, talk.id).response
            withdraw(session, response=response)
            session.expire_all()
            assert session.get_one(Conversation, talk.id).response.answers == []

    def test_that_were_begun_stay_possible_when_it_opens_again(
        self, desk: Desk, live: Pack
    ) -> None:
        talk = Talk(live)
        step(CLOSED)
        step(OPEN)

        assert talk.send(choices=["carer"])["saved"]


class TestTheForm:
    def send(self, pack: Pack, **more: object) -> Conversation:
        with writing() as session:
            return send_form(
                session,
                conversation=None,
                pack=pack,
                lane=Lane.PUBLIC,
                form_id=uuid.uuid4(),
                given=FORM,
                **more,  # type: ignore[arg-type]
            ).conversation

    @pytest.mark.parametrize(
        ("at", "opened_before_the_close", "taken"),
        [
            (OPEN, True, True),
            (CLOSED, True, True),
            (CLOSED, False, False),
            (ANALYSING, True, False),
            (DECIDED, True, False),
        ],
    )
    def test_is_taken_late_from_who_opened_it_in_time(
        self,
        desk: Desk,
        live: Pack,
        at: ConsultationStatus,
        opened_before_the_close: bool,
        taken: bool,
    ) -> None:
        bring_to(desk, at)
        began_at = utc_now() - (A_DAY if opened_before_the_close else timedelta())

        if taken:
            sent = self.send(live, began_at=began_at)
            assert sent.response.late is (at is CLOSED)
        else:
            with pytest.raises(NotOpen):
                self.send(live, began_at=began_at)

    @pytest.mark.parametrize("at", [CLOSED, ANALYSING])
    def test_changes_nothing_that_was_sent_once_it_has_closed(
        self, desk: Desk, live: Pack, at: ConsultationStatus
    ) -> None:
        sent = self.send(live)
        bring_to(desk, at)

        with writing() as session, pytest.raises(NotOpen):
            send_form(
                session,
                conversation=session.get_one(Conversation, sent.id),
                pack=live,
                lane=Lane.PUBLIC,
                form_id=uuid.uuid4(),
                given=FORM,
            )


def test_a_clock_that_was_set_back_records_nothing_twice(desk: Desk, live: Pack) -> None:
    bring_to(desk, CLOSED)
    with writing() as session:
        session.execute(update(StatusChange).values(at=utc_now() + A_DAY))

    desk.look()

    assert [status for status, _ in steps()].count(CLOSED) == 1
