"""Remember, outside the database, which responses were taken back or erased.

A copy of the database that is older than that still holds them. Whoever brings it back must take
them out again, even when the database that knew of it is lost. A line says which response and when.
"""

from __future__ import annotations

import logging
import os
import uuid
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from consultations.database import utc_now
from consultations.models import AuditEvent
from consultations.settings import settings

log = logging.getLogger(__name__)
FILE = "taken-back.txt"
TAKEN_BACK, ERASED = "response withdrawn", "response erased"


def remember(session: Session, *, response_id: uuid.UUID, what: str) -> None:
    """Write down that a response was taken back or erased, as soon as this session commits."""
    line = f"{response_id} {utc_now():%Y-%m-%d} {what}\n"

    def write(_session: Session) -> None:
        try:
            _append(line)
        except OSError as error:
            log.error("%s cannot be written: %s. The record still says it.", FILE, error.strerror)

    event.listen(session, "after_commit", write, once=True)


def _append(line: str) -> None:
    file = settings().data_dir / FILE
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as opened:
        opened.write(line)
        opened.flush()
        os.fsync(opened.fileno())


def remembered() -> dict[uuid.UUID, str]:
    """What the file says: which responses are gone, and whether by their authors or by us."""
    try:
        lines = (settings().data_dir / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    found: dict[uuid.UUID, str] = {}
    for line in lines:
        number, _, rest = line.partition(" ")
        try:
            _keep(found, uuid.UUID(number), rest.partition(" ")[2])
        except ValueError:
            continue
    return found


def recorded(session: Session) -> dict[uuid.UUID, str]:
    """What the record of a database says of the same."""
    found: dict[uuid.UUID, str] = {}
    rows = session.execute(
        select(AuditEvent.subject, AuditEvent.what)
        .where(AuditEvent.what.in_((TAKEN_BACK, ERASED)))
        .order_by(AuditEvent.id)
    )
    for subject, what in rows:
        _keep(found, uuid.UUID(subject), what)
    return found


def both(one: dict[uuid.UUID, str], other: dict[uuid.UUID, str]) -> dict[uuid.UUID, str]:
    """Everything that one or the other knows. What was erased stays erased."""
    found: dict[uuid.UUID, Any] = dict(one)
    for number, what in other.items():
        _keep(found, number, what)
    return found


def _keep(found: dict[uuid.UUID, str], number: uuid.UUID, what: str) -> None:
    if found.get(number) != ERASED:
        found[number] = what
