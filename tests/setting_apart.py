"""What staff do to responses of others: set them apart, redact words, give out results."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import Answer, Redaction, Removal, Response
from consultations.releases.ledger import STAFF, write_batch
from consultations.releases.parts import Batch
from consultations.types import Lane

SOMEBODY = "mo"


def removes(session: Session, response: Response, *, reason: str = "made up") -> Removal:
    """A response that is received and not analysed."""
    removal = Removal(
        consultation_slug=response.consultation_slug,
        response_id=response.id,
        reason=reason,
        by=SOMEBODY,
    )
    session.add(removal)
    session.flush()
    return removal


def redacts(session: Session, answer: Answer, words: str) -> Redaction:
    """Words of a comment that are not shown."""
    starts = (answer.comment or "").index(words)
    redaction = Redaction(
        consultation_slug=answer.response.consultation_slug,
        answer_id=answer.id,
        starts=starts,
        ends=starts + len(words),
        reason="names a person",
        by=SOMEBODY,
    )
    session.add(redaction)
    session.flush()
    return redaction


def all_released(session: Session, pack: Pack) -> None:
    """A batch of staff results in which every response of staff is, and others are: words too."""
    staff = select(Response.id, Response.stakeholder_group).where(
        Response.consultation_slug == pack.slug, Response.lane == Lane.STAFF
    )
    came = {str(key): (group or "", "") for key, group in session.execute(staff)}
    came |= {str(uuid.uuid4()): (role, "") for role in ("nurse", "gp") for _ in range(10)}
    batch = Batch(number=1, came=came, left={}, eligible=len(came), rows=(), tables={})
    write_batch(
        session,
        consultation_slug=pack.slug,
        series=STAFF,
        batch=batch,
        base=len(came),
        by=SOMEBODY,
    )
