"""File the messages that were kept while Rasa was away."""

from __future__ import annotations

import asyncio
import logging
import uuid
from datetime import timedelta

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from consultations.database import reading, utc_now
from consultations.models import Conversation, Inbound
from consultations.types import ConversationStatus
from web.rasa import RasaClient
from web.turning import NotFiled, file_message

log = logging.getLogger(__name__)
SECONDS_BETWEEN_SWEEPS = 10
OLD_ENOUGH = timedelta(seconds=30)
AT_A_TIME = 50


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
