"""Keep responses that came another way, all of a file or none of it, and undo that again."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.schema import LONDON, Pack
from consultations.conversations import hash_of
from consultations.database import utc_now
from consultations.forms import Given
from consultations.imports.at_once import NOON, keep_all
from consultations.imports.channels import Channel
from consultations.imports.faults import wrong
from consultations.imports.whole import Ready
from consultations.keeping import keep_answer
from consultations.models import Answer, Conversation, ImportBatch, Response
from consultations.one_at_a_time import alone
from consultations.receipts import new_code
from consultations.responses import submit
from consultations.statements.withdrawing import withdraw_statements
from consultations.steps import closed_since, standing_of
from consultations.types import ConsultationStatus, ConversationStatus, Lane
from consultations.versions import keep_version

CLOSED_TO_IMPORTS = {
    ConsultationStatus.DRAFT: "The consultation has not opened yet.",
    ConsultationStatus.DECIDED: "The consultation is decided. Nothing more can be brought in.",
}


def new_batch(
    session: Session,
    *,
    pack: Pack,
    channel: Channel,
    name: str,
    by: str,
    sha256: str | None = None,
) -> ImportBatch:
    """A batch that holds nothing yet: one file, or one sitting of typing in.

    Raises WrongFile before the consultation opens, once it is decided, and for a file that was
    brought in before.
    """
    status = standing_of(session, pack=pack).status
    if status in CLOSED_TO_IMPORTS:
        raise wrong(CLOSED_TO_IMPORTS[status])
    alone(session, f"bringing in to {pack.slug}")
    if sha256 is not None:
        same = session.scalars(
            select(ImportBatch)
            .where(
                ImportBatch.consultation_slug == pack.slug,
                ImportBatch.sha256 == sha256,
                ImportBatch.undone_at.is_(None),
            )
            .order_by(ImportBatch.at)
        ).first()
        if same is not None:
            day = f"{same.at.astimezone(LONDON):%-d %B %Y}"
            raise wrong(f"This very file was brought in on {day} by {same.by}, as “{same.name}”.")
    batch = ImportBatch(
        consultation_slug=pack.slug, channel=channel, name=name, sha256=sha256, by=by
    )
    session.add(batch)
    session.flush()
    return batch


def bring_in(
    session: Session, *, pack: Pack, ready: Ready, channel: Channel, name: str, by: str
) -> ImportBatch:
    """Keep every row of a file as a response.

    The rows were made ready before, so others who want to write wait for a moment only. Raises
    WrongFile when the file was brought in before, or the consultation takes nothing more, and
    IntegrityError when somebody was just given one of its receipts.
    """
    batch = new_batch(session, pack=pack, channel=channel, name=name, by=by, sha256=ready.sha256)
    batch.rows = len(ready.responses)
    closed = closed_since(session, consultation=standing_of(session, pack=pack).consultation)
    keep_all(session, pack=pack, batch=batch, ready=ready, closed=closed)
    note(
        session,
        actor=by,
        what="responses brought in",
        subject=pack.slug,
        batch=str(batch.id),
        channel=channel,
        rows=len(ready.responses),
        sha256=ready.sha256,
        hidden=sum(len(each.hidden) for each in ready.responses),
    )
    return batch


def keep_response(
    session: Session,
    *,
    pack: Pack,
    batch: ImportBatch,
    lane: Lane,
    given: Mapping[str, Given],
    received_on: date,
    conversation_id: uuid.UUID | None = None,
) -> Response:
    """Keep one response that came another way, by the functions that keep all others.

    One that came after the day of the close is marked as late.
    """
    at = min(datetime.combine(received_on, NOON, LONDON), utc_now())
    conversation = Conversation(
        id=conversation_id or uuid.uuid4(),
        token_hash=hash_of(secrets.token_urlsafe(32)),
        consultation_slug=pack.slug,
        content_version=keep_version(session, pack),
        lane=lane,
        started_at=at,
        last_turn_at=at,
    )
    session.add(conversation)
    session.flush()
    response = Response(
        conversation_id=conversation.id,
        consultation_slug=pack.slug,
        code=new_code(),
        lane=lane,
        channel=batch.channel,
        import_batch_id=batch.id,
        started_at=at,
    )
    session.add(response)
    session.flush()
    for key, said in given.items():
        question = pack.question(key)
        if question is not None and not said.is_empty:
            keep_answer(
                session,
                conversation=conversation,
                pack=pack,
                question=question,
                choices=said.choices,
                comment=said.comment,
                is_first=True,
            )
    session.flush()
    submit(session, conversation=conversation, pack=pack)
    closed = closed_since(session, consultation=standing_of(session, pack=pack).consultation)
    response.submitted_at, response.changed_at = at, utc_now()
    response.late = received_on > closed.astimezone(LONDON).date()
    session.flush()
    return response


def undo(session: Session, *, batch: ImportBatch, by: str) -> int:
    """Take back everything that a batch brought, and delete what was said in it.

    Returns how many responses that were. Undoing twice does nothing.
    """
    if batch.undone_at is not None:
        return 0
    ours = select(Response.id).where(Response.import_batch_id == batch.id)
    codes = session.scalars(
        select(Response.code)
        .where(Response.import_batch_id == batch.id, Response.withdrawn_at.is_(None))
        .order_by(Response.id)
    ).all()
    for code in codes:
        withdraw_statements(session, code=code)
    conversations = select(Response.conversation_id).where(Response.import_batch_id == batch.id)
    session.execute(delete(Answer).where(Answer.response_id.in_(ours)))
    session.execute(
        update(Conversation)
        .where(Conversation.id.in_(conversations))
        .values(status=ConversationStatus.WITHDRAWN, cursor=None)
    )
    now = utc_now()
    session.execute(
        update(Response)
        .where(Response.import_batch_id == batch.id)
        .values(
            withdrawn_at=now,
            changed_at=now,
            stakeholder_group=None,
            place=None,
            interest=None,
            measured=None,
        )
    )
    batch.undone_at, batch.undone_by = now, by
    session.flush()
    note(
        session,
        actor=by,
        what="bringing in undone",
        subject=batch.consultation_slug,
        batch=str(batch.id),
        rows=len(codes),
    )
    return len(codes)


def batches_of(session: Session, *, consultation_slug: str) -> list[ImportBatch]:
    """Every batch of a consultation, the newest first."""
    return list(
        session.scalars(
            select(ImportBatch)
            .where(ImportBatch.consultation_slug == consultation_slug)
            .order_by(ImportBatch.at.desc(), ImportBatch.id)
        )
    )


def batch_called(
    session: Session, *, consultation_slug: str, batch_id: uuid.UUID
) -> ImportBatch | None:
    """One batch of a consultation, if it is there."""
    found = session.get(ImportBatch, batch_id)
    return found if found is not None and found.consultation_slug == consultation_slug else None
