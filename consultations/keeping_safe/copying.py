"""Copy the whole database into one file, with a checksum and the end of the record in it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from alembic.script import ScriptDirectory
from sqlalchemy import func, make_url, select

from consultations.audit.chain import last_link
from consultations.audit.signing import fits, sign
from consultations.database import reading, utc_now
from consultations.keeping_safe.faults import CopyError
from consultations.migrating import alembic_config
from consultations.models import Response
from consultations.settings import settings

ABOUT, SIGNATURE = "about.json", "signature.json"
SQLITE, POSTGRES = "consultation.db", "consultation.sql"
NO_TOOL = (
    "{tool} was not found. Install the client programs of PostgreSQL, or let the database's own "
    "backup do this."
)
DAMAGED = "{name} is damaged or was changed: {why}. Nothing was changed. Use another copy."


class About(NamedTuple):
    """What a copy says of itself."""

    made_at: str
    kind: str
    tables: str
    sha256: str
    size: int
    responses: int
    event: int | None
    digest: str | None


def back_up(file: Path) -> About:
    """Write a copy of everything in the database, while the service goes on.

    The file is not encrypted: it holds what people said. Raises CopyError when it cannot be made.
    """
    is_sqlite = make_url(settings().database_url).get_backend_name() == "sqlite"
    unfinished = file.with_name(f"{file.name}.unfinished")
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".copy-") as folder:
        copy = Path(folder) / (SQLITE if is_sqlite else POSTGRES)
        end, responses = _copy_sqlite(copy) if is_sqlite else _copy_postgres(copy)
        about = About(
            made_at=utc_now().isoformat(timespec="seconds"),
            kind=copy.name,
            tables=str(ScriptDirectory.from_config(alembic_config()).get_current_head()),
            sha256=checksum(copy),
            size=copy.stat().st_size,
            responses=responses,
            event=end[0],
            digest=end[1],
        )
        said = about._asdict()
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to:
            with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr(ABOUT, json.dumps(said, indent=2))
                packed.writestr(SIGNATURE, json.dumps(sign(said)._asdict(), indent=2))
                packed.write(copy, copy.name)
            to.flush()
            os.fsync(to.fileno())
    unfinished.replace(file)
    return about


def unpack(file: Path, folder: Path) -> tuple[About, Path]:
    """Take the database out of a copy, once it is sure that nothing in it was changed.

    Raises CopyError otherwise.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            said: dict[str, Any] = json.loads(packed.read(ABOUT))
            signed: dict[str, str] = json.loads(packed.read(SIGNATURE))
            about = About(**said)
            if about.kind not in (SQLITE, POSTGRES):
                raise CopyError(DAMAGED.format(name=file.name, why="it holds no database"))
            copy = Path(packed.extract(about.kind, folder))
    except FileNotFoundError:
        raise
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, OSError, EOFError) as error:
        raise CopyError(DAMAGED.format(name=file.name, why="it cannot be read")) from error
    except Exception as error:  # zlib raises an error of its own, which has no public name
        if isinstance(error, CopyError):
            raise
        raise CopyError(DAMAGED.format(name=file.name, why="it cannot be read")) from error
    if not fits(said, signature=signed.get("signature", ""), key=signed.get("key", "")):
        raise CopyError(DAMAGED.format(name=file.name, why="its signature does not fit"))
    if checksum(copy) != about.sha256:
        raise CopyError(DAMAGED.format(name=file.name, why="its checksum does not fit"))
    return about, copy


def checksum(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def postgres_tool(name: str) -> str:
    """Where a program of PostgreSQL is. Raises CopyError when it is not there."""
    found = shutil.which(name)
    if found is None:
        raise CopyError(NO_TOOL.format(tool=name))
    return found


def run_postgres(command: list[str], **more: Any) -> None:
    """Run a program of PostgreSQL on the database of the settings.

    Raises CopyError with what it says.
    """
    url = make_url(settings().database_url).set(drivername="postgresql")
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    address = url.set(password=None).render_as_string()
    done = subprocess.run(
        [*command, "--dbname", address],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        **more,
    )
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["it gave no reason"])[0]
        raise CopyError(f"{Path(command[0]).name} failed: {said}")


def _copy_sqlite(copy: Path) -> tuple[tuple[int | None, str | None], int]:
    source_file = make_url(settings().database_url).database or ""
    if not Path(source_file).exists():
        raise CopyError(f"There is no database at {source_file}. Nothing was copied.")
    with closing(sqlite3.connect(source_file)) as source, closing(sqlite3.connect(copy)) as to:
        source.backup(to, pages=2_000, sleep=0.01)
        to.execute("PRAGMA journal_mode=DELETE")
        end = to.execute(
            "SELECT id, digest FROM audit_event WHERE digest IS NOT NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        responses = to.execute("SELECT count(*) FROM response").fetchone()[0]
    return end or (None, None), int(responses)


def _copy_postgres(copy: Path) -> tuple[tuple[int | None, str | None], int]:
    """The dump and what is said of it are of one moment: they share a snapshot."""
    with reading() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        last = last_link(session)
        responses = session.scalar(select(func.count()).select_from(Response)) or 0
        snapshot = session.scalar(select(func.pg_export_snapshot()))
        command = [postgres_tool("pg_dump"), "--format=plain", "--no-owner", "--no-privileges"]
        run_postgres([*command, f"--snapshot={snapshot}", "--file", str(copy)])
    return (last.id, last.digest) if last else (None, None), responses
