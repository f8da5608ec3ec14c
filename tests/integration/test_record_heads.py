"""The end of the record is signed once a day and published for anybody to keep."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, update

from consultations.audit import note
from consultations.audit.checking import check_record
from consultations.audit.heads import as_published, heads, sign_yesterday
from consultations.audit.signing import FILE
from consultations.cli import main
from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.models import AuditEvent
from consultations.settings import settings
from tests.factories import a_response
from tests.publishing import Desk
from tests.record import A_DAY
from tests.turning import at_once
from tests.visiting import Visitor
from web import sweeping
from web.app import create_app
from web.presenters import record

NEW_YEAR = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_seen() -> Iterator[None]:
    record._seen.clear()
    yield
    record._seen.clear()


def add(what: str, at: datetime) -> None:
    with writing() as session:
        note(session, actor="ada", what=what, subject="tiny").at = at


def sign(now: datetime) -> bool:
    with writing() as session:
        return sign_yesterday(session, now=now) is not None


@pytest.mark.usefixtures("database_url")
class TestSigning:
    def test_signs_what_the_day_ended_with(self) -> None:
        add("on the day", NEW_YEAR - A_DAY)
        add("after midnight", NEW_YEAR)
        assert sign(NEW_YEAR)

        with reading() as session:
            head, last = heads(session)[0], session.get_one(AuditEvent, 1)
            assert (f"{head.day}", head.event_id, head.digest) == ("2026-12-31", 1, last.digest)
            assert check_record(session).heads == 1

    def test_signs_each_day_once_whoever_tries(self) -> None:
        add("on the day", NEW_YEAR - A_DAY)
        signed = at_once(*[lambda: sign(NEW_YEAR)] * 3)

        assert sorted(signed, key=str) == [False, False, True]

    def test_signs_nothing_before_anything_happened(self) -> None:
        add("today", NEW_YEAR)

        assert not sign(NEW_YEAR)

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_keeps_the_key_to_its_owner(self) -> None:
        add("on the day", NEW_YEAR - A_DAY)
        sign(NEW_YEAR)

        assert (settings().data_dir / FILE).stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_is_done_by_the_service_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        add("yesterday", utc_now() - A_DAY)

        async def a_moment() -> None:
            task = asyncio.create_task(sweeping.sign_each_day())
            await asyncio.sleep(1)
            task.cancel()

        asyncio.run(a_moment())

        with reading() as session:
            assert len(heads(session)) == 1


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestPublishing:
    def test_shows_where_the_record_ended(self, desk: Desk) -> None:
        visitor = Visitor(create_app(settings()))
        assert "Nothing is signed yet" in visitor.get("/c/tiny/record").text
        sign(utc_now() + A_DAY)

        with reading() as session:
            digest = heads(session)[0].digest
        assert digest in visitor.get("/c/tiny/record").text
        assert visitor.get("/c/tiny/record.json").json()["heads"][0]["digest"] == digest
        assert visitor.get("/c/nowhere/record.json").status_code == 404

    def test_stands_on_the_receipt(self, desk: Desk) -> None:
        sign(utc_now() + A_DAY)
        visitor = Visitor(create_app(settings()))
        asked = visitor.get("/c/tiny/form?lane=public").text
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', asked)
        page = visitor.post("/c/tiny/form", {**dict(hidden), "q:capacity": "carer"})
        while page.status_code == 303:
            page = visitor.get(page.headers["location"])

        with reading() as session:
            assert f"<code>{heads(session)[0].digest[:12]}</code>" in page.text


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestTheCommand:
    def test_says_in_one_line_that_all_is_well(
        self, database_url: str, pack: Pack, tmp_path: Path
    ) -> None:
        with writing() as session:
            a_response(session, pack, {"capacity": ["carer"]})
        said, failed = verify(kept(tmp_path))

        assert not failed
        assert said.count("\n") == 1
        assert "1 signed heads fit, and so do 1 answers and 0 published texts." in said

    def test_says_which_event_is_wrong(self, database_url: str) -> None:
        for number in range(3):
            add(f"event {number}", utc_now())
        with writing() as session:
            session.execute(update(AuditEvent).where(AuditEvent.id == 2).values(actor="eve"))

        assert verify() == ("Error: Event 2 is not as it was recorded.\n", True)

    def test_finds_a_record_that_was_cut_short(self, database_url: str, tmp_path: Path) -> None:
        for number in range(3):
            add(f"event {number}", utc_now())
        file = kept(tmp_path)
        with writing() as session:
            session.execute(delete(AuditEvent).where(AuditEvent.id == 3))
            for head in heads(session):
                session.delete(head)
        said, failed = verify(file)

        assert failed
        assert "Event 3 is missing." in said

    def test_reads_no_file_that_is_something_else(self, database_url: str, tmp_path: Path) -> None:
        (tmp_path / "other.json").write_text('{"heads": [{"day": 3}]}')

        assert "holds no head" in verify(tmp_path / "other.json")[0]


def kept(folder: Path) -> Path:
    """What somebody kept of the record."""
    sign(utc_now() + A_DAY)
    with reading() as session:
        said = {"heads": [as_published(each) for each in heads(session)]}
    (folder / "record.json").write_text(json.dumps(said))
    return folder / "record.json"


def verify(against: Path | None = None) -> tuple[str, bool]:
    more = ["--against", str(against)] if against else []
    done = CliRunner().invoke(main, ["audit", "verify", *more])
    return done.output, done.exit_code != 0
