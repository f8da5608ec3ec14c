"""An action handles a message once, and speaks only after what it did is committed."""

from __future__ import annotations

import asyncio
import uuid

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import select

from actions.feedback import ActionRecordAnswer
from actions.proposals import ActionReadOn
from actions.this_turn import Turn, TurnAction
from actions.where_we_are import ActionWhereWeAre
from consultations.content.schema import Pack
from consultations.database import writing
from consultations.models import Answer, Conversation, Inbound
from tests.turning import Talk, at_once


def run(action: TurnAction | ActionWhereWeAre, inbound_id: uuid.UUID) -> CollectingDispatcher:
    """Run an action as Rasa does, and return what it says."""
    said = CollectingDispatcher()
    tracker = Tracker(
        sender_id="someone",
        slots={},
        latest_message={"metadata": {"inbound": str(inbound_id)}},
        events=[],
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )
    said.slots = asyncio.run(action.run(said, tracker, {}))
    return said


@pytest.fixture
def talk(database_url: str, pack: Pack) -> Talk:
    return Talk(pack)


class Broken(TurnAction):
    """Does something, says so, and fails."""

    def name(self) -> str:
        return "broken_on_purpose"

    def take(self, turn: Turn) -> None:
        turn.conversation.cursor = "why"
        turn.utter("utter_receipt", code="SB-0000-0000-0000")
        raise RuntimeError("The disk is full.")


class TestTurnAction:
    def test_says_nothing_and_keeps_nothing_when_it_fails(self, talk: Talk) -> None:
        kept = talk.keep(turn=talk.turn(), choices=["carer"])

        with pytest.raises(RuntimeError):
            run(Broken(), kept.inbound.id)

        assert talk.cursor() == "capacity"
        assert run(ActionRecordAnswer(), kept.inbound.id).messages == []
        assert talk.cursor() == "which-days"

    def test_does_nothing_the_second_time(self, talk: Talk) -> None:
        kept = talk.keep(turn=talk.turn(), choices=["carer"])
        for _ in range(3):
            run(ActionRecordAnswer(), kept.inbound.id)

        with writing() as session:
            assert len(session.scalars(select(Answer).order_by(Answer.id)).all()) == 1
            assert session.get_one(Inbound, kept.inbound.id).handled_by == "action_record_answer"

    def test_goes_one_step_when_it_is_run_twice_at_once(self, talk: Talk) -> None:
        with writing() as session:
            session.get_one(Conversation, talk.id).cursor = "read:0"
        kept = talk.keep(turn=talk.turn(), choices=["explain"])

        at_once(*[lambda: run(ActionReadOn(), kept.inbound.id)] * 6)

        assert talk.cursor() == "read:1"


class TestWhereWeAre:
    @pytest.mark.parametrize(
        ("cursor", "asking"),
        [("capacity", "choice"), ("why", "words"), ("confirm", "confirmation"), (None, "nothing")],
    )
    def test_tells_rasa_what_the_database_says(
        self, talk: Talk, cursor: str | None, asking: str
    ) -> None:
        kept = talk.keep(turn=talk.turn(), choices=["carer"])
        with writing() as session:
            session.get_one(Conversation, talk.id).cursor = cursor

        events = run(ActionWhereWeAre(), kept.inbound.id).slots

        assert [(each["name"], each["value"]) for each in events] == [("asking", asking)]
