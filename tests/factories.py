"""Small worlds in the database, built from what a test cares about and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from consultations import flow
from consultations.answers import record_answer
from consultations.content.schema import Pack
from consultations.conversations import start_conversation
from consultations.models import Answer, Conversation, Inbound
from consultations.moving import move_on
from consultations.responses import submit
from consultations.turns import finish, receive_start
from consultations.types import Lane

Said = str | Sequence[str]


def a_conversation(
    session: Session, pack: Pack, *, lane: Lane | None = Lane.PUBLIC, opened: bool = True
) -> tuple[Conversation, str]:
    """A conversation, opened unless that is not wanted, and the token of its owner."""
    conversation, token = start_conversation(session, pack=pack, lane=lane)
    session.flush()
    if opened:
        inbound = receive_start(session, conversation=conversation)
        inbound.handled_by = "action_welcome"
        finish(session, inbound=inbound, messages=[])
    return conversation, token


def asking(session: Session, pack: Pack, key: str, *, lane: Lane = Lane.PUBLIC) -> Conversation:
    """A conversation in which one question is open."""
    conversation, _ = a_conversation(session, pack, lane=lane)
    conversation.cursor = key
    session.flush()
    return conversation


def a_message(session: Session, conversation: Conversation, *, text: str = "Yes") -> Inbound:
    """A message that was kept, beside the turns of its conversation."""
    inbound = Inbound(
        conversation_id=conversation.id,
        message_id=uuid.uuid4(),
        seq=1000 + uuid.uuid4().int % 1_000_000,
        text=text,
    )
    session.add(inbound)
    session.flush()
    return inbound


def an_answer(
    session: Session,
    conversation: Conversation,
    pack: Pack,
    key: str,
    said: Said,
    *,
    inbound: Inbound | None = None,
) -> Answer:
    """An answer to one question: words, or a list of choices."""
    question = pack.question(key)
    assert question is not None, key
    return record_answer(
        session,
        response=conversation.response,
        question=question,
        content_version=conversation.content_version,
        choices=None if isinstance(said, str) else said,
        comment=said if isinstance(said, str) else None,
        inbound_id=None if inbound is None else inbound.id,
    )


def a_response(
    session: Session,
    pack: Pack,
    answers: Mapping[str, Said],
    *,
    lane: Lane = Lane.PUBLIC,
    submitted: bool = True,
) -> Conversation:
    """A response with some answers, sent in unless that is not wanted."""
    conversation, _ = a_conversation(session, pack, lane=lane)
    for key, said in answers.items():
        an_answer(session, conversation, pack, key, said)
    move_on(session, conversation=conversation, pack=pack)
    if submitted:
        conversation.cursor = flow.CONFIRM
        submit(session, conversation=conversation, pack=pack)
    return conversation
