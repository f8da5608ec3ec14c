"""A scale with a middle, as bars that go both ways."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.reporting.blocks import Sided
from consultations.reporting.words import say
from consultations.results.questions import QuestionResult
from consultations.small_numbers import ReleasedGroup
from consultations.types import QuestionKind

DO_NOT_KNOW, MIDDLES = "do-not-know", ("neither", "about-right")
# In hundredths of the drawing: the line between the sides, where the middle stands, and its room.
SIDE, MIDDLE_AT, MIDDLE_WIDTH = 37.0, 80.0, 20.0
SHADES = ("far-left", "left", "middle", "right", "far-right")


def scale_of(result: QuestionResult) -> list[str]:
    """The five choices of a scale, or nothing when the question is not one."""
    if result.asked.kind is not QuestionKind.SINGLE or result.describes_people:
        return []
    choices = [each for each in result.released.totals if each != DO_NOT_KNOW]
    return choices if len(choices) == 5 and choices[2].startswith(MIDDLES) else []


def ends_of(labels: Sequence[str]) -> tuple[str, str, str]:
    """What the left side, the right side and the middle stand for."""
    first, second, middle, fourth, last = labels
    return f"{first}, {_small(second)}", f"{last}, {_small(fourth)}", middle


def both_ways(
    scale: Sequence[str], groups: Sequence[tuple[str, ReleasedGroup, bool]]
) -> tuple[Sided, ...]:
    """One bar for each group: its name, its numbers, whether they are rounded."""
    counted = [
        (name, [group.people[choice] or 0 for choice in scale], about)
        for name, group, about in groups
    ]
    lines = [(name, counts, about) for name, counts, about in counted if sum(counts)]
    shares = [[100 * each / sum(counts) for each in counts] for _, counts, _ in lines]
    most = max(
        (max(s[0] + s[1], s[3] + s[4], s[2] * SIDE / MIDDLE_WIDTH) for s in shares), default=1
    )
    unit = SIDE / most if most else 0.0
    return tuple(
        _line(name, sum(counts), of, unit, about=about)
        for (name, counts, about), of in zip(lines, shares, strict=True)
    )


def _line(name: str, count: int, shares: list[float], unit: float, *, about: bool) -> Sided:
    far_left, left, middle, right, far_right = (each * unit for each in shares)
    pieces = (
        (SIDE - left - far_left, far_left, "far-left"),
        (SIDE - left, left, "left"),
        (SIDE, right, "right"),
        (SIDE + right, far_right, "far-right"),
        (MIDDLE_AT, min(middle, MIDDLE_WIDTH), "middle"),
    )
    return Sided(
        name,
        say("with_view_about" if about else "with_view", number=count),
        tuple((round(at, 2), round(wide, 2), shade) for at, wide, shade in pieces),
        left=f"{shares[0] + shares[1]:.0f}%",
        right=f"{shares[3] + shares[4]:.0f}%",
        middle=f"{shares[2]:.0f}%",
    )


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
