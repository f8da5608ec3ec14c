"""Both sides of a proposal, side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consultations.content.asking import Weighs
from consultations.content.schema import Cited, Point, Proposal
from consultations.content.words import SideWords, words


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
        for heading, others in self._others(sides):
            lines += [f"{heading}:", *(f"- {each}" for each in others)]
        return "\n".join(lines)

    @property
    def as_json(self) -> dict[str, Any]:
        """Both sides in parts, for a page that can lay them out."""
        sides = words().sides
        return {
            "halves": [
                {
                    "heading": heading,
                    "side": "gain" if heading == sides.gains else "loss",
                    "points": [_point(each) for each in points],
                }
                for heading, points in self.halves
            ],
            "others": [
                {"heading": heading, "points": list(others)}
                for heading, others in self._others(sides)
            ],
        }

    def _others(self, sides: SideWords) -> list[tuple[str, tuple[str, ...]]]:
        """Who may be worse off, and what is not known, where there is something to say."""
        both = [(sides.worse_off, self.worse_off), (sides.not_known, self.not_known)]
        return [(heading, others) for heading, others in both if others]


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


def sides_of_pair(weighs: Weighs, *, key: str, seed: int) -> Sides:
    """One thing to be gained and one to be lost. The seed decides which comes first."""
    sides = words().sides
    halves = [(sides.gains, (weighs.gain,)), (sides.losses, (weighs.loss,))]
    random.Random(f"{seed}:{key}").shuffle(halves)
    return Sides(tuple(halves), (), ())


def _shuffled(points: Sequence[Point], order: random.Random) -> tuple[Point, ...]:
    return tuple(order.sample(points, len(points)))


def _point(point: Point) -> dict[str, str]:
    return {"whose": point.whose, "point": point.point}
