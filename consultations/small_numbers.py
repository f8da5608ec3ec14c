"""Hide the small numbers of a table, and as many others as it takes that none can be worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from consultations.derivable import EVERYBODY, Cell, Known, derivable

ROUNDED_TO = 5
CHOICE = "choice "


class Rule(NamedTuple):
    """How careful a lane has to be."""

    smallest: int
    hides_zeros: bool
    joins_small_groups: bool


class Table(NamedTuple):
    """The numbers as they are, for one question in one lane. They are never shown."""

    choices: tuple[str, ...]
    responses: Mapping[str, int]
    answered: Mapping[str, int]
    people: Mapping[Cell, int]
    one_choice_each: bool = True

    @property
    def total_answered(self) -> int:
        """How many people answered, in all groups."""
        return sum(self.answered.values())

    def total(self, choice: str) -> int:
        """How many people made a choice, in all groups."""
        return sum(self.people.get((choice, group), 0) for group in self.answered)


class ReleasedGroup(NamedTuple):
    """What may be shown of one group. None is a number that is hidden."""

    name: str
    answered: int | None
    people: Mapping[str, int | None]


def rounded(people: int) -> int:
    """A number to the nearest 5, as it is shown."""
    return ROUNDED_TO * ((people + ROUNDED_TO // 2) // ROUNDED_TO)


def split(table: Table, rule: Rule) -> tuple[ReleasedGroup, ...]:
    """The numbers by group, with so many hidden that none of the small ones can be worked out.

    The number of people who answered is kept as a cell of its own, from a group to everybody.
    Nothing is split when there is only one group, or when hiding some numbers is not enough.
    """
    numbers = _numbers(table)
    zeros, extra = rule.hides_zeros, set[Cell]()
    while len(table.answered) > 1:
        hidden = {cell for cell in numbers if _is_small(table, cell, rule, zeros=zeros)} | extra
        exposed = _exposed(table, numbers, hidden, rule, zeros=zeros)
        if not exposed:
            return _groups(table, numbers, hidden)
        if not zeros:
            zeros = True
            continue
        shown = [cell for cell in numbers if cell not in hidden and _can_hide(table, cell)]
        if not shown:
            break
        rows = {_row(cell) for cell in exposed}
        extra.add(min(shown, key=lambda cell: (_row(cell) not in rows, numbers[cell], cell)))
    return ()


def _numbers(table: Table) -> dict[Cell, int]:
    answered = {(group, EVERYBODY): count for group, count in table.answered.items()}
    cells = {
        (choice, group): table.people.get((choice, group), 0)
        for choice in table.choices
        for group in table.answered
    }
    return {**answered, **cells}


def _row(cell: Cell) -> str:
    return EVERYBODY if cell[1] == EVERYBODY else cell[0]


def _group(cell: Cell) -> str:
    return cell[0] if cell[1] == EVERYBODY else cell[1]


def _nodes(cell: Cell) -> Cell:
    """A cell with names that cannot be mixed up: a choice may be called the same as a group."""
    return cell if cell[1] == EVERYBODY else (CHOICE + cell[0], cell[1])


def _can_hide(table: Table, cell: Cell) -> bool:
    """The exact total tells of a choice that nobody made, so there is nothing to hide."""
    total = table.total_answered if cell[1] == EVERYBODY else table.total(cell[0])
    return total > 0


def _is_small(table: Table, cell: Cell, rule: Rule, *, zeros: bool) -> bool:
    """Whether a number must be hidden for its own sake."""
    if not _can_hide(table, cell):
        return False
    group = _group(cell)
    in_small_group = _in_small_group(table, group, rule)
    number = (
        table.answered[group] if cell[1] == EVERYBODY else table.people.get((cell[0], group), 0)
    )
    if number == 0:
        return zeros or in_small_group
    return number < rule.smallest or (in_small_group and cell[1] != EVERYBODY)


def _in_small_group(table: Table, group: str, rule: Rule) -> bool:
    """Whether so few are in a group, or answered in it, that even a nought tells on them."""
    return (
        0 < table.responses.get(group, 0) < rule.smallest
        or 0 < table.answered[group] < rule.smallest
    )


def _exposed(
    table: Table, numbers: Mapping[Cell, int], hidden: set[Cell], rule: Rule, *, zeros: bool
) -> list[Cell]:
    """The small hidden numbers that can be worked out, even by who knows why each is hidden."""
    known = {cell: _known(number, cell in hidden, rule) for cell, number in numbers.items()}
    secret = sorted(cell for cell in hidden if numbers[cell] < rule.smallest)
    if not zeros:
        for cell in secret:
            if not _in_small_group(table, _group(cell), rule):
                known[cell] = known[cell]._replace(least=1)
    if not table.one_choice_each:
        return _exposed_one_by_one(table, known, secret)
    nodes = {_nodes(cell): cell for cell in numbers}
    found = derivable(
        {node: known[cell] for node, cell in nodes.items()}, [_nodes(cell) for cell in secret]
    )
    return [nodes[node] for node in found]


def _exposed_one_by_one(
    table: Table, known: Mapping[Cell, Known], secret: Sequence[Cell]
) -> list[Cell]:
    """The same where people make several choices: each choice is a row by itself.

    Nobody can make a choice in a question that they did not answer, so a group's choices are at
    most its answers, and its answers at least its largest choice.
    """
    exposed: list[Cell] = []
    for row in (EVERYBODY, *table.choices):
        cells = {}
        for group, answered in table.answered.items():
            if row == EVERYBODY:
                most_chosen = max(
                    (table.people.get((choice, group), 0) for choice in table.choices), default=0
                )
                here = known[group, EVERYBODY]
                cells[CHOICE + row, group] = here._replace(least=max(here.least, most_chosen))
            else:
                here = known[row, group]
                cells[CHOICE + row, group] = here._replace(most=min(here.most, answered))
        mine = {(CHOICE + row, _group(cell)): cell for cell in secret if _row(cell) == row}
        found = derivable(cells, mine, free_groups=table.answered)
        exposed += [mine[cell] for cell in found]
    return exposed


def _known(number: int, is_hidden: bool, rule: Rule) -> Known:
    """What a reader knows of a number: hidden, nought, or rounded."""
    if is_hidden:
        return (
            Known(0, number, rule.smallest - 1)
            if number < rule.smallest
            else Known(rule.smallest, number, inf)
        )
    if number == 0:
        return Known(0, 0, 0)
    shown, off = rounded(number), ROUNDED_TO // 2
    return Known(max(rule.smallest, shown - off), number, shown + off)


def _groups(
    table: Table, numbers: Mapping[Cell, int], hidden: set[Cell]
) -> tuple[ReleasedGroup, ...]:
    def shown(cell: Cell) -> int | None:
        return None if cell in hidden else rounded(numbers[cell])

    return tuple(
        ReleasedGroup(
            name=group,
            answered=shown((group, EVERYBODY)),
            people={choice: shown((choice, group)) for choice in table.choices},
        )
        for group in table.answered
    )
