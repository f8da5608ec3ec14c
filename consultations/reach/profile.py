"""Load a population profile from CSV: all of it or nothing, with each fault by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.cleaning import number_in
from consultations.content.schema import Pack
from consultations.models import PopulationShare
from consultations.reach.dimensions import Dimension, dimensions, named

COLUMNS = ("dimension", "value", "label", "people", "source")
MOST_ROWS, MOST_PEOPLE, MOST_FAULTS = 2_000, 100_000_000, 20


class ProfileError(Exception):
    """A file that was not loaded: one sentence for each fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = list(faults)


class Share(NamedTuple):
    """One row of a profile: how many people of one value there are, and who says so."""

    dimension: str
    value: str
    label: str
    people: int
    source: str


def read_profile(text: str, *, pack: Pack) -> list[Share]:
    """The rows of a file. Raises ProfileError that names the row and the column of each fault."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    rows = [[cell.strip() for cell in row] for row in rows]
    if not rows or tuple(rows[0]) != COLUMNS:
        raise ProfileError([f"Row 1: the columns must be {', '.join(COLUMNS)}, in this order."])
    if len(rows) - 1 > MOST_ROWS:
        raise ProfileError([f"The file has more than {MOST_ROWS:,} rows."])
    known, shares = dimensions(pack), list[Share]()
    faults: list[str] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        found = _faults(row, known, [(each.dimension, each.value) for each in shares])
        faults += [f"Row {number}, {fault}" for fault in found]
        if not found:
            shares.append(Share(row[0], row[1], row[2], int(row[3].replace(",", "")), row[4]))
    if not shares and not faults:
        faults.append("Row 2: the file has no rows below its columns.")
    if faults:
        raise ProfileError(faults[:MOST_FAULTS])
    return shares


def load_profile(session: Session, *, pack: Pack, text: str, actor: str) -> int:
    """Put a profile in the place of the one before; how many rows it has.

    Raises ProfileError when anything is wrong with the file. Nothing is loaded then.
    """
    shares = read_profile(text, pack=pack)
    session.execute(delete(PopulationShare).where(PopulationShare.consultation_slug == pack.slug))
    session.add_all(
        PopulationShare(consultation_slug=pack.slug, loaded_by=actor, **each._asdict())
        for each in shares
    )
    note(session, actor=actor, what="population loaded", subject=pack.slug, rows=len(shares))
    session.flush()
    return len(shares)


def profile_of(session: Session, *, consultation_slug: str) -> list[Share]:
    """The profile that is loaded, by dimension, the largest first."""
    statement = (
        select(PopulationShare)
        .where(PopulationShare.consultation_slug == consultation_slug)
        .order_by(PopulationShare.dimension, PopulationShare.people.desc(), PopulationShare.value)
    )
    return [
        Share(each.dimension, each.value, each.label, each.people, each.source)
        for each in session.scalars(statement)
    ]


def _faults(
    row: Sequence[str], known: Sequence[Dimension], taken: Sequence[tuple[str, str]]
) -> list[str]:
    if len(row) != len(COLUMNS):
        return [f"all columns: it has {len(row)} cells and needs {len(COLUMNS)}."]
    key, value, label, people, source = row
    faults = []
    dimension = named(known, key)
    if dimension is None:
        names = ", ".join(each.key for each in known)
        faults.append(f"column dimension: '{key}' is not known. Use one of {names}.")
    elif value not in dimension.counted_as:
        faults.append(f"column value: '{value}' is not a choice of {key}.")
    elif (key, value) in taken:
        faults.append(f"column value: '{value}' of {key} stands in an earlier row.")
    if not label:
        faults.append("column label: it is empty.")
    digits = people.replace(",", "")
    if not (digits.isascii() and digits.isdecimal()):
        faults.append(f"column people: '{people}' is not a whole number.")
    elif number_in(digits, most=MOST_PEOPLE) is None:
        faults.append(f"column people: {people} is more than {MOST_PEOPLE:,}.")
    if not source:
        faults.append("column source: it is empty. Say where the number comes from.")
    return faults
