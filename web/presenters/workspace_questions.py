"""The results of a closed question: bars, a table, and what is hidden, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from consultations.disclosure import RULES, TOGETHER
from consultations.results.questions import QuestionResult
from consultations.results.responses import ResponseCount
from consultations.small_numbers import ReleasedGroup
from consultations.types import Lane, QuestionKind
from web.presenters.workspace import LANE_NAMES, people

HIDDEN = "hidden"
DO_NOT_KNOW = "do-not-know"
NEUTRAL = ("neither", "about-right")
SIDE, NEUTRAL_AT, NEUTRAL_WIDTH = 37.0, 80.0, 20.0


class Bar(NamedTuple):
    """One bar: its label, its number in words, and its width in hundredths."""

    label: str
    number: str
    width: float


class Row(NamedTuple):
    """One row of a table."""

    label: str
    cells: list[str]


class Piece(NamedTuple):
    """One part of a bar that goes both ways."""

    left: float
    width: float
    shade: str


class BothWays(NamedTuple):
    """One bar that goes both ways from the middle, the neutral part apart."""

    label: str
    base: str
    pieces: list[Piece]
    words: str


@dataclass(frozen=True)
class QuestionPresenter:
    """One question in one lane."""

    result: QuestionResult
    count: ResponseCount
    groups: Mapping[str, str]

    @property
    def anchor(self) -> str:
        return f"{self.result.lane}-{self.result.asked.key}"

    @property
    def text(self) -> str:
        return self.result.asked.text

    @property
    def short(self) -> str:
        return self.result.asked.short

    @property
    def lane(self) -> str:
        return LANE_NAMES[self.result.lane]

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.result.released.answered)

    @property
    def base(self) -> str:
        """How many answered, out of how many; or why nothing is shown."""
        answered = self.result.released.answered
        if answered is None:
            smallest = RULES[self.result.lane].smallest
            return (
                f"Fewer than {smallest} people answered this. "
                "Nothing is shown, so that nobody can be recognised."
            )
        if not answered:
            return "Nobody has answered this yet. The answers will appear here."
        of = people(self.count.of(self.result.lane), "response", "responses")
        return f"{answered:,} of {of} from {self._who} answered this."

    @property
    def how_to_read(self) -> str:
        """What the numbers are, where that is not plain."""
        if self.result.describes_people:
            return "Numbers are to the nearest 5."
        if self.result.standings:
            highest = len(self.result.standings) - 1
            return (
                f"The first place in somebody's order gives {highest} points, the second "
                f"{highest - 1}, and so on. The last, and what was left out, give none."
            )
        if self.result.asked.kind is QuestionKind.MULTIPLE:
            return "People could choose more than one, so the shares add up to more than 100%."
        return ""

    @cached_property
    def bars(self) -> list[Bar]:
        """Everybody in the lane: one bar for each choice."""
        if self.result.standings:
            return self._point_bars()
        if self.result.describes_people:
            return self._size_bars()
        answered = self.result.released.answered or 1
        return [
            Bar(
                self.result.asked.label(choice),
                f"{number:,} ({_percent(number, answered)})",
                _width(number, answered),
            )
            for choice, number in self.result.released.totals.items()
        ]

    @property
    def columns(self) -> list[str]:
        """The heads of the table: everybody, then each group."""
        if self.result.describes_people:
            return ["People"]
        points = ["Points", "First places"] if self.result.standings else ["Everybody"]
        return [*points, *(self._group_name(group) for group in self.result.released.groups)]

    @property
    def rows(self) -> list[Row]:
        """The table: one row for each choice, and how many answered."""
        released = self.result.released
        if self.result.describes_people:
            return [Row(bar.label, [bar.number]) for bar in self.bars]
        points = {each.choice: f"{each.points:,}" for each in self.result.standings}
        rows = [
            Row(
                self.result.asked.label(choice),
                [
                    *([points[choice]] if points else []),
                    f"{number:,}",
                    *(_shown(group.people[choice]) for group in released.groups),
                ],
            )
            for choice, number in released.totals.items()
        ]
        answered = f"{released.answered or 0:,}"
        bases = [_shown(group.answered) for group in released.groups]
        return [*rows, Row("People who answered", [*([""] if points else []), answered, *bases])]

    @property
    def is_split(self) -> bool:
        return bool(self.result.released.groups) and not self.result.describes_people

    @property
    def what_is_hidden(self) -> list[str]:
        """Why some numbers are not there."""
        rule, released = RULES[self.result.lane], self.result.released
        said = []
        if self.is_split:
            said.append("Numbers of groups are to the nearest 5, so they may not add up exactly.")
        if released.joined:
            names = ", ".join(self._label(name) for name in released.joined)
            said.append(
                f"Groups of fewer than {rule.smallest} people, and where needed the next "
                f"smallest, are counted together: {names}."
            )
        if any(None in (group.answered, *group.people.values()) for group in released.groups):
            said.append(
                f"Numbers under {rule.smallest} are hidden, so that nobody can be recognised. "
                "Some others are hidden too, so that the small ones cannot be worked out."
            )
        elif not released.groups and self.is_shown:
            said.append("The groups are too small to be shown apart.")
        return said

    @property
    def both_ways(self) -> list[BothWays]:
        """For a scale with a middle: everybody, and each group with no number hidden."""
        scale = self._scale
        if not scale:
            return []
        released = self.result.released
        everybody = ReleasedGroup("", released.answered, released.totals)
        lines = [(f"All {self._who}", everybody, "")]
        lines += [(self._group_name(each), each, "about ") for each in released.groups]
        return [
            self._line(label, group, about, scale)
            for label, group, about in lines
            if group.answered and all(group.people[choice] is not None for choice in scale)
        ]

    @property
    def ends(self) -> tuple[str, str, str]:
        """What the left side, the middle and the right side of a scale stand for."""
        labels = [self.result.asked.label(choice) for choice in self._scale]
        return f"{labels[0]}, {_lower(labels[1])}", labels[2], f"{labels[4]}, {_lower(labels[3])}"

    @property
    def _scale(self) -> list[str]:
        if self.result.asked.kind is not QuestionKind.SINGLE or not self.is_shown:
            return []
        choices = [each for each in self.result.released.totals if each != DO_NOT_KNOW]
        has_middle = len(choices) == 5 and choices[2].startswith(NEUTRAL)
        return choices if has_middle else []

    def _line(self, label: str, group: ReleasedGroup, about: str, scale: list[str]) -> BothWays:
        numbers = [group.people[choice] or 0 for choice in scale]
        all_of_them = sum(numbers) or 1
        shares = [100 * number / all_of_them for number in numbers]
        far_left, left, middle, right, far_right = (share * SIDE / 100 for share in shares)
        pieces = [
            Piece(SIDE - left - far_left, far_left, "far-left"),
            Piece(SIDE - left, left, "left"),
            Piece(SIDE, right, "right"),
            Piece(SIDE + right, far_right, "far-right"),
            Piece(NEUTRAL_AT, middle * NEUTRAL_WIDTH / SIDE, "middle"),
        ]
        sides = [shares[0] + shares[1], shares[2], shares[3] + shares[4]]
        words = " / ".join(f"{share:.0f}%" for share in sides)
        base = f"{about}{people(sum(numbers), 'person', 'people')}"
        return BothWays(label, base, [_round(piece) for piece in pieces if piece.width], words)

    def _point_bars(self) -> list[Bar]:
        standings = sorted(self.result.standings, key=lambda each: -each.points)
        most = max((each.points for each in standings), default=0) or 1
        return [
            Bar(
                self.result.asked.label(each.choice),
                f"{each.points:,} points, first for {each.first_places:,}",
                _width(each.points, most),
            )
            for each in standings
        ]

    def _size_bars(self) -> list[Bar]:
        answered = self.result.released.answered or 1
        bars = []
        for group in self.result.released.groups:
            number = group.answered
            share = f" ({_percent(number, answered)})" if number else ""
            bars.append(
                Bar(
                    self._group_name(group),
                    HIDDEN if number is None else f"{number:,}{share}",
                    _width(number or 0, answered),
                )
            )
        return bars

    @property
    def _who(self) -> str:
        return "practice staff" if self.result.lane is Lane.STAFF else "the public"

    def _group_name(self, group: ReleasedGroup) -> str:
        if group.name == TOGETHER:
            return "Groups too small to show, together"
        return self._label(group.name)

    def _label(self, name: str) -> str:
        if self.result.describes_people:
            return self.result.asked.label(name)
        return self.groups.get(name, name) or "Did not say"


def _shown(number: int | None) -> str:
    return HIDDEN if number is None else f"{number:,}"


def _percent(number: int, of: int) -> str:
    share = 100 * number / of
    return "under 1%" if 0 < share < 1 else f"{min(share, 100):.0f}%"


def _width(number: int, of: int) -> float:
    return round(min(100.0, 100 * number / of), 2)


def _round(piece: Piece) -> Piece:
    return Piece(round(piece.left, 2), round(piece.width, 2), piece.shade)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
