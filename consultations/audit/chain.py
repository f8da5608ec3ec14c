"""Link each event of the record to the one before it, in the transaction that makes it.

Whoever commits holds the end of the chain until the commit is done, so the chain never forks, and
numbers rise along it. ``docs/adr/0011-the-record.md`` says why it is done here and not later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, event, func, select, text, update
from sqlalchemy.orm import Mapper, Session, object_session
from sqlalchemy.orm.attributes import set_committed_value

from consultations.models import AuditEvent
from consultations.one_at_a_time import alone

END_OF_THE_CHAIN = "the end of the record"
MADE = "events that are not linked yet"
LINKED_AT_A_TIME = 2_000
NEW_NUMBERS = text(
    "SELECT nextval(pg_get_serial_sequence('audit_event', 'id')) "
    "FROM generate_series(1, :many) ORDER BY 1"
)
TABLE = AuditEvent.__table__
LAST = (
    select(TABLE.c.id, TABLE.c.digest)
    .where(TABLE.c.digest.is_not(None))
    .order_by(TABLE.c.id.desc())
    .limit(1)
)
PUT_IN = (
    update(AuditEvent)
    .where(TABLE.c.id == bindparam("number"))
    .values(before=bindparam("before"), digest=bindparam("digest"))
)


def canonical(said: object) -> bytes:
    """The one way to write something down as JSON, so that it has one digest."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def digest_of(
    *,
    number: int,
    at: datetime,
    actor: str,
    what: str,
    subject: str,
    detail: dict[str, Any],
    before: str | None,
) -> str:
    """SHA-256 over everything that an event says, with the digest of the event before it."""
    said = {
        "id": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "what": what,
        "subject": subject,
        "detail": detail,
        "before": before,
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def last_link(session: Session) -> AuditEvent | None:
    """The event that the chain ends with, or None before the first."""
    return session.scalars(
        select(AuditEvent)
        .where(AuditEvent.digest.is_not(None))
        .order_by(AuditEvent.id.desc())
        .limit(1)
    ).one_or_none()


def link_old_events(session: Session) -> int:
    """Link the events that were made before there was a chain, and say how many there were.

    Once there is one, this links nothing: an event without a link was put in from outside.
    """
    return 0 if last_link(session) else link_what_waits(session)


def link_what_waits(session: Session) -> int:
    """Link every event that is in no chain yet, and say how many there were.

    For whoever adds very many at once with a statement of their own, in the same transaction.
    """
    linked = 0
    alone(session, END_OF_THE_CHAIN)
    waiting = select(AuditEvent).where(AuditEvent.digest.is_(None)).order_by(AuditEvent.id)
    while events := list(session.scalars(waiting.limit(LINKED_AT_A_TIME))):
        _link(session, events)
        for each in events:
            session.expunge(each)
        linked += len(events)
    return linked


def _link(session: Session, events: Sequence[AuditEvent]) -> None:
    """Add events to the end of the chain, which nobody else can do until this commits."""
    alone(session, END_OF_THE_CHAIN)
    connection = session.connection()
    last = connection.execute(LAST).one_or_none()
    number, before = last if last is not None else (0, None)
    if min(each.id for each in events) < number:
        _give_new_numbers(session, events)
    links = []
    for each in events:
        link = {"number": each.id, "before": before, "digest": _digest(each, before)}
        set_committed_value(each, "before", before)
        set_committed_value(each, "digest", link["digest"])
        before = link["digest"]
        links.append(link)
    connection.execute(PUT_IN, links)


def _digest(event: AuditEvent, before: str | None) -> str:
    return digest_of(
        number=event.id,
        at=event.at,
        actor=event.actor,
        what=event.what,
        subject=event.subject,
        detail=event.detail,
        before=before,
    )


def _give_new_numbers(session: Session, events: Sequence[AuditEvent]) -> None:
    """Number events anew, because somebody who began later was done first."""
    for each, number in zip(events, new_numbers(session, len(events)), strict=True):
        each.id = number
    session.flush()


def new_numbers(session: Session, many: int) -> Sequence[int]:
    """Numbers for events, higher than any before. The end of the chain must be held."""
    if session.get_bind().dialect.name == "postgresql":
        return list(session.scalars(NEW_NUMBERS, {"many": many}))
    most = session.scalar(select(func.max(AuditEvent.id))) or 0
    return range(most + 1, most + 1 + many)


@event.listens_for(AuditEvent, "after_insert")
def _remember(_mapper: Mapper[AuditEvent], _connection: Connection, made: AuditEvent) -> None:
    session = object_session(made)
    if session is not None:
        session.info.setdefault(MADE, []).append(made)


@event.listens_for(Session, "before_commit")
def _link_what_was_made(session: Session) -> None:
    """The last thing before a commit: all other locks are held already, so none is waited for."""
    if session.in_nested_transaction():
        return
    session.flush()
    made = [each for each in session.info.pop(MADE, []) if each in session and not each.digest]
    if made:
        _link(session, made)
