"""Which events of the record belong to one consultation, and which to the service as a whole."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consultations.audit.kinds import Kind, is_of
from consultations.models import (
    Answer,
    Approval,
    AskedQuestion,
    AuditEvent,
    Campaign,
    Commissioner,
    Conversation,
    ExportRecord,
    FormatRequest,
    ImportBatch,
    Outcome,
    Petition,
    Quote,
    Redaction,
    ReleasedTable,
    Removal,
    Response,
    SuggestedStatement,
    ThemeCode,
    ThemeDecision,
)
from consultations.types import Lane

READ_AT_A_TIME, MOST_READ = 400, 20_000
TABLES = (
    *(Response, Conversation, AskedQuestion, SuggestedStatement, ThemeCode, Approval),
    *(Campaign, Redaction, Removal, Quote, ThemeDecision, Outcome, ReleasedTable),
    *(ExportRecord, ImportBatch, Petition, FormatRequest),
)
RESPONDENT = "respondent"
OF_THE_SERVICE = ("workspace", "service")


def latest_events(
    session: Session,
    *,
    slug: str,
    most: int,
    kind: Kind | None = None,
    actor: str = "",
    before: int | None = None,
    whole_service: bool = False,
) -> list[AuditEvent]:
    """The newest events of a consultation, the newest first.

    ``before`` goes on from an event that was shown. With ``whole_service`` those about accounts
    and copies of the database are there, too. What staff did as respondents is not. It looks no
    further back than 20,000 events at a time, so that the page is quick.
    """
    found: list[AuditEvent] = []
    for _ in range(MOST_READ // READ_AT_A_TIME):
        events = list(session.scalars(_statement(kind, actor, before)))
        ours = _ours(session, slug, events, whole_service=whole_service)
        found += [each for each in events if each.id in ours]
        if len(found) >= most or len(events) < READ_AT_A_TIME:
            break
        before = events[-1].id
    return found[:most]


def _statement(kind: Kind | None, actor: str, before: int | None) -> Select[AuditEvent]:
    statement = select(AuditEvent).order_by(AuditEvent.id.desc()).limit(READ_AT_A_TIME)
    if kind is not None:
        statement = statement.where(is_of(kind))
    if actor:
        statement = statement.where(AuditEvent.actor == actor)
    return statement if before is None else statement.where(AuditEvent.id < before)


def _ours(
    session: Session, slug: str, events: Sequence[AuditEvent], *, whole_service: bool
) -> set[int]:
    """The numbers of the events that may be shown."""
    subjects = {number for each in events if (number := _number(each.subject)) is not None}
    known = _of_consultation(session, slug, subjects)
    by_staff = _by_staff(session, known)
    accounts = set(
        session.scalars(
            select(Commissioner.id).where(Commissioner.id.in_(subjects)).order_by(Commissioner.id)
        )
    )
    ours = set()
    for each in events:
        number = _number(each.subject)
        if each.actor == RESPONDENT and number in by_staff:
            continue
        of_service = number in accounts or (
            number is None and (each.subject in OF_THE_SERVICE or len(each.subject) == 64)
        )
        if each.subject == slug or number in known or (whole_service and of_service):
            ours.add(each.id)
    return ours


def _of_consultation(session: Session, slug: str, subjects: set[uuid.UUID]) -> set[uuid.UUID]:
    """Those of some ids that something of this consultation has.

    All are looked up by their id: a search by consultation would go through every answer of it.
    """
    answers = (
        select(Answer.id, Response.consultation_slug)
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.id.in_(subjects))
        .order_by(Answer.id)
    )
    known = {each for each, of in session.execute(answers) if of == slug}
    for table in TABLES:
        rows = select(table.id, table.consultation_slug).where(table.id.in_(subjects))
        found = session.execute(rows.order_by(table.id))
        known |= {each for each, of in found if of == slug}
    return known


def _by_staff(session: Session, subjects: set[uuid.UUID]) -> set[uuid.UUID]:
    """Those of some ids that lead to a response of staff: on which day staff did what is not told.

    Such events stay in the record, and in what is checked. They are in no list of it.
    """
    answers = select(Answer.id).join(Answer.response).where(Response.lane == Lane.STAFF)
    found = set(session.scalars(answers.where(Answer.id.in_(subjects)).order_by(Answer.id)))
    for table in (Response, Conversation):
        rows = select(table.id).where(table.id.in_(subjects), table.lane == Lane.STAFF)
        found |= set(session.scalars(rows.order_by(table.id)))
    return found


def _number(subject: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(subject)
    except ValueError:
        return None
