"""Views before and after as a flow: bands that lead from what was said to what was said then."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from consultations.deliberation.results import DO_NOT_KNOW, Moved

SHADES = ("far-left", "left", "middle", "right", "far-right")
TALL, SLOT, GAP, LINE = 320.0, 58.0, 6.0, 17.0
WIDEST_LABEL = 15


class Node(NamedTuple):
    """One view on one side: where its bar stands, its shade and its words, line by line."""

    top: float
    height: float
    shade: str
    lines: list[tuple[str, float]]


class Band(NamedTuple):
    """People who went from one view to another, as the path of a shape."""

    path: str
    shade: str
    title: str


class Flow(NamedTuple):
    """The whole drawing, in pixels down and hundredths across."""

    height: float
    before: list[Node]
    after: list[Node]
    bands: list[Band]


def flow_of(moved: Moved, labels: Mapping[str, str]) -> Flow | None:
    """The drawing of one pair of questions; none when nothing may be split."""
    groups = {each.name: each for each in moved.flow.groups}
    values = [each for each in moved.values if each in groups]
    cells = {
        (first, second): groups[first].people[second] or 0 for first in values for second in values
    }
    everybody = sum(cells.values())
    if not everybody:
        return None
    shades = _shades(moved.values)
    left = {first: sum(cells[first, second] for second in values) for first in values}
    right = {second: sum(cells[first, second] for first in values) for second in values}
    unit = TALL / everybody
    tops_left, height_left = _stack(values, left, unit)
    tops_right, height_right = _stack(values, right, unit)
    bands, at_left, at_right = [], dict(tops_left), dict(tops_right)
    for first in values:
        for second in values:
            number = cells[first, second]
            if number:
                thick = number * unit
                path = _band(at_left[first], at_right[second], thick)
                title = f"{labels[first]} to {labels[second]}: about {number:,}"
                bands.append(Band(path, shades[first], title))
                at_left[first] += thick
                at_right[second] += thick
    return Flow(
        round(max(height_left, height_right), 1),
        [_node(labels[v], left[v], tops_left[v], unit, shades[v]) for v in values],
        [_node(labels[v], right[v], tops_right[v], unit, shades[v]) for v in values],
        bands,
    )


def _shades(values: Sequence[str]) -> dict[str, str]:
    """Blue at one end of the scale, orange at the other; not knowing has none of them."""
    scale = [each for each in values if each != DO_NOT_KNOW]
    steps = max(len(scale) - 1, 1)
    shades = {each: SHADES[round(4 * place / steps)] for place, each in enumerate(scale)}
    return {DO_NOT_KNOW: "unsure", **shades}


def _stack(
    values: Sequence[str], people: Mapping[str, int], unit: float
) -> tuple[dict[str, float], float]:
    """Where each view begins, with room for its words, and how tall it all is."""
    tops, down = {}, 0.0
    for value in values:
        height = people[value] * unit
        slot = max(height, SLOT)
        tops[value] = down + (slot - height) / 2
        down += slot + GAP
    return tops, down


def _node(label: str, people: int, top: float, unit: float, shade: str) -> Node:
    height = max(people * unit, 1.0)
    words = [*textwrap.wrap(label, WIDEST_LABEL)[:2], f"{people:,}"]
    first = top + height / 2 - LINE * (len(words) - 1) / 2 + 5
    lines = [(each, round(first + LINE * number, 1)) for number, each in enumerate(words)]
    return Node(round(top, 1), round(height, 1), shade, lines)


def _band(left: float, right: float, thick: float) -> str:
    upper = f"M0 {left:.1f} C50 {left:.1f} 50 {right:.1f} 100 {right:.1f}"
    low_left, low_right = left + thick, right + thick
    lower = f"L100 {low_right:.1f} C50 {low_right:.1f} 50 {low_left:.1f} 0 {low_left:.1f} Z"
    return f"{upper} {lower}"
