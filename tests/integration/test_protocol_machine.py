"""Whatever comes in whatever order, every acknowledged answer is there once, where it belongs."""

from __future__ import annotations

import tempfile
import uuid
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from consultations.content.schema import Pack
from consultations.database import writing
from consultations.models import Answer, Conversation, Inbound
from consultations.turns import StaleTurn, Unfinished
from consultations.understanding import NotOffered
from tests.databases import Databases, used_as_ours
from tests.turning import Talk

VALUES = {
    "capacity": ["carer"],
    "which-days": ["saturday", "sunday"],
    "in-order": ["as-is", "late-opening"],
    "evenings-matter": ["agree"],
}


class Protocol(RuleBasedStateMachine):
    """A client that repeats itself, is late, sends nonsense, and a service that stops half-way."""

    databases: Databases
    pack: Pack

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = self.open.enter_context(tempfile.TemporaryDirectory())
        self.open.enter_context(used_as_ours(self.databases.migrated(Path(folder))))
        self.talk = Talk(self.pack)
        self.replies: dict[uuid.UUID, tuple[str, dict[str, object]]] = {}
        self.left: tuple[uuid.UUID, str] | None = None
        self.asked_at: dict[uuid.UUID, str] = {}
        self.old_turns: list[str] = []

    def teardown(self) -> None:
        self.open.close()

    def _say(self, message_id: uuid.UUID, turn: str, cursor: str | None) -> dict[str, object]:
        choices = VALUES.get(cursor or "")
        text = None if choices else "Two buses."
        return self.talk.send(turn=turn, message_id=message_id, text=text, choices=choices)

    @precondition(lambda self: self.left is None and self.talk.cursor() != "confirm")
    @rule()
    def answer(self) -> None:
        message_id, turn, cursor = uuid.uuid4(), self.talk.turn(), self.talk.cursor()
        self.replies[message_id] = (turn, self._say(message_id, turn, cursor))
        self.asked_at[message_id] = str(cursor)
        self.old_turns.append(turn)

    @precondition(lambda self: self.left is None and self.talk.cursor() != "confirm")
    @rule(handled=st.booleans())
    def answer_and_stop_half_way(self, handled: bool) -> None:
        message_id, turn, cursor = uuid.uuid4(), self.talk.turn(), self.talk.cursor()
        choices = VALUES.get(str(cursor))
        kept = self.talk.keep(
            turn=turn,
            message_id=message_id,
            text=None if choices else "Two buses.",
            choices=choices,
        )
        if handled:
            self.talk.handle(kept.inbound.id)
        self.left = (message_id, turn)
        self.asked_at[message_id] = str(cursor)

    @precondition(lambda self: self.left is not None)
    @rule()
    def send_again_what_was_left(self) -> None:
        assert self.left is not None
        message_id, turn = self.left
        self.replies[message_id] = (turn, self.talk.send(turn=turn, message_id=message_id))
        self.old_turns.append(turn)
        self.left = None

    @precondition(lambda self: self.left is not None)
    @rule()
    def send_another_while_one_waits(self) -> None:
        with pytest.raises(Unfinished):
            self.talk.send(turn=self.talk.turn(), text="Another.")

    @precondition(lambda self: self.replies)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        message_id = data.draw(st.sampled_from(sorted(self.replies)))
        turn, reply = self.replies[message_id]

        assert self.talk.send(turn=turn, message_id=message_id, text="Other words.") == reply

    @precondition(lambda self: self.old_turns)
    @rule(data=st.data())
    def be_late(self, data: st.DataObject) -> None:
        turn = data.draw(st.sampled_from(self.old_turns))

        with pytest.raises(StaleTurn):
            self.talk.send(turn=turn, text="Too late.")

    @precondition(lambda self: self.left is None)
    @rule()
    def choose_what_is_not_offered(self) -> None:
        with pytest.raises(NotOffered):
            self.talk.send(choices=["purple"])

    @precondition(lambda self: self.left is None and self.talk.cursor() == "confirm")
    @rule(key=st.sampled_from([*VALUES, "why"]))
    def go_back_to(self, key: str) -> None:
        with writing() as session:
            session.get_one(Conversation, self.talk.id).cursor = key

    @invariant()
    def every_acknowledged_answer_is_there_once(self) -> None:
        with writing() as session:
            kept = session.scalars(select(Answer).order_by(Answer.id)).all()
            message_of = dict(
                session.execute(select(Inbound.id, Inbound.message_id).order_by(Inbound.seq))
                .tuples()
                .all()
            )
        receipts = [each.receipt for each in kept]
        acknowledged = [
            saved["receipt"]
            for _, reply in self.replies.values()
            for saved in reply["saved"]  # type: ignore[attr-defined]
        ]

        assert len(acknowledged) == len(self.replies)
        assert len(set(acknowledged)) == len(acknowledged)
        assert set(acknowledged) <= set(receipts)
        assert len({each.inbound_id for each in kept}) == len(kept)
        for each in kept:
            assert each.inbound_id is not None
            assert each.question_key == self.asked_at[message_of[each.inbound_id]]
        current = [each.question_key for each in kept if each.current]
        assert len(set(current)) == len(current)


@pytest.fixture
def machine(databases: Databases, pack: Pack) -> type[Protocol]:
    """The machine, with what it needs of this test run."""
    return type("Machine", (Protocol,), {"databases": databases, "pack": pack})


def test_no_order_of_messages_loses_or_doubles_an_answer(machine: type[Protocol]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
