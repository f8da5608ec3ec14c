"""What a release is made of: people, declared tables, rows, and the ledger of earlier batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

SMALLEST_GROUP = 10
NEW_FOR_A_BATCH = 20
HELD_BACK = 10
ROUNDED_TO, ROUNDED_MORE = 5, 10


class Person(NamedTuple):
    """One response, as far as a release looks at it. ``mark`` changes when what was said does."""

    id: str
    group: str
    said: Mapping[str, tuple[str, ...]]
    mark: str = ""


class Declared(NamedTuple):
    """A table that was declared before anybody answered: one closed question by group.

    Where the answers say who people are, each number is a group: none under ten is given out.
    """

    key: str
    choices: tuple[str, ...]
    several: bool = False
    by_group: bool = True
    smallest: int = ROUNDED_TO


class Row(NamedTuple):
    """One row as it was given out: one group, or several together. None is hidden.

    ``since`` is the batch in which these numbers were new.
    """

    groups: tuple[str, ...]
    answered: int | None
    people: Mapping[str, int | None]
    since: int


class Given(NamedTuple):
    """One table as it was given out. ``rounded_to`` says how coarse it is."""

    rounded_to: int
    rows: tuple[Row, ...]
    everybody: Row | None


@dataclass(frozen=True)
class Batch:
    """One batch of the ledger: who came in, who left or changed, and what was given out."""

    number: int
    came: Mapping[str, tuple[str, str]]
    left: Mapping[str, str] = field(default_factory=dict)
    eligible: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    tables: Mapping[str, Given] = field(default_factory=dict)

    def came_by_group(self) -> Counter[str]:
        """How many people of each group are new in this batch."""
        return Counter(group for group, _ in self.came.values())

    def left_by_group(self) -> Counter[str]:
        """How many of those who were in an earlier batch have left, or said something else."""
        return Counter(self.left.values())


def members(ledger: Iterable[Batch]) -> dict[str, tuple[str, str]]:
    """Everybody who is in the released numbers, with their group and mark, as of the last batch."""
    inside: dict[str, tuple[str, str]] = {}
    for batch in ledger:
        for gone in batch.left:
            inside.pop(gone, None)
        inside.update(batch.came)
    return inside


def last_given(ledger: Sequence[Batch], key: str) -> tuple[Batch, Given] | None:
    """The last batch in which a table was given out."""
    return next(((each, each.tables[key]) for each in reversed(ledger) if key in each.tables), None)


def rounded(number: int, to: int = ROUNDED_TO) -> int:
    """A number as it is given out: 8 to 12 are 10."""
    return to * ((number + to // 2) // to)


def shown(number: int, *, smallest: int, to: int) -> int | None:
    """A number to the nearest 5 or 10; None when it is too small, nought included."""
    return None if number < max(smallest, to) else rounded(number, to)


def could_be(given: int | None, *, smallest: int, to: int, most: int) -> tuple[int, int]:
    """What a reader knows of the number behind what was given out: the least and the most."""
    least = max(smallest, to)
    if given is None:
        return 0, min(least - 1, most)
    return max(least, given - to // 2), min(given + (to - 1) // 2, most)


def counted(table: Declared, people: Collection[Person]) -> tuple[int, Counter[str]]:
    """How many of these people answered, and how many made each choice."""
    answered, chosen = 0, Counter[str]()
    for each in people:
        choices = each.said.get(table.key, ())
        made = [choice for choice in dict.fromkeys(choices) if choice in table.choices]
        answered += bool(made)
        chosen.update(made if table.several else made[:1])
    return answered, chosen


def as_numbers(given: Given) -> dict[str, Any]:
    """A table as the ledger keeps it."""
    return {
        "rounded_to": given.rounded_to,
        "rows": [each._asdict() for each in given.rows],
        "everybody": given.everybody._asdict() if given.everybody else None,
    }


def from_numbers(numbers: Mapping[str, Any]) -> Given:
    """A table as the ledger kept it."""
    everybody = numbers["everybody"]
    return Given(
        numbers["rounded_to"],
        tuple(_row(each) for each in numbers["rows"]),
        _row(everybody) if everybody else None,
    )


def _row(kept: Mapping[str, Any]) -> Row:
    return Row(tuple(kept["groups"]), kept["answered"], kept["people"], kept["since"])
