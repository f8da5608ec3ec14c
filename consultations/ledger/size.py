"""From which size on a theme must have its reason: stated on the page, and told to the public.

Each statement of the size is a row of its own beside the notes on readiness, with who, when, why.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.cleaning import clean_text
from consultations.ledger.kinds import LedgerError
from consultations.models import ReadinessNote
from consultations.one_at_a_time import alone

ITEM = "stated-size"
PEOPLE, PERCENT = 10, 1.0
MOST_PEOPLE, MOST_PERCENT = 50, 5.0
LONGEST_WHY = 1_000
STATED = re.compile(r"^(\d+) people or ([\d.]+) %$")


class StatedSize(NamedTuple):
    """A theme that so many people raised must have its reason: the larger of the two."""

    people: int = PEOPLE
    percent: float = PERCENT
    by: str | None = None
    at: datetime | None = None
    why: str = ""

    def of(self, base: int) -> int:
        """The size in people, where so many took part."""
        return max(self.people, math.ceil(base * self.percent / 100))

    @property
    def percent_in_words(self) -> str:
        """The share without needless noughts: 1, 0.5."""
        return f"{self.percent:g}"


def stated_size(session: Session, slug: str) -> StatedSize:
    """The size as it was stated last, or 10 people or 1 % while nobody has."""
    last = next(iter(stated_before(session, slug)), None)
    return last or StatedSize()


def stated_before(session: Session, slug: str) -> list[StatedSize]:
    """Every size that was stated, the last first."""
    rows = session.scalars(
        select(ReadinessNote)
        .where(ReadinessNote.consultation_slug == slug, ReadinessNote.item == ITEM)
        .order_by(ReadinessNote.at.desc(), ReadinessNote.id)
    )
    found = []
    for row in rows:
        numbers = STATED.match(row.state)
        if numbers:
            size = int(numbers[1]), float(numbers[2])
            found.append(StatedSize(*size, row.by, row.at, row.note))
    return found


def state_size(
    session: Session, *, slug: str, people: str, percent: str, why: str, by: str
) -> StatedSize:
    """State another size, with the reason. What was typed is read here.

    Raises LedgerError for what is no number, for a size under which large themes would need no
    reason, and without a reason.
    """
    try:
        size = int(people.strip()), float(percent.strip().rstrip("%").strip())
    except ValueError as error:
        raise LedgerError("Write the size in numbers, such as 10 people and 1 percent.") from error
    if not (1 <= size[0] <= MOST_PEOPLE and 0 <= size[1] <= MOST_PERCENT):
        raise LedgerError(
            f"Choose 1 to {MOST_PEOPLE} people and 0 to {MOST_PERCENT:g} percent. "
            "A higher size would leave large themes without a reason."
        )
    why = clean_text(why)[:LONGEST_WHY]
    if not why:
        raise LedgerError("Say why the size changes. The public can read it.")
    alone(session, f"ledger of {slug}")
    last = next(iter(stated_before(session, slug)), None)
    if last is not None and (last.people, last.percent, last.why) == (*size, why):
        return last  # the form was sent twice
    row = ReadinessNote(
        consultation_slug=slug,
        item=ITEM,
        state=f"{size[0]} people or {size[1]:g} %",
        note=why,
        by=by,
    )
    session.add(row)
    session.flush()
    note(session, actor=by, what="stated size changed", subject=slug, size=row.state)
    return StatedSize(*size, by, row.at, why)
