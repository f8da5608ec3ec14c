"""Three ways of publishing the same answers: as they are, by the plain NHS rule, and ours.

The plain rule is the published one of NHS Digital: nought is shown, 1 to 7 is hidden, all else is
rounded to the nearest 5. It is taken as it stands, and the page is live.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from benchmarks.attacks.solving import Fact, Set
from benchmarks.attacks.worlds import ANSWERS, CHOICES, SILENT, VIEW, World
from consultations.releases.making import next_batch
from consultations.releases.parts import Batch, Given, Row

ANSWERED = CHOICES
MANY = 10_000.0


class Publisher(Protocol):
    """Shows how many people of a set made each choice."""

    def shows(self, world: World, who: Set, *, made_up: int = 0) -> list[Fact]:
        """What a reader learns of a set, when so many made-up answers are added to each cell."""


class AsTheyAre:
    """Every number as it is."""

    def shows(self, world: World, who: Set, *, made_up: int = 0) -> list[Fact]:
        return [Fact(who, (c,), n, n) for c, n in _counted(world, who)]


class PlainRule:
    """Nought shown, 1 to 7 hidden, the rest to the nearest 5."""

    def shows(self, world: World, who: Set, *, made_up: int = 0) -> list[Fact]:
        facts = []
        for choice, number in _counted(world, who):
            shown = number + made_up
            low, high = (1, 7) if 0 < shown < 8 else (shown, shown)
            if shown >= 8:
                nearest = 5 * ((shown + 2) // 5)
                low, high = max(8, nearest - 2), nearest + 2
            facts.append(Fact(who, (choice,), max(0, low - made_up), high - made_up))
        return facts


def our_ledger(world: World) -> list[Batch]:
    """All batches, when somebody looks at every one of these moments and at the close."""
    people, ledger = world.persons(), list[Batch]()
    for count, final in [*((look, False) for look in world.looks), (world.size, True)]:
        made = next_batch(people[:count], [VIEW], ledger, groups=world.groups, final=final)
        if made is not None:
            ledger.append(made)
    return ledger


def our_facts(world: World, ledger: Iterable[Batch]) -> list[Fact]:
    """Everything that was ever given out, as facts about known people."""
    facts: list[Fact] = []
    inside: set[int] = set()
    for batch in ledger:
        inside -= {int(each) for each in batch.left}
        inside |= {int(each) for each in batch.came}
        given = batch.tables.get(VIEW.key)
        if given is None:
            continue
        for row in [*given.rows, *([given.everybody] if given.everybody else [])]:
            if row.since == batch.number:
                who = frozenset(n for n in inside if world.group[n] in row.groups)
                facts += _of_row(row, who, given)
    return facts


def our_sets(world: World, ledger: Iterable[Batch]) -> list[Set]:
    """Who is new in each batch, in each role: what the difference of two batches is about."""
    return [
        frozenset(int(each) for each, (group, _) in batch.came.items() if group == role)
        for batch in ledger
        for role in world.groups
    ]


def _of_row(row: Row, who: Set, given: Given) -> list[Fact]:
    if row.answered is None:
        return [Fact(who, ANSWERED, 0, 9)]
    to, smallest = given.rounded_to, max(5, given.rounded_to)
    facts = [Fact(who, ANSWERED, max(10, row.answered - to // 2), row.answered + (to - 1) // 2)]
    for choice, number in row.people.items():
        low, high = 0, smallest - 1
        if number is not None:
            low, high = max(smallest, number - to // 2), number + (to - 1) // 2
        facts.append(Fact(who, (choice,), low, high))
    return facts


def _counted(world: World, who: Set) -> list[tuple[str, int]]:
    return [(c, sum(1 for n in who if world.said[n] == c)) for c in ANSWERS if c != SILENT]
