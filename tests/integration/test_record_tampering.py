"""Whoever changes the record is found out: a thousand changes by chance, and every one shows."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.audit.chain import digest_of
from consultations.audit.checking import Head, check_record
from consultations.audit.heads import as_published, sign_yesterday
from consultations.database import utc_now, writing
from consultations.models import AuditEvent, AuditHead
from tests.record import A_DAY, published

EVENTS = 30
HOW_OFTEN = {"sqlite": 1_000, "postgresql": 100}
Change = Callable[[Session, random.Random], None]
ACTORS, WHATS = ("ada", "bob", "respondent"), ("signed in", "answer kept", "theme added")


@pytest.fixture
def head(database_url: str) -> Head:
    """A record with thirty events, and the head that was published of it."""
    chance = random.Random(5)
    for _ in range(EVENTS // 2):
        with writing() as session:
            for _ in range(2):
                note(
                    session,
                    actor=chance.choice(ACTORS),
                    what=chance.choice(WHATS),
                    subject=f"{chance.getrandbits(64):x}",
                    number=chance.randrange(100),
                )
    with writing() as session:
        signed = sign_yesterday(session, now=utc_now() + A_DAY)
        assert signed is not None
        return published(signed)


def edit(session: Session, chance: random.Random) -> None:
    """Change one field of one event."""
    column = chance.choice(("at", "actor", "what", "subject", "detail", "before", "digest"))
    new = {
        "at": f"2026-0{chance.randrange(1, 10)}-01 00:00:00.{chance.randrange(10**6):06}",
        "detail": json.dumps({"number": chance.randrange(1_000, 2_000)}),
    }.get(column, f"{chance.getrandbits(256):064x}")
    as_type = {"at": "timestamptz", "detail": "json"}.get(column, "varchar")
    value = ":new" if session.get_bind().dialect.name == "sqlite" else f"cast(:new AS {as_type})"
    run(session, f"UPDATE audit_event SET {column} = {value} WHERE id = :id", one(chance), new=new)


def delete(session: Session, chance: random.Random) -> None:
    """Take one event out."""
    run(session, "DELETE FROM audit_event WHERE id = :id", one(chance))


def mend_after_deleting(session: Session, chance: random.Random) -> None:
    """Take one event out, and let the next one follow the one before it."""
    gone = session.get_one(AuditEvent, one(chance))
    after = session.get(AuditEvent, gone.id + 1)
    before = gone.before
    session.delete(gone)
    session.flush()
    if after is not None:
        after.before = before


def insert(session: Session, chance: random.Random) -> None:
    """Put an event in, well made, between two others or before the first."""
    number = chance.choice((0, one(chance)))
    after = "UPDATE audit_event SET id = -id WHERE id >= :id"
    run(session, after, number)
    run(session, "UPDATE audit_event SET id = 1 - id WHERE id < 0 AND id <> :id", 0)
    before = session.get(AuditEvent, number - 1)
    made = AuditEvent(id=number, at=utc_now(), actor="eve", what="signed in", subject="x")
    made.detail, made.before = {}, before.digest if before else None
    linked(made)
    session.add(made)


def swap(session: Session, chance: random.Random) -> None:
    """Let two events change places."""
    first, second = chance.sample(range(1, EVENTS + 1), 2)
    for old, new in ((first, -1), (second, first), (-1, second)):
        run(session, "UPDATE audit_event SET id = :new WHERE id = :id", old, new=new)


def cut(session: Session, chance: random.Random) -> None:
    """Take away the last few events."""
    run(session, "DELETE FROM audit_event WHERE id >= :id", one(chance))


def make_anew(session: Session, chance: random.Random) -> None:
    """Change one event, and make every digest after it anew, and the head as well."""
    changed = session.get_one(AuditEvent, one(chance))
    changed.actor = f"eve {chance.random()}"
    before = changed.before
    for number in range(changed.id, EVENTS + 1):
        event = session.get_one(AuditEvent, number)
        event.before = before
        before = linked(event)
    session.flush()
    run(session, "UPDATE audit_head SET digest = :new", 0, new=before)


def take_the_head_too(session: Session, chance: random.Random) -> None:
    """Take away the last few events and the head that names them."""
    cut(session, chance)
    run(session, "DELETE FROM audit_head", 0)


WAYS: tuple[Change, ...] = (
    edit,
    delete,
    mend_after_deleting,
    insert,
    swap,
    cut,
    make_anew,
    take_the_head_too,
)


class TestTampering:
    def test_shows_every_time(self, head: Head, databases: object) -> None:
        chance, found, tried = random.Random(1), 0, 0
        with writing() as session:
            kind = session.get_bind().dialect.name
            assert check_record(session, against=[head]).is_whole
            for number in range(HOW_OFTEN[kind]):
                tried += 1
                with session.begin_nested() as undo:
                    WAYS[number % len(WAYS)](session, chance)
                    session.flush()
                    found += not check_record(session, against=[head]).is_whole
                    undo.rollback()
                session.expire_all()
            assert check_record(session, against=[head]).is_whole
        sys.stdout.write(f"{found} of {tried} changes to the record were found on {kind}\n")

        assert found == tried

    def test_of_a_signature_shows(self, head: Head) -> None:
        with writing() as session:
            kept = session.query(AuditHead).one()
            kept.signature = kept.signature[:-2] + ("00" if kept.signature[-2:] != "00" else "11")
            session.flush()
            verdict = check_record(session)

        assert "a signature that does not fit" in str(verdict.wrong)

    def test_by_adding_at_the_end_is_no_change(self, head: Head) -> None:
        with writing() as session:
            note(session, actor="ada", what="signed in", subject="x")
        with writing() as session:
            assert check_record(session, against=[head]).is_whole


def one(chance: random.Random) -> int:
    return chance.randrange(1, EVENTS + 1)


def linked(event: AuditEvent) -> str:
    """Give an event the digest that fits it, as whoever knows how would."""
    event.digest = digest_of(
        number=event.id,
        at=event.at,
        actor=event.actor,
        what=event.what,
        subject=event.subject,
        detail=event.detail,
        before=event.before,
    )
    return event.digest


def run(session: Session, statement: str, number: int, **values: object) -> None:
    session.execute(text(statement), {"id": number, **values})


def test_a_head_says_nothing_of_anybody(head: Head, database_url: str) -> None:
    with writing() as session:
        said = as_published(session.query(AuditHead).one())

    assert set(said) == {"day", "event", "digest", "signature", "key"}
