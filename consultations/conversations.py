"""Start a conversation, and find it again for the person whose it is."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations import flow
from consultations.audit import note
from consultations.content.schema import Pack
from consultations.languages.known import SOURCE
from consultations.models import Conversation, Response
from consultations.receipts import new_code
from consultations.steps import closed_since, standing_of
from consultations.types import ConsultationStatus, Lane
from consultations.versions import keep_version


class NotOpen(Exception):
    """The consultation takes no new responses now."""


class NoSuchConversation(Exception):
    """There is no conversation with this id."""


class NotYourConversation(Exception):
    """The token does not belong to this conversation."""


def start_conversation(
    session: Session,
    *,
    pack: Pack,
    lane: Lane | None,
    conversation_id: uuid.UUID | None = None,
    began_at: datetime | None = None,
    language: str = SOURCE,
) -> tuple[Conversation, str]:
    """Start a conversation and its empty response; return it with the secret token of its owner.

    Raises NotOpen unless the consultation is open. Who began before the close, by opening the form,
    may still start until the answers are being read.
    """
    standing = standing_of(session, pack=pack)
    if standing.status is not ConsultationStatus.OPEN:
        in_time = began_at and began_at < closed_since(session, consultation=standing.consultation)
        if standing.status is not ConsultationStatus.CLOSED or not in_time:
            raise NotOpen
    token = secrets.token_urlsafe(32)
    conversation = Conversation(
        id=conversation_id or uuid.uuid4(),
        token_hash=hash_of(token),
        consultation_slug=pack.slug,
        content_version=keep_version(session, pack),
        lane=lane,
        language=language,
        cursor=flow.first_cursor(pack, lane),
    )
    session.add(conversation)
    session.flush()
    session.add(
        Response(
            conversation_id=conversation.id,
            consultation_slug=pack.slug,
            code=new_code(),
            lane=lane,
        )
    )
    session.flush()
    note(session, actor="respondent", what="conversation started", subject=conversation.id)
    return conversation, token


def find_conversation(
    session: Session, *, conversation_id: uuid.UUID, token: str, for_update: bool = False
) -> Conversation:
    """The conversation with this id, for whoever holds its token.

    Raises NoSuchConversation, or NotYourConversation when the token is another's.
    """
    statement = select(Conversation).where(Conversation.id == conversation_id)
    if for_update:
        statement = statement.with_for_update()
    conversation = session.scalars(statement).one_or_none()
    if conversation is None:
        raise NoSuchConversation
    if not hmac.compare_digest(conversation.token_hash, hash_of(token)):
        raise NotYourConversation
    return conversation


def choose_lane(conversation: Conversation, pack: Pack, lane: Lane) -> None:
    """Put the conversation in a lane, and at the beginning of it."""
    conversation.lane = lane
    conversation.response.lane = lane
    conversation.cursor = flow.first_cursor(pack, lane)


def hash_of(token: str) -> str:
    """What is stored of the secret of a conversation's owner."""
    return hashlib.sha256(token.encode()).hexdigest()
