"""A scale with a middle, as bars that go both ways: one for everybody and one for each group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from consultations.results.questions import QuestionResult
from consultations.small_numbers import ReleasedGroup
from consultations.types import QuestionKind
from web.presenters.workspace import people

DO_NOT_KNOW = "do-not-know"
MIDDLES = ("neither", "about-right")
# In hundredths of the drawing: the line between the sides, where the middle stands, and its room.
SIDE, MIDDLE_AT, MIDDLE_WIDTH = 37.0, 80.0, 20.0


class Piece(NamedTuple):
    """One part of a bar: where it begins, how wide it is, and which shade it has."""

    left: float
    width: float
    shade: str


class BothWays(NamedTuple):
    """One bar, with the shares of its left side, its right side and its middle."""

    label: str
    base: str
    pieces: list[Piece]
    left: str
    right: str
    middle: str


def scale_of(result: QuestionResult) -> list[str]:
    """The five choices of a scale, or nothing when the question is not one."""
    if result.asked.kind is not QuestionKind.SINGLE or result.describes_people:
        return []
    choices = [each for each in result.released.totals if each != DO_NOT_KNOW]
    has_middle = len(choices) == 5 and choices[2].startswith(MIDDLES)
    return choices if has_middle else []


def ends_of(labels: Sequence[str]) -> tuple[str, str, str]:
    """What the left side, the right side and the middle stand for."""
    return f"{labels[0]}, {_lower(labels[1])}", f"{labels[4]}, {_lower(labels[3])}", labels[2]


def both_ways(
    scale: Sequence[str], groups: Sequence[tuple[str, ReleasedGroup, bool]]
) -> list[BothWays]:
    """One bar for each group with no number hidden: its name, its numbers, whether rounded.

    All bars of a question are drawn to one scale, as large as fits.
    """
    lines = [
        (label, [group.people[choice] or 0 for choice in scale], rounded)
        for label, group, rounded in groups
        if all(group.people[choice] is not None for choice in scale)
        and any(group.people[choice] for choice in scale)
    ]
    shares = [
        _sides([100 * number / sum(numbers) for number in numbers]) for _, numbers, _ in lines
    ]
    unit = min(
        (
            min(SIDE / max(left, right, 1), MIDDLE_WIDTH / max(middle, 1))
            for left, middle, right in shares
        ),
        default=1.0,
    )
    return [_bar(label, numbers, rounded=rounded, unit=unit) for label, numbers, rounded in lines]


def _sides(shares: Sequence[float]) -> tuple[float, float, float]:
    return shares[0] + shares[1], shares[2], shares[3] + shares[4]


def _bar(label: str, numbers: Sequence[int], *, rounded: bool, unit: float) -> BothWays:
    everybody = sum(numbers)
    shares = [100 * number / everybody for number in numbers]
    far_left, left, middle, right, far_right = (share * unit for share in shares)
    pieces = [
        Piece(SIDE - left - far_left, far_left, "far-left"),
        Piece(SIDE - left, left, "left"),
        Piece(SIDE, right, "right"),
        Piece(SIDE + right, far_right, "far-right"),
        Piece(MIDDLE_AT, middle, "middle"),
    ]
    about = "about " if rounded else ""
    left_side, in_the_middle, right_side = _sides(shares)
    return BothWays(
        label,
        f"{about}{people(everybody, 'person', 'people')} with a view",
        [Piece(round(each.left, 2), round(each.width, 2), each.shade) for each in pieces],
        left=f"{left_side:.0f}%",
        right=f"{right_side:.0f}%",
        middle=f"{in_the_middle:.0f}%",
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
