"""A file is kept to its end or not at all, and keeps others from writing for a moment only."""

from __future__ import annotations

import os
import signal

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.exc import OperationalError

from consultations.audit.checking import check_record
from consultations.audit.stored import check_answers
from consultations.database import engine_for, reading, writing
from consultations.imports.bringing import bring_in
from consultations.imports.channels import Channel
from consultations.imports.files import keep, look_at, make_ready, terms
from consultations.imports.whole import whole
from consultations.models import Answer, AuditEvent, Conversation, ImportBatch, Response
from consultations.settings import settings
from consultations.types import Lane
from tests.factories import a_response

KEPT = (Response, Answer, Conversation, ImportBatch, AuditEvent)


def a_pile(pack, rows: int, *, words: int = 1):
    """A file of papers, made ready to be kept."""
    lines = [f"carer,{n} of {rows}: {'a bus ' * words}" for n in range(rows)]
    data = "capacity,why\n" + "\n".join(lines)
    return make_ready(pack, look_at(pack, data.encode()), terms(pack, lane=Lane.PUBLIC))


def how(pack):
    return {"pack": pack, "channel": Channel.PAPER, "name": "a.csv", "by": "ada"}


def counted() -> list[int | None]:
    with reading() as session:
        return [session.scalar(select(func.count()).select_from(each)) for each in KEPT]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_nothing_behind(database_url, pack):
    ready = a_pile(pack, 60, words=300)

    def bring_with_room_for(more: int) -> int:
        with writing() as session:
            pages = session.scalar(text("PRAGMA page_count")) or 0
            session.execute(text(f"PRAGMA max_page_count = {pages + more}"))
            return bring_in(session, ready=ready, **how(pack)).rows

    with pytest.raises(OperationalError, match="full"):
        bring_with_room_for(30)
    assert counted() == [0] * 5
    assert bring_with_room_for(10_000) == 60


@pytest.mark.usefixtures("database_url")
class TestFile:
    def test_leaves_nothing_behind_when_the_process_is_killed(self, pack):
        ready = a_pile(pack, 20)
        child = os.fork()
        if not child:
            engine_for(settings().database_url).dispose(close=False)
            with writing() as session:
                bring_in(session, ready=ready, **how(pack))
                os.kill(os.getpid(), signal.SIGKILL)

        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        assert counted() == [0] * 5
        assert keep(ready, **how(pack)) == 20

    def test_is_made_ready_while_somebody_else_writes(self, pack):
        with writing() as session:
            a_response(session, pack, {"why": "Two buses"})

            assert len(a_pile(pack, 3).responses) == 3

    def test_is_written_with_as_few_statements_however_many_rows_it_has(self, pack):
        statements: list[str] = []

        def count(_connection, _cursor, statement, *_):
            statements.append(statement)

        event.listen(engine_for(settings().database_url), "before_cursor_execute", count)
        needed = []
        for ready in (a_pile(pack, 2), a_pile(pack, 100)):
            statements.clear()
            keep(ready, **how(pack))
            needed.append(sorted(statements))

        assert len(needed[1]) <= len(needed[0]) < 30
        assert counted()[:4] == [102, 204, 102, 2]

    def test_coins_other_receipts_when_one_was_given_to_somebody_meanwhile(self, pack):
        first, second = a_pile(pack, 3), a_pile(pack, 4)
        answers, taken = second.responses[0].answers, first.responses[0].answers[0].receipt
        answers[0] = answers[0]._replace(receipt=taken)
        with reading() as session:
            second = whole(session, pack, second.responses, sha256=second.sha256)
        keep(first, **how(pack))

        assert keep(second, **how(pack)) == 4
        with reading() as session:
            receipts = session.scalars(select(Answer.receipt).order_by(Answer.receipt)).all()
            assert len(receipts) == len(set(receipts)) == 14
            assert check_answers(session, verdict=check_record(session)) == 14

    def test_is_in_the_record_with_every_answer(self, pack):
        keep(a_pile(pack, 3), **how(pack))
        with writing() as session:
            session.execute(
                update(Answer).where(Answer.comment.startswith("1 ")).values(comment="2")
            )

        with reading() as session:
            verdict = check_record(session)
            assert check_answers(session, verdict=verdict) == 5
            assert "is not as it was given" in str(verdict.wrong)
