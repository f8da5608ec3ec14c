"""Give out what is due: the one way in which anything about staff, or for equality, gets out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.library import status_of
from consultations.content.schema import LONDON, Pack
from consultations.database import utc_now
from consultations.equality import equality_questions
from consultations.one_at_a_time import alone
from consultations.releases.choosing import is_due, needed
from consultations.releases.counting import equality_people, needs_codes, staff_people
from consultations.releases.declaring import declared_tables, staff_groups
from consultations.releases.ledger import STAFF, equality_series, read_ledger, write_batch
from consultations.releases.making import next_batch
from consultations.releases.parts import SMALLEST_GROUP, Batch, Declared, Person, members
from consultations.types import ConsultationStatus, Lane

NOT_YET = (ConsultationStatus.DRAFT, ConsultationStatus.OPEN)


class Waiting(NamedTuple):
    """What the next batch of staff results waits for."""

    new: int
    needs: int
    only_after_close: bool
    due: bool


class Planned(NamedTuple):
    """A batch that has been worked out and is not given out yet."""

    series: str
    batch: Batch
    base: int


def give_out(session: Session, *, pack: Pack, by: str, now: datetime | None = None) -> list[str]:
    """Give out every batch that is due: of staff, and of the equality answers of each lane.

    Returns the series that have a new batch. Each new table has been checked against all earlier
    ones; one that would tell on fewer than ten people is made coarser, or waits.
    """
    return record(session, pack=pack, planned=plan(session, pack=pack, now=now), by=by)


def plan(session: Session, *, pack: Pack, now: datetime | None = None) -> list[Planned]:
    """Work out every batch that is due. It may take a minute, and writes nothing."""
    slug, final = pack.slug, is_over(pack)
    found = []
    tables = declared_tables(session, pack=pack)
    if final or needs_codes(session, pack=pack):
        staff = staff_people(session, pack=pack, tables=tables)
        groups = staff_groups(session, pack=pack)
        declared = [each.declared for each in tables if not each.counts_groups]
        found.append(_plan(session, pack, STAFF, staff, declared, groups, final=final))
    today = (now or utc_now()).astimezone(LONDON).date()
    for lane in Lane:
        said = equality_people(session, consultation_slug=slug, lane=lane, before=today)
        series = equality_series(lane)
        found.append(_plan(session, pack, series, said, equality_tables(), [""], final=final))
    return [each for each in found if each is not None]


def record(session: Session, *, pack: Pack, planned: Sequence[Planned], by: str) -> list[str]:
    """Add to the ledger what was worked out, unless somebody else has added a batch meanwhile."""
    if planned:
        alone(session, f"releasing results of {pack.slug}")
    made = []
    for series, batch, base in planned:
        entries = read_ledger(session, consultation_slug=pack.slug, series=series)
        if batch.number != len(entries) + 1:
            continue
        write_batch(
            session, consultation_slug=pack.slug, series=series, batch=batch, base=base, by=by
        )
        note(
            session,
            actor=by,
            what="results released",
            subject=pack.slug,
            series=series,
            batch=batch.number,
            tables=len(batch.tables),
        )
        made.append(series)
    return made


def is_over(pack: Pack) -> bool:
    """Whether the consultation has closed, so that everybody who may count can be counted."""
    return status_of(pack) not in NOT_YET


def waiting(session: Session, *, pack: Pack) -> Waiting:
    """How many staff responses have come since the last batch, and how many it takes."""
    entries = read_ledger(session, consultation_slug=pack.slug)
    ledger = [each.batch for each in entries]
    people = staff_people(session, pack=pack, tables=[])
    codes = needs_codes(session, pack=pack)
    over = is_over(pack)
    before = ledger[-1].eligible if ledger else 0
    due = (over or codes) and is_due(ledger, eligible=len(people), final=over)
    return Waiting(len(people) - before, needed(ledger), not codes, due)


def equality_tables() -> list[Declared]:
    """Each question about people themselves, by itself, by the wider groups of its answers."""
    return [
        Declared(each.key, each.counted, by_group=False, smallest=SMALLEST_GROUP)
        for each in equality_questions().questions
    ]


def _plan(
    session: Session,
    pack: Pack,
    series: str,
    people: Sequence[Person],
    tables: Sequence[Declared],
    groups: Sequence[str],
    *,
    final: bool,
) -> Planned | None:
    entries = read_ledger(session, consultation_slug=pack.slug, series=series)
    ledger = [each.batch for each in entries]
    batch = next_batch(people, tables, ledger, groups=groups, final=final)
    if batch is None:
        return None
    return Planned(series, batch, len(members([*ledger, batch])))
