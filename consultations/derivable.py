"""Whether a hidden number can be worked out from the numbers that are shown around it.

A table of people is a flow: each choice has a known total that runs out to the groups. A number can
be worked out exactly when no other table fits everything shown, that is, when no loop of changes
by one leads from the real table to another that fits. This is the standard audit of suppressed
tables (Gusfield 1988, "A graph theoretic approach to statistical data security").
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

Cell = tuple[str, str]
EVERYBODY = "\0everybody"


class Known(NamedTuple):
    """What a reader knows of one number, and what it is."""

    least: int
    real: int
    most: float


def derivable(
    cells: Mapping[Cell, Known], hidden: Iterable[Cell], *, free_groups: Iterable[str] = ()
) -> list[Cell]:
    """Which of the hidden cells a reader can work out.

    A cell is (from, to). What leaves and enters each node in all is known, except for the
    groups named as free, whose sums are not published.
    """
    ways = _ways(cells, free_groups)
    return [cell for cell in hidden if not _can_change(cells[cell], cell, ways)]


def _ways(cells: Mapping[Cell, Known], free_groups: Iterable[str]) -> dict[str, set[str]]:
    """Where one person could be moved, from the real table to another that fits."""
    ways: dict[str, set[str]] = defaultdict(set)
    for (start, end), known in cells.items():
        if known.real < known.most:
            ways[start].add(end)
        if known.real > known.least:
            ways[end].add(start)
    for group in free_groups:
        ways[group].add(EVERYBODY)
        ways[EVERYBODY].add(group)
    return ways


def _can_change(known: Known, cell: Cell, ways: Mapping[str, set[str]]) -> bool:
    start, end = cell
    more = known.real < known.most and _leads(end, start, ways)
    return more or (known.real > known.least and _leads(start, end, ways))


def _leads(start: str, goal: str, ways: Mapping[str, set[str]]) -> bool:
    """Whether there is a way round from start to goal that is not the direct one."""
    seen, waiting = {start}, deque(_first_steps(start, goal, ways))
    while waiting:
        node = waiting.popleft()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            waiting.extend(ways.get(node, ()))
    return False


def _first_steps(start: str, goal: str, ways: Mapping[str, set[str]]) -> Iterator[str]:
    return (node for node in ways.get(start, ()) if node != goal)
