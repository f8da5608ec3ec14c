"""What is done every few seconds: file messages that were kept, and sign the record of a day."""

from __future__ import annotations

import asyncio
import logging
import uuid
from datetime import timedelta

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from consultations.audit.heads import is_due, sign_yesterday
from consultations.audit.signing import own_key
from consultations.database import reading, utc_now, writing
from consultations.models import Conversation, Inbound
from consultations.types import ConversationStatus
from web.rasa import RasaClient
from web.turning import NotFiled, file_message

log = logging.getLogger(__name__)
SECONDS_BETWEEN_SWEEPS = 10
OLD_ENOUGH = timedelta(seconds=30)
AT_A_TIME = 50
SECONDS_BETWEEN_SIGNINGS = 60


async def file_what_was_kept(rasa: RasaClient) -> None:
    """Every few seconds, once Rasa answers, file what has waited for more than half a minute."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_SWEEPS)
        try:
            waiting = await run_in_threadpool(_waiting)
            if not waiting or not await rasa.is_ready():
                continue
            for inbound_id in waiting:
                await file_message(rasa, inbound_id)
        except NotFiled:
            continue
        except Exception as error:
            log.error("Filing kept messages failed: %s", type(error).__name__)


async def sign_each_day() -> None:
    """Sign the end of the record for every day that is over, within a minute after midnight."""
    while True:
        try:
            await run_in_threadpool(_sign)
        except Exception as error:
            log.error("Signing the record failed: %s", type(error).__name__)
        await asyncio.sleep(SECONDS_BETWEEN_SIGNINGS)


def _sign() -> None:
    own_key()  # made at the first start, before there is anything to sign
    with reading() as session:
        if not is_due(session):
            return
    with writing() as session:
        sign_yesterday(session)


def _waiting() -> list[uuid.UUID]:
    """The kept messages of open conversations that have no reply yet, oldest first."""
    with reading() as session:
        return list(
            session.scalars(
                select(Inbound.id)
                .join(Conversation, Conversation.id == Inbound.conversation_id)
                .where(
                    Inbound.reply.is_(None),
                    Inbound.received_at < utc_now() - OLD_ENOUGH,
                    Conversation.status == ConversationStatus.OPEN,
                )
                .order_by(Inbound.received_at)
                .limit(AT_A_TIME)
            )
        )
