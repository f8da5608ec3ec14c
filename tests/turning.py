"""Take turns without Rasa: keep a message, handle it as the actions do, store the reply."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from consultations.answers import record_answer
from consultations.content.schema import Pack
from consultations.conversations import find_conversation
from consultations.database import writing
from consultations.models import Conversation, Inbound
from consultations.moving import move_on
from consultations.turn_tokens import sign_turn
from consultations.turns import Received, finish, receive
from tests.factories import a_conversation

T = TypeVar("T")


class Talk:
    """One conversation at its first question, with a transaction for each step of a turn."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        with writing() as session:
            conversation, self.token = a_conversation(session, pack)
            move_on(session, conversation=conversation, pack=pack)
            self.id = conversation.id

    def turn(self) -> str:
        """The token of the turn that is open now."""
        with writing() as session:
            return sign_turn(self.id, session.get_one(Conversation, self.id).seq)

    def cursor(self) -> str | None:
        """What is asked now."""
        with writing() as session:
            return session.get_one(Conversation, self.id).cursor

    def keep(
        self,
        *,
        turn: str,
        message_id: uuid.UUID | None = None,
        text: str | None = None,
        choices: Sequence[str] | None = None,
    ) -> Received:
        """Keep a message, as the web does before Rasa hears of it."""
        with writing() as session:
            conversation = find_conversation(
                session, conversation_id=self.id, token=self.token, for_update=True
            )
            return receive(
                session,
                conversation=conversation,
                message_id=message_id or uuid.uuid4(),
                turn=turn,
                text=text,
                choices=choices,
            )

    def handle(self, inbound_id: uuid.UUID) -> None:
        """Record what a message says, as the action does."""
        with writing() as session:
            inbound = session.get_one(Inbound, inbound_id)
            conversation = session.get_one(Conversation, self.id, with_for_update=True)
            question = self.pack.question(conversation.cursor)
            if question is None or inbound.handled_by is not None:
                return
            record_answer(
                session,
                response=conversation.response,
                question=question,
                content_version=conversation.content_version,
                choices=inbound.choices,
                comment=None if inbound.choices else inbound.text,
                inbound_id=inbound.id,
            )
            move_on(session, conversation=conversation, pack=self.pack)
            inbound.handled_by = "action_record_answer"

    def finish(self, inbound_id: uuid.UUID, *words: str) -> dict[str, Any]:
        """Store the reply to a message."""
        with writing() as session:
            inbound = session.get_one(Inbound, inbound_id)
            return finish(
                session,
                inbound=inbound,
                messages=[{"kind": "text", "text": each, "sources": []} for each in words],
            )

    def send(
        self,
        *,
        turn: str | None = None,
        message_id: uuid.UUID | None = None,
        text: str | None = None,
        choices: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        """A whole turn: keep, handle, finish."""
        kept = self.keep(
            turn=turn or self.turn(), message_id=message_id, text=text, choices=choices
        )
        if kept.reply is not None:
            return kept.reply
        self.handle(kept.inbound.id)
        return self.finish(kept.inbound.id)


def at_once(*works: Callable[[], T]) -> list[T | Exception]:
    """What several pieces of work return, or raise, when real threads do them at one moment."""
    together = threading.Barrier(len(works))

    def do(work: Callable[[], T]) -> T | Exception:
        together.wait(timeout=30)
        try:
            return work()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(do, works))
