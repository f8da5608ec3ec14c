"""Make the next batch: as much as may be said, checked against all that was said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from consultations.releases.choosing import Chosen, choose, is_due
from consultations.releases.parts import (
    ROUNDED_MORE,
    ROUNDED_TO,
    SMALLEST_GROUP,
    Batch,
    Declared,
    Given,
    Person,
    Row,
    counted,
    last_given,
    shown,
)
from consultations.releases.working_back import can_be_worked_out

# From the most that may be said to the least: by group and in all; then in all only.
LADDER = ((True, ROUNDED_TO), (True, ROUNDED_MORE), (False, ROUNDED_TO), (False, ROUNDED_MORE))


def next_batch(
    people: Sequence[Person],
    tables: Sequence[Declared],
    ledger: Sequence[Batch],
    *,
    groups: Sequence[str],
    final: bool,
) -> Batch | None:
    """The next batch, of everybody who may count, in the order in which they came; None if none.

    Each table is tried as fine as can be first. It is made coarser, and in the end left out, until
    nothing under ten can be worked out from it and all earlier batches together.
    """
    if not is_due(ledger, eligible=len(people), final=final):
        return None
    chosen = choose(people, ledger, groups=groups, final=final)
    if chosen is None or len(chosen.inside) < SMALLEST_GROUP:
        return None
    number = ledger[-1].number + 1 if ledger else 1
    empty = Batch(number, chosen.came, chosen.left, len(people), chosen.rows)
    given = {}
    for table in tables:
        made = _safe(table, chosen, ledger, empty)
        if made is not None:
            given[table.key] = made
    return replace(empty, tables=given)


def _safe(table: Declared, chosen: Chosen, ledger: Sequence[Batch], empty: Batch) -> Given | None:
    for by_group, to in LADDER:
        if by_group and not table.by_group:
            continue
        made = _given(table, chosen, ledger, number=empty.number, by_group=by_group, to=to)
        trial = replace(empty, tables={table.key: made})
        if not can_be_worked_out(table, [*ledger, trial], off=chosen.unchanged):
            return made
    return None


def _given(
    table: Declared,
    chosen: Chosen,
    ledger: Sequence[Batch],
    *,
    number: int,
    by_group: bool,
    to: int,
) -> Given:
    before = last_given(ledger, table.key)
    earlier = {row.groups: row for row in before[1].rows} if before else {}
    rows = []
    for groups in chosen.rows if by_group else ():
        same = earlier.get(groups)
        if same is not None and all(each in chosen.unchanged for each in groups):
            rows.append(same)
        else:
            some = [each for each in chosen.inside if each.group in groups]
            rows.append(_row(table, groups, some, number=number, to=to))
    named = tuple(dict.fromkeys(group for groups in chosen.rows for group in groups))
    everybody = [each for each in chosen.inside if each.group in named]
    return Given(to, tuple(rows), _row(table, named, everybody, number=number, to=to))


def _row(
    table: Declared, groups: tuple[str, ...], people: Sequence[Person], *, number: int, to: int
) -> Row:
    answered, chosen = counted(table, people)
    if answered < SMALLEST_GROUP:
        return Row(groups, None, dict.fromkeys(table.choices), number)
    cells: Mapping[str, int | None] = {
        choice: shown(chosen[choice], smallest=table.smallest, to=to) for choice in table.choices
    }
    return Row(groups, shown(answered, smallest=SMALLEST_GROUP, to=to), cells, number)
