"""Write the responses of a whole file with a few statements, while nobody else can write.

How many statements these are does not depend on how many rows the file has.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from consultations.audit import note_many
from consultations.content.schema import LONDON, Pack
from consultations.database import utc_now
from consultations.imports.ready import LANGUAGE, ReadyResponse
from consultations.imports.whole import Ready
from consultations.imports.written import put_in, room_to_write
from consultations.models import Conversation, ImportBatch, Redaction, Response
from consultations.types import ConversationStatus
from consultations.versions import keep_version

MAY_SAY_WHO = "may say who somebody is"
NOON = time(12)
# Rows are written together only while each names the same columns.
TOGETHER = {"render_nulls": True}


def keep_all(
    session: Session, *, pack: Pack, batch: ImportBatch, ready: Ready, closed: datetime
) -> None:
    """Keep responses that came as a whole, sent in on the day on which they came.

    One that came after the day of the close is marked as late. The end of the record is held
    until the commit. Raises IntegrityError when somebody was just given one of the receipts.
    """
    if not ready.responses:
        return
    version = keep_version(session, pack)
    with room_to_write(session):
        _put_in_responses(session, pack, version, batch, ready.responses, closed)
        put_in(session, ready.answers)
        _hide(session, pack, batch, ready.responses)
        put_in(session, ready.suggested.statements)
        put_in(session, ready.suggested.ties)
        # Pages look for what changed lately, and so much takes a while to write.
        session.execute(
            update(Response)
            .where(Response.import_batch_id == batch.id)
            .values(changed_at=utc_now())
            .execution_options(synchronize_session=False)
        )
        note_many(session, ready.events)


def _put_in_responses(
    session: Session,
    pack: Pack,
    version: str,
    batch: ImportBatch,
    responses: Sequence[ReadyResponse],
    closed: datetime,
) -> None:
    now = utc_now()
    came = [min(datetime.combine(each.draft.received_on, NOON, LONDON), now) for each in responses]
    session.execute(
        insert(Conversation),
        [
            {
                "id": each.conversation_id,
                "token_hash": each.token_hash,
                "consultation_slug": pack.slug,
                "content_version": version,
                "lane": each.draft.lane,
                "language": LANGUAGE,
                "status": ConversationStatus.SUBMITTED,
                "started_at": at,
                "last_turn_at": at,
            }
            for each, at in zip(responses, came, strict=True)
        ],
        execution_options=TOGETHER,
    )
    last_day = closed.astimezone(LONDON).date()
    session.execute(
        insert(Response),
        [
            {
                "id": each.id,
                "conversation_id": each.conversation_id,
                "consultation_slug": pack.slug,
                "code": each.code,
                "lane": each.draft.lane,
                "channel": batch.channel,
                "import_batch_id": batch.id,
                "stakeholder_group": each.about.get("stakeholder_group"),
                "place": each.about.get("place"),
                "interest": each.about.get("interest"),
                "late": each.draft.received_on > last_day,
                "measured": each.measured,
                "started_at": at,
                "submitted_at": at,
                "changed_at": now,
            }
            for each, at in zip(responses, came, strict=True)
        ],
        execution_options=TOGETHER,
    )


def _hide(
    session: Session, pack: Pack, batch: ImportBatch, responses: Sequence[ReadyResponse]
) -> None:
    """Lay a redaction over everything in the comments that may say who somebody is."""
    rows: list[dict[str, Any]] = [
        {
            "consultation_slug": pack.slug,
            "answer_id": answer_id,
            "starts": starts,
            "ends": ends,
            "reason": MAY_SAY_WHO,
            "by": batch.by,
        }
        for each in responses
        for answer_id, starts, ends in each.hidden
    ]
    if rows:
        session.execute(insert(Redaction), rows)
