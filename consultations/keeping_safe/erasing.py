"""Delete what one response said, everywhere, with its code. The record of it stays whole.

Its answers stand in the record as digests that only its code could open. That code is gone, too.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, delete, func, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.conversations import hash_of
from consultations.database import engine_for, utc_now
from consultations.keeping_safe.faults import CopyError
from consultations.keeping_safe.taken_back import ERASED, remember
from consultations.models import Answer, AskedQuestion, Conversation, Inbound, Response, WhoAsked
from consultations.queue.who_asked import questions_of
from consultations.receipts import new_code
from consultations.responses import withdraw
from consultations.settings import settings
from consultations.statements.standing import Standing
from consultations.statements.who_suggested import statements_of

TABLES = (
    *("answer", "inbound", "response", "conversation", "second_entry"),
    *("asked_question", "suggested_statement"),
)
BUSY = (
    "It is deleted, but the database was busy, so its files may still hold traces. "
    "Run 'consult erase --traces' at a quiet moment."
)


class Erased(NamedTuple):
    """What was deleted, and what has to stay because others answered to it."""

    consultation_slug: str
    answers: int
    messages: int
    questions: int
    statements_kept: int


def erase(session: Session, *, response: Response, by: str) -> Erased:
    """Delete everything that a response said, and what it asked that nobody else asked as well.

    What stays: that there was a response, when it began and ended, and a statement of its author
    that others have voted on. Call ``leave_no_trace`` once this is committed.
    """
    conversation = session.get_one(Conversation, response.conversation_id)
    kept = sum(
        each.status == Standing.ACCEPTED for each in statements_of(session, code=response.code)
    )
    questions = _delete_questions(session, code=response.code)
    answers = _count(session, Answer.response_id == response.id)
    messages = _count(session, Inbound.conversation_id == conversation.id)
    if response.withdrawn_at is None:
        withdraw(session, response=response, by=by)
    session.execute(delete(Answer).where(Answer.response_id == response.id))
    session.execute(delete(Inbound).where(Inbound.conversation_id == conversation.id))
    response.code, response.lane = new_code(), None
    response.changed_at = utc_now()
    conversation.token_hash = hash_of(secrets.token_urlsafe(32))
    conversation.offered, conversation.opening = [], None
    conversation.topic = conversation.lane = conversation.minutes = None
    session.flush()
    note(session, actor=by, what=ERASED, subject=response.id, answers=answers, messages=messages)
    remember(session, response_id=response.id, what=ERASED)
    return Erased(response.consultation_slug, answers, messages, questions, kept)


def leave_no_trace() -> None:
    """Let the database forget what was deleted: no page of its files holds any of it afterwards.

    Raises CopyError when somebody else holds the database for too long.
    """
    engine = engine_for(settings().database_url)
    if engine.dialect.name == "sqlite":
        _rewrite_sqlite(engine)
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in TABLES:
            connection.exec_driver_sql(f"VACUUM (FULL) {table}")


def _rewrite_sqlite(engine: Engine) -> None:
    """Write the file anew, and empty the log beside it, which waits until nobody reads in it."""
    with closing(engine.raw_connection()) as bare:  # outside any transaction
        try:
            bare.cursor().execute("VACUUM")
            waits = bare.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise CopyError(BUSY) from error
    if waits:
        raise CopyError(BUSY)


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(condition)) or 0


def _delete_questions(session: Session, *, code: str) -> int:
    """Delete the questions that only the holder of this code asked, and say how many."""
    deleted = 0
    for question in questions_of(session, code=code):
        links = select(func.count()).where(WhoAsked.question_id == question.id)
        if session.scalar(links) == 1:
            session.execute(delete(WhoAsked).where(WhoAsked.question_id == question.id))
            session.execute(delete(AskedQuestion).where(AskedQuestion.id == question.id))
            deleted += 1
    return deleted
