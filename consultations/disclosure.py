"""The one place that decides what may be released: for pages, exports and the API alike.

Three sources, and what each gives:

- NHS Digital, "Change to disclosure control methodology for HES and ECDS" (2018): in tables below
  national level, 1 to 7 is hidden and other numbers are rounded to the nearest 5. The public lane.
- GP Patient Survey, technical annex: results on fewer than 10 people are left out, and so is the
  next lowest, so that nobody can work back. The staff lane, where colleagues can recognise people.
- Office for National Statistics, rules for research outputs: 10 people is the guide for a group.

The rule of the public lane looks at one table as it stands, so it cannot stop somebody who sends in
made-up responses, or who compares a table before and after one person took part. What staff said,
and what people said of themselves for equality, therefore never comes from here live. It comes from
``consultations.releases``: fixed tables, in batches, each checked against all earlier ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from consultations.derivable import Cell
from consultations.small_numbers import ReleasedGroup, Rule, Table, split
from consultations.types import Lane

TOGETHER = "small-groups-together"
NOT_SHOWN = "not shown: small group"

RULES = {
    Lane.PUBLIC: Rule(smallest=8, hides_zeros=False, joins_small_groups=False),
    Lane.STAFF: Rule(smallest=10, hides_zeros=True, joins_small_groups=True),
}


class InBatch(NamedTuple):
    """The batch in which something was given out: 0 and no day while nothing was."""

    number: int = 0
    at: datetime | None = None
    base: int = 0
    rounded_to: int = 5


class Released(NamedTuple):
    """What may be shown. Live totals are exact; the numbers of groups are rounded to 5.

    What came in a batch is rounded throughout, and ``hidden`` are the choices whose total is not
    shown.
    """

    answered: int | None
    totals: Mapping[str, int]
    groups: tuple[ReleasedGroup, ...]
    joined: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    batch: InBatch | None = None


def release(table: Table, *, lane: Lane) -> Released:
    """Everything that may be shown of a table.

    When fewer people answered than the lane's rule asks for, only that is said. Totals over
    everybody in the lane are exact: they are about no group.
    """
    rule = RULES[lane]
    joined: tuple[str, ...] = ()
    if rule.joins_small_groups:
        joined = small_groups(table.responses, smallest=rule.smallest)
        table = _join(table, joined)
    if 0 < table.total_answered < rule.smallest:
        return Released(None, {}, ())
    totals = {choice: table.total(choice) for choice in table.choices}
    return Released(table.total_answered, totals, split(table, rule), joined)


def release_sizes(people: Mapping[str, int], *, lane: Lane) -> Released:
    """What may be shown of how many people are in each group, such as a place or a role."""
    return release(Table((), people, people, {}, one_choice_each=False), lane=lane)


def small_groups(people: Mapping[str, int], *, smallest: int) -> tuple[str, ...]:
    """The groups that may only be shown together, in the order given.

    Together they are at least two groups, with enough people: the next smallest is added until
    that is so. Otherwise the total would give the only hidden one away.
    """
    by_size = sorted(people, key=lambda group: (people[group], group))
    small = [group for group in by_size if people[group] < smallest]
    if not small:
        return ()
    while len(small) < len(by_size) and (
        len(small) < 2 or sum(people[group] for group in small) < smallest
    ):
        small.append(by_size[len(small)])
    return tuple(group for group in people if group in small)


def coarsen(rows: Sequence[tuple[str, ...]], *, lane: Lane) -> list[tuple[str, ...]]:
    """What may be said of each person: their group, then their place, then the rest.

    Every combination that is left is shared by as many people as the lane's rule asks for. The
    first thing is kept longest. When the whole lane has too few people, nothing is left. Of staff
    nothing is ever said beside their own words: a role and a workplace point to a colleague.
    """
    if lane is Lane.STAFF:
        return [(NOT_SHOWN,) * len(row) for row in rows]
    said: list[list[str]] = [[] for _ in rows]
    for column in range(len(rows[0]) if rows else 0):
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, so_far in enumerate(said):
            alike[tuple(so_far)].append(number)
        for numbers in alike.values():
            sizes = Counter(rows[number][column] for number in numbers)
            small = small_groups(sizes, smallest=RULES[lane].smallest)
            for number in numbers:
                value = rows[number][column]
                said[number].append(NOT_SHOWN if value in small else value)
    return [tuple(values) for values in said]


def _join(table: Table, groups: Sequence[str]) -> Table:
    """The table with these groups as one. When that is all of them, it has one group."""
    if not groups:
        return table

    def joined(people: Mapping[str, int]) -> dict[str, int]:
        kept = {group: count for group, count in people.items() if group not in groups}
        return {**kept, TOGETHER: sum(people.get(group, 0) for group in groups)}

    cells: Counter[Cell] = Counter()
    for (choice, group), count in table.people.items():
        cells[choice, TOGETHER if group in groups else group] += count
    return table._replace(
        responses=joined(table.responses), answered=joined(table.answered), people=cells
    )
