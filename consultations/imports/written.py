"""Rows in the very form in which the database takes them, made before anybody waits for them.

With SQLite whoever writes keeps all others from writing, so as little as can be is done meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from consultations.database import Base, engine_for
from consultations.settings import settings

# With the pages of its indexes in memory, SQLite adds a row in half the time.
KILOBYTES_AT_HAND = 128 * 1024


class Written(NamedTuple):
    """A statement and the values of each row for it, as the driver takes them."""

    statement: str
    rows: list[Any]


def written(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> Written:
    """Rows for one table, each with a value for the same columns."""
    if not rows:
        return Written("", [])
    table = Base.metadata.tables[model.__tablename__]
    dialect = engine_for(settings().database_url).dialect
    columns = [column for column in table.columns if column.key in rows[0]]
    made = insert(table).compile(dialect=dialect, column_keys=[each.key for each in columns])
    into = {
        each.key: each.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
        for each in columns
    }
    if made.positional:
        order = [(name, into[name]) for name in made.positiontup or ()]
        return Written(str(made), [tuple(to(row[name]) for name, to in order) for row in rows])
    return Written(str(made), [{name: to(row[name]) for name, to in into.items()} for row in rows])


def put_in(session: Session, what: Written) -> None:
    """Add rows to their table, in the transaction of this session."""
    if what.rows:
        session.connection().exec_driver_sql(what.statement, what.rows)


@contextmanager
def room_to_write(session: Session) -> Iterator[None]:
    """More memory for SQLite while very much is written. It is given back after that."""
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    connection = session.connection()
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{KILOBYTES_AT_HAND}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def _as_it_is(value: Any) -> Any:
    return value
