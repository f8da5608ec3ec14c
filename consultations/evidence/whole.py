"""Checksums of everything that belongs to one consultation, and the chain that it stands in."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import uuid
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.audit.heads import as_published, heads
from consultations.evidence.packing import as_json, packed_up
from consultations.evidence.weighing import row_as_json
from consultations.models import (
    Answer,
    AuditEvent,
    Campaign,
    Coding,
    ContentVersion,
    ExportRecord,
    Outcome,
    Petition,
    Quote,
    ReadinessNote,
    Redaction,
    ReleasedTable,
    Removal,
    Response,
    StatusChange,
    ThemeCode,
    ThemeDecision,
)

TABLES: tuple[Any, ...] = (
    *(ContentVersion, StatusChange, ThemeCode, Coding, Campaign, Removal, Redaction, Quote),
    *(ReleasedTable, ExportRecord, Petition, ThemeDecision, ReadinessNote, Outcome),
)
READ_AT_A_TIME = 5_000
READ_ME = """Checksums of everything in one consultation

checksums.csv   one line for each response and each decision, text or table: its SHA-256
chain.csv       every event of the record by number: its digest and the digest before it
heads.json      the ends of the record that were published, with their signatures
manifest.json   the SHA-256 of every file here, and the end of the record when this was made

Nothing that a respondent said is in here. Keep it: with it, anybody can show later that a response
in the evidence is the one that was there on this day.
"""


def checksums_of_all(session: Session, *, slug: str, by: str) -> bytes:
    """A ZIP file with the checksum of everything, and no word of what was said."""
    rows = [("what", "id", "sha256"), *_responses(session, slug)]
    for table in TABLES:
        rows += _rows(session, table, slug)
    files = {
        "read-me.txt": READ_ME.encode(),
        "checksums.csv": _csv(rows),
        "chain.csv": _csv([("event", "before", "digest"), *_chain(session)]),
        "heads.json": as_json({"heads": [as_published(each) for each in heads(session)]}),
    }
    packed = packed_up(session, files, about=f"consultation {slug}", by=by)
    digest = hashlib.sha256(packed).hexdigest()
    note(session, actor=by, what="checksums drawn up", subject=slug, sha256=digest)
    return packed


def checksum_of(said: object) -> str:
    """SHA-256 over data, however it is laid out."""
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def _responses(session: Session, slug: str) -> Iterator[tuple[str, str, str]]:
    """One line for each response, over what it says of itself and all its answers."""
    about = {
        number: [lane, sent_in, taken_back]
        for number, lane, sent_in, taken_back in session.execute(
            select(Response.id, Response.lane, Response.submitted_at, Response.withdrawn_at)
            .where(Response.consultation_slug == slug)
            .order_by(Response.id)
        )
    }
    for number, answers in groupby(_answers(session, slug), key=lambda row: row[0]):
        yield (
            "response",
            str(number),
            checksum_of([*about.pop(number), [row[1] for row in answers]]),
        )
    for number, said in about.items():
        yield "response", str(number), checksum_of([*said, []])


def _answers(session: Session, slug: str) -> Iterator[tuple[uuid.UUID, list[Any]]]:
    rows = session.execute(
        select(
            Answer.response_id,
            Answer.question_key,
            Answer.revision,
            Answer.current,
            Answer.skipped,
            Answer.choices,
            Answer.comment,
            Answer.receipt,
            Answer.content_version,
        )
        .join(Response, Response.id == Answer.response_id)
        .where(Response.consultation_slug == slug)
        .order_by(Answer.response_id, Answer.question_key, Answer.revision)
        .execution_options(yield_per=READ_AT_A_TIME)
    )
    for row in rows:
        yield row[0], list(row[1:])


def _rows(session: Session, table: Any, slug: str) -> Iterator[tuple[str, str, str]]:
    rows = session.scalars(
        select(table)
        .where(table.consultation_slug == slug)
        .order_by(table.id)
        .execution_options(yield_per=READ_AT_A_TIME)
    )
    for each in rows:
        yield table.__tablename__.replace("_", " "), str(each.id), checksum_of(row_as_json(each))


def _chain(session: Session) -> Iterator[tuple[str, str, str]]:
    rows = session.execute(
        select(AuditEvent.id, AuditEvent.before, AuditEvent.digest)
        .order_by(AuditEvent.id)
        .execution_options(yield_per=READ_AT_A_TIME)
    )
    for number, before, digest in rows:
        yield str(number), before or "", digest or ""


def _csv(rows: list[tuple[str, str, str]]) -> bytes:
    to = io.StringIO(newline="")
    csv.writer(to).writerows(rows)
    return to.getvalue().encode()
