"""Come back to a response with its code, on this device or another."""

from __future__ import annotations

import secrets
import uuid

from sqlalchemy.orm import Session

from consultations import flow
from consultations.audit import note
from consultations.conversations import hash_of
from consultations.database import utc_now
from consultations.languages.packs import in_language
from consultations.languages.speaking import speaking
from consultations.models import Conversation, Inbound, Response
from consultations.openness import may_answer
from consultations.responses import read_back
from consultations.steps import standing_of
from consultations.turns import finish, unfinished
from consultations.types import ConversationStatus, MessageKind
from consultations.versions import pack_shown


class NothingToComeBackTo(Exception):
    """The response was taken back, or its consultation has closed."""


def give_back(session: Session, *, response: Response) -> tuple[Conversation, str]:
    """Give the conversation of a response to whoever holds its code, with a new secret token.

    The device that held it before holds it no longer. A response that was sent can be changed
    while its consultation is open: it still counts as sent, with every change as it is saved. One
    that was not sent can be finished after the close, late, until the answers are being read.
    The words are those that the person was shown before, whatever was published since.
    Raises NothingToComeBackTo.
    """
    conversation = session.get_one(Conversation, response.conversation_id, with_for_update=True)
    pack = pack_shown(session, conversation.content_version)
    status = standing_of(session, pack=pack).status
    is_sent = response.submitted_at is not None
    if response.withdrawn_at is not None or not may_answer(status, is_sent=is_sent):
        raise NothingToComeBackTo
    token = new_token(conversation)
    if conversation.status == ConversationStatus.SUBMITTED:
        _open_again(session, conversation=conversation)
    note(session, actor="respondent", what="conversation given back", subject=conversation.id)
    return conversation, token


def new_token(conversation: Conversation) -> str:
    """A new secret for the owner of a conversation. The one before opens nothing any more."""
    token = secrets.token_urlsafe(32)
    conversation.token_hash = hash_of(token)
    return token


def _open_again(session: Session, *, conversation: Conversation) -> None:
    """Go back to the check, with everything read back."""
    pack = pack_shown(session, conversation.content_version)
    conversation.status, conversation.cursor = ConversationStatus.OPEN, flow.CONFIRM
    conversation.offered = []
    waiting = unfinished(session, conversation=conversation)
    if waiting is not None:
        finish(session, inbound=waiting, messages=[])
    inbound = Inbound(
        conversation_id=conversation.id,
        message_id=uuid.uuid4(),
        seq=conversation.seq,
        handled_by="returning",
        received_at=utc_now(),
    )
    session.add(inbound)
    session.flush()
    with speaking(conversation.language):
        spoken = in_language(pack, conversation.language)
        lines = read_back(session, response=conversation.response, pack=spoken)
    summary = {
        "kind": MessageKind.SUMMARY,
        "text": "\n".join(f"{line.question}: {line.answer}" for line in lines),
        "answers": [line._asdict() for line in lines],
        "sources": [],
    }
    finish(session, inbound=inbound, messages=[summary])
