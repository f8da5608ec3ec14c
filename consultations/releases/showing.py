"""What was given out last, in the form in which pages, reports and exports show results."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.disclosure import TOGETHER, InBatch, Released
from consultations.releases.ledger import Entry
from consultations.releases.parts import (
    SMALLEST_GROUP,
    Batch,
    Given,
    Row,
    last_given,
    members,
    rounded,
    shown,
)
from consultations.small_numbers import ReleasedGroup

NOTHING_YET = Released(None, {}, (), batch=InBatch())


def views_given(entries: Sequence[Entry], key: str) -> Released:
    """What staff said to one question: everybody, then each role that may be shown."""
    found = _last(entries, key)
    if found is None:
        return NOTHING_YET
    given, batch = found
    everybody = given.everybody
    if everybody is None or everybody.answered is None:
        return Released(None, {}, (), batch=batch)
    joined = next((row.groups for row in given.rows if len(row.groups) > 1), ())
    return Released(
        everybody.answered,
        {choice: number for choice, number in everybody.people.items() if number is not None},
        tuple(ReleasedGroup(_name(row), row.answered, row.people) for row in given.rows),
        joined,
        hidden=tuple(choice for choice, number in everybody.people.items() if number is None),
        batch=batch._replace(rounded_to=given.rounded_to),
    )


def sizes_given(entries: Sequence[Entry], key: str) -> Released:
    """What people said of themselves: how many of each, where that is ten or more."""
    found = _last(entries, key)
    if found is None:
        return NOTHING_YET
    given, batch = found
    if given.everybody is None or given.everybody.answered is None:
        return Released(None, {}, (), batch=batch)
    people = given.everybody.people
    groups = tuple(ReleasedGroup(value, number, {}) for value, number in people.items())
    return Released(given.everybody.answered, {}, groups, batch=batch)


def roles_given(entries: Sequence[Entry]) -> Released:
    """How many staff of each role are in the released numbers."""
    if not entries:
        return NOTHING_YET
    inside = members(each.batch for each in entries)
    sizes: dict[str, int] = {}
    for group, _ in inside.values():
        sizes[group] = sizes.get(group, 0) + 1
    last = entries[-1]
    rows = last.batch.rows
    groups = []
    for row in rows:
        people = sum(sizes.get(group, 0) for group in row)
        number = shown(people, smallest=SMALLEST_GROUP, to=5)
        groups.append(ReleasedGroup(row[0] if len(row) == 1 else TOGETHER, number, {}))
    joined = next((row for row in rows if len(row) > 1), ())
    return Released(rounded(len(inside)), {}, tuple(groups), joined, batch=_in_batch(last))


def _last(entries: Sequence[Entry], key: str) -> tuple[Given, InBatch] | None:
    ledger: list[Batch] = [each.batch for each in entries]
    found = last_given(ledger, key)
    if found is None:
        return None
    batch, given = found
    return given, _in_batch(next(each for each in entries if each.batch is batch))


def _in_batch(entry: Entry) -> InBatch:
    return InBatch(entry.batch.number, entry.at, entry.base)


def _name(row: Row) -> str:
    return row.groups[0] if len(row.groups) == 1 else TOGETHER
