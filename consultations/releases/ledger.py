"""The ledger: every batch that was given out, as it was. Nothing in it is ever changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.models import ReleasedTable
from consultations.releases.parts import (
    ROUNDED_TO,
    Batch,
    as_numbers,
    from_numbers,
    members,
    rounded,
)
from consultations.settings import settings
from consultations.types import Lane

WHO = "who is in it"
STAFF = "staff"
_known: dict[tuple[str, str], tuple[object, frozenset[str]]] = {}


class Entry(NamedTuple):
    """One batch of the ledger, when it was given out, and by whom."""

    batch: Batch
    at: datetime
    by: str
    base: int


def read_ledger(session: Session, *, consultation_slug: str, series: str = STAFF) -> list[Entry]:
    """The batches of one series, the oldest first: staff, or the equality answers of a lane."""
    statement = (
        select(ReleasedTable)
        .where(ReleasedTable.consultation_slug == consultation_slug, ReleasedTable.lane == series)
        .order_by(ReleasedTable.batch, ReleasedTable.table_key)
    )
    batches: dict[int, list[ReleasedTable]] = defaultdict(list)
    for row in session.scalars(statement):
        batches[row.batch].append(row)
    return [_entry(rows) for rows in batches.values()]


def write_batch(
    session: Session, *, consultation_slug: str, series: str, batch: Batch, base: int, by: str
) -> None:
    """Add a batch to the ledger: who is in it, and each table as it is given out."""
    who = {
        "came": {each: list(what) for each, what in batch.came.items()},
        "left": dict(batch.left),
        "eligible": batch.eligible,
        "rows": [list(each) for each in batch.rows],
    }
    tables = {key: as_numbers(given) for key, given in batch.tables.items()}
    session.add_all(
        ReleasedTable(
            consultation_slug=consultation_slug,
            lane=series,
            table_key=_key(series, name),
            batch=batch.number,
            base=rounded(base, ROUNDED_TO),
            numbers=numbers,
            by=by,
        )
        for name, numbers in {WHO: who, **tables}.items()
    )
    session.flush()


def equality_series(lane: Lane) -> str:
    """The name of the equality answers of one lane in the ledger."""
    return f"equality {lane}"


def released_staff(session: Session, consultation_slug: str) -> frozenset[str]:
    """The ids of the staff responses that are in the released numbers.

    Whoever shows or takes out rows or words of staff shows these only: the rest wait for a batch.
    """
    where = (settings().database_url, consultation_slug)
    key, known = ledger_stands_at(session, consultation_slug), _known.get(where)
    if known is None or known[0] != key:
        entries = read_ledger(session, consultation_slug=consultation_slug)
        known = _known[where] = (key, frozenset(members(each.batch for each in entries)))
    return known[1]


def ledger_stands_at(session: Session, consultation_slug: str) -> tuple[int, datetime | None]:
    """How long the ledger of staff is, and when it grew: another batch gives another answer."""
    statement = select(func.count(), func.max(ReleasedTable.at)).where(
        ReleasedTable.consultation_slug == consultation_slug, ReleasedTable.lane == STAFF
    )
    rows, at = session.execute(statement).one()
    return rows, at


def _entry(rows: list[ReleasedTable]) -> Entry:
    names = {row.table_key.partition(" / ")[2]: row for row in rows}
    who = names[WHO]
    batch = Batch(
        number=who.batch,
        came={each: (group, mark) for each, (group, mark) in who.numbers["came"].items()},
        left=who.numbers["left"],
        eligible=who.numbers["eligible"],
        rows=tuple(tuple(each) for each in who.numbers["rows"]),
        tables={name: from_numbers(row.numbers) for name, row in names.items() if name != WHO},
    )
    return Entry(batch, who.at, who.by, who.base)


def _key(series: str, name: str) -> str:
    """Two series may hold tables of the same name."""
    return f"{series} / {name}"
