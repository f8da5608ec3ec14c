"""Add very many events at once, each a link of the chain from the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from consultations.audit.chain import END_OF_THE_CHAIN, LAST, digest_of, new_numbers
from consultations.database import utc_now
from consultations.models import AuditEvent
from consultations.one_at_a_time import alone


class Happened(NamedTuple):
    """Something to be noted, as for ``note``."""

    actor: str
    what: str
    subject: str
    detail: dict[str, Any]


def note_many(session: Session, events: Sequence[Happened]) -> None:
    """Add events to the record in the order given, in the transaction of what they are about.

    The end of the chain is held from now until the commit: call this last.
    """
    if not events:
        return
    session.flush()
    alone(session, END_OF_THE_CHAIN)
    last = session.execute(LAST).one_or_none()
    before = None if last is None else last.digest
    at, rows = utc_now(), []
    for number, each in zip(new_numbers(session, len(events)), events, strict=True):
        digest = digest_of(number=number, at=at, before=before, **each._asdict())
        rows.append({"id": number, "at": at, "before": before, "digest": digest, **each._asdict()})
        before = digest
    session.execute(insert(AuditEvent), rows, execution_options={"render_nulls": True})
