"""Bring a copy of the database back, and take out again what was taken back since it was made."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import uuid
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.audit.checking import check_record
from consultations.database import engine_for, reading, utc_now, writing
from consultations.keeping_safe.copying import (
    DAMAGED,
    SQLITE,
    About,
    postgres_tool,
    run_postgres,
    unpack,
)
from consultations.keeping_safe.erasing import erase, leave_no_trace
from consultations.keeping_safe.faults import CopyError
from consultations.keeping_safe.taken_back import ERASED, both, recorded, remembered
from consultations.migrating import migrate
from consultations.models import Response
from consultations.responses import withdraw
from consultations.settings import settings

OF_SQLITE = "{} is a copy of SQLite, and this service uses PostgreSQL. Unset DATABASE_URL first."
OF_POSTGRES = "{} is a copy of PostgreSQL, and this service uses SQLite. Set DATABASE_URL first."
EMPTY_FIRST = "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;\n"


class Restored(NamedTuple):
    """What was brought back: the copy, what was taken out again, and where the old database is."""

    about: About
    taken_out: int
    replaced: Path | None


def restore(file: Path, *, by: str) -> Restored:
    """Put a copy in the place of the database. Stop the service first.

    With SQLite nothing is changed unless the copy and its record are whole. What was taken back
    or erased since the copy was made is taken out again. Raises CopyError.
    """
    url = make_url(settings().database_url)
    is_sqlite = url.get_backend_name() == "sqlite"
    gone = both(remembered(), _gone_by_the_record())
    with tempfile.TemporaryDirectory(dir=settings().data_dir, prefix=".restore-") as folder:
        about, copy = unpack(file, Path(folder))
        if (about.kind == SQLITE) is not is_sqlite:
            raise CopyError((OF_SQLITE if about.kind == SQLITE else OF_POSTGRES).format(file.name))
        engine_for(settings().database_url).dispose()
        if is_sqlite:
            _check_sqlite(file, copy)
            _check_end(f"sqlite:///{copy}", about)
            replaced = _replace_sqlite(copy, Path(url.database or ""))
        else:
            replaced = None
            _replace_postgres(copy)
            _check_end(settings().database_url, about)
    migrate()
    return Restored(about, _take_out_again(gone, about=about, by=by), replaced)


def _check_end(address: str, about: About) -> None:
    """Raises CopyError unless the record of a database is whole and ends where the copy says."""
    engine = engine_for(address)
    with Session(engine) as session:
        verdict = check_record(session)
    if address != settings().database_url:
        engine.dispose()
    if not verdict.is_whole:
        raise CopyError(f"The record in this copy is not whole. {verdict.wrong}")
    if (verdict.last_id, verdict.last_digest) != (about.event, about.digest):
        raise CopyError("The record in this copy does not end where the copy says that it does.")


def _gone_by_the_record() -> dict[uuid.UUID, str]:
    """What the database as it is now says was taken back, as far as it can be read."""
    try:
        with reading() as session:
            return recorded(session)
    except (SQLAlchemyError, ValueError):
        return {}


def _check_sqlite(file: Path, copy: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as opened:
            said = opened.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise CopyError(DAMAGED.format(name=file.name, why=str(error))) from error
    if said != "ok":
        raise CopyError(DAMAGED.format(name=file.name, why="SQLite finds faults in it"))


def _replace_sqlite(copy: Path, database: Path) -> Path | None:
    """Put the file in place. What was there is kept beside it, whatever state it is in."""
    replaced = None
    ready = Path(shutil.move(copy, database.with_name(f"{database.name}.ready")))
    ready.chmod(0o600)
    if database.exists():
        replaced = database.with_name(f"{database.name}.before-{utc_now():%Y%m%d-%H%M%S}")
        shutil.move(database, replaced)
        replaced.chmod(0o600)
    for ending in ("-wal", "-shm"):
        beside = database.with_name(f"{database.name}{ending}")
        if beside.exists():
            shutil.move(beside, Path(f"{replaced or ready}{ending}"))
    ready.replace(database)
    return replaced


def _replace_postgres(copy: Path) -> None:
    """In one transaction: either everything is as in the copy, or nothing is changed."""
    whole = copy.with_suffix(".whole.sql")
    with whole.open("w", encoding="utf-8") as to, copy.open(encoding="utf-8") as dump:
        to.write(EMPTY_FIRST)
        shutil.copyfileobj(dump, to)
    command = [postgres_tool("psql"), "--no-psqlrc", "--quiet", "--single-transaction"]
    run_postgres([*command, "--set=ON_ERROR_STOP=1", "--file", str(whole)])


def _take_out_again(gone: dict[uuid.UUID, str], *, about: About, by: str) -> int:
    """Note that a copy was brought back, and take out what was taken back since it was made."""
    taken_out = 0
    with writing() as session:
        note(session, actor=by, what="copy brought back", subject=about.sha256, made=about.made_at)
        here = recorded(session)
        for number, what in gone.items():
            response = session.get(Response, number)
            if response is None or here.get(number) in (what, ERASED):
                continue
            taken_out += 1
            if what == ERASED:
                erase(session, response=response, by=by)
            else:
                withdraw(session, response=response, by=by)
    if taken_out:
        leave_no_trace()
    return taken_out
