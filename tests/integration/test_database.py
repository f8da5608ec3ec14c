"""The database keeps what it acknowledged, and undoes what did not end well."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.database import engine_for, reading, writing
from consultations.models import AuditEvent, Conversation
from tests.factories import a_conversation
from tests.turning import at_once

FULL = 2


class TestSqlite:
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'test.db'}"

    @pytest.mark.parametrize(
        ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", FULL), ("foreign_keys", 1)]
    )
    def test_is_safe_through_a_power_cut(self, url: str, pragma: str, value: object) -> None:
        for writes in (False, True):
            engine = engine_for(url).execution_options(writes=writes)
            with engine.connect() as connection:
                assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value

    def test_lets_a_writer_wait_for_another(self, url: str) -> None:
        engine = engine_for(url).execution_options(writes=True)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE counted (n INTEGER)"))
            connection.execute(text("INSERT INTO counted VALUES (0)"))

        def count_on() -> None:
            for _ in range(20):
                with engine.begin() as connection:
                    n = connection.execute(text("SELECT n FROM counted")).scalar_one()
                    connection.execute(text("UPDATE counted SET n = :n"), {"n": n + 1})

        assert at_once(*[count_on] * 4) == [None] * 4
        with engine.connect() as connection:
            assert connection.execute(text("SELECT n FROM counted")).scalar_one() == 80

    def test_can_be_read_while_somebody_writes(self, url: str) -> None:
        engine = engine_for(url).execution_options(writes=True)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE kept (n INTEGER)"))
            with sqlite3.connect(str(engine.url.database), timeout=0) as reader:
                assert reader.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
            reader.close()


class TestWriting:
    def test_commits_when_the_block_ends_well(self, database_url: str, pack: Pack) -> None:
        with writing() as session:
            a_conversation(session, pack)

        assert conversations() == 1

    def test_undoes_everything_when_it_does_not(self, database_url: str, pack: Pack) -> None:
        def fail_half_way() -> None:
            with writing() as session:
                a_conversation(session, pack)
                raise InterruptedError

        with pytest.raises(InterruptedError):
            fail_half_way()
        assert conversations() == 0
        with reading() as session:
            assert session.scalar(select(func.count()).select_from(AuditEvent)) == 0


class TestUtcTime:
    @pytest.mark.parametrize("hours", [-11, 0, 1, 13])
    def test_reads_the_same_moment_whatever_the_offset(self, session: Session, hours: int) -> None:
        moment = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=hours)))
        event = AuditEvent(actor="a", what="b", subject="c", detail={}, at=moment)
        session.add(event)
        session.flush()
        session.expire_all()

        assert event.at == moment
        assert event.at.tzinfo == UTC


def conversations() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Conversation)) or 0
