"""Answers are taken while they may be given, kept when they are late, and deleted at any time."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.conversations import NotOpen
from consultations.database import reading, utc_now, writing
from consultations.forms import Given, send_form
from consultations.models import Conversation
from consultations.responses import submit, withdraw
from consultations.returning import NothingToComeBackTo, give_back
from consultations.turns import StaleTurn, TakesNoAnswers
from consultations.types import ConsultationStatus, ConversationStatus, Lane
from tests.factories import a_conversation, an_answer
from tests.packs import TINY
from tests.publishing import (
    A_DAY,
    ANALYSING,
    CLOSED,
    DECIDED,
    DRAFT,
    OPEN,
    Desk,
    bring_to,
    status,
    step,
)
from tests.turning import Talk

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
FORM = {"capacity": Given(("patient",)), "why": Given((), "Two buses.")}


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
                questions=pack.questions_for(Lane.PUBLIC),
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
                questions=live.questions_for(Lane.PUBLIC),
                given=FORM,
            )
