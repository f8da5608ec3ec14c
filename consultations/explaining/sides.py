"""Both sides of a proposal, side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consultations.content.schema import Cited, Point, Proposal
from consultations.content.words import words


@dataclass(frozen=True)
class Sides:
    """What may be gained and what may be lost, in the order in which one person sees them."""

    halves: tuple[tuple[str, tuple[Point, ...]], ...]
    worse_off: tuple[str, ...]
    not_known: tuple[str, ...]

    @property
    def sources(self) -> tuple[Cited, ...]:
        """Every source of every point, once."""
        cited = [each for _, points in self.halves for point in points for each in point.sources]
        return tuple(dict.fromkeys(cited))

    @property
    def as_text(self) -> str:
        """Both sides in plain lines, for whoever cannot see two columns."""
        sides = words().sides
        lines = [
            line
            for heading, points in self.halves
            for line in (f"{heading}:", *(f"- {each.whose}: {each.point}" for each in points))
        ]
        lines += [f"{sides.worse_off}:", *(f"- {each}" for each in self.worse_off)]
        lines += [f"{sides.not_known}:", *(f"- {each}" for each in self.not_known)]
        return "\n".join(lines)

    @property
    def as_json(self) -> dict[str, Any]:
        """Both sides in parts, for a page that can lay them out."""
        sides = words().sides
        return {
            "halves": [
                {"heading": heading, "points": [_point(each) for each in points]}
                for heading, points in self.halves
            ],
            "others": [
                {"heading": sides.worse_off, "points": list(self.worse_off)},
                {"heading": sides.not_known, "points": list(self.not_known)},
            ],
        }


def sides_of(proposal: Proposal, *, seed: int) -> Sides:
    """Both sides of a proposal. The seed decides which comes first, and the order within each."""
    order = random.Random(f"{seed}:{proposal.id}")
    sides = words().sides
    halves = [
        (sides.gains, _shuffled(proposal.gains, order)),
        (sides.losses, _shuffled(proposal.losses, order)),
    ]
    order.shuffle(halves)
    return Sides(tuple(halves), proposal.worse_off, proposal.not_known)


def _shuffled(points: Sequence[Point], order: random.Random) -> tuple[Point, ...]:
    return tuple(order.sample(points, len(points)))


def _point(point: Point) -> dict[str, str]:
    return {"whose": point.whose, "point": point.point}
