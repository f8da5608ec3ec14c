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
from web.presenters.in_figures import HIDDEN, percent, shown, width
from web.presenters.releases import base_of_batch, hidden_in_batch
from web.presenters.workspace import LANE_NAMES, people
from web.presenters.workspace_scales import BothWays, both_ways, ends_of, scale_of

WITHOUT = "Without campaigns"


class Bar(NamedTuple):
    """One bar: its label, its number in words, and its width in hundredths."""

    label: str
    number: str
    width: float
    without: str = ""
    """The same without campaign letters, where both may be shown."""


class Row(NamedTuple):
    """One row of a table."""

    label: str
    cells: list[str]


@dataclass(frozen=True)
class QuestionPresenter:
    """One question in one lane."""

    result: QuestionResult
    count: ResponseCount
    groups: Mapping[str, str]
    without: QuestionResult | None = None
    """The same question without campaign letters, to stand beside it."""

    @property
    def anchor(self) -> str:
        earlier = f"-{self.result.asked.kind}" if self.result.is_no_longer_asked else ""
        return f"{self.result.lane}-{self.result.asked.key}{earlier}"

    @property
    def text(self) -> str:
        return self.result.asked.text

    @property
    def short(self) -> str:
        return self.result.asked.short

    @property
    def notes(self) -> list[str]:
        """What to know before the numbers are read."""
        said = []
        if self.result.is_no_longer_asked:
            said.append("This question is no longer asked. The answers from before still count.")
        if self.result.is_reworded:
            said.append(
                "Its words changed while people were answering. Status shows when each version "
                "was published."
            )
        return said

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
        batch, answered = self.result.released.batch, self.result.released.answered
        if batch is not None:
            return base_of_batch(batch, answered)
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
                f"{highest - 1}, and so on. The last, and what was left out, give none. "
                "This rule is the Borda count."
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
        answered, totals = self.result.released.answered or 1, self.result.released.totals
        most = max(totals.values(), default=0) or 1
        return [
            Bar(
                self.result.asked.label(choice),
                f"{number:,}{self._share(number, answered)}",
                width(number, most),
                self._total_without(choice),
            )
            for choice, number in totals.items()
        ] + [Bar(self.result.asked.label(each), HIDDEN, 0) for each in self.result.released.hidden]

    def _share(self, number: int, answered: int) -> str:
        """The share in brackets. Where numbers are rounded, "all" and "nobody" are never said."""
        if self.result.released.batch is not None and number >= answered:
            return ""
        return f" ({percent(number, answered)})"

    @property
    def columns(self) -> list[str]:
        """The heads of the table: everybody, then each group."""
        if self.result.describes_people:
            return ["People"]
        points = ["Points", "First places"] if self.result.standings else ["Everybody"]
        without = [WITHOUT] if self._has_both else []
        return [
            *points,
            *without,
            *(self._group_name(group) for group in self.result.released.groups),
        ]

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
                    *([self._total_without(choice)] if self._has_both else []),
                    *(shown(group.people[choice]) for group in released.groups),
                ],
            )
            for choice, number in released.totals.items()
        ]
        rows += [
            Row(
                self.result.asked.label(choice),
                [
                    HIDDEN,
                    *([self._total_without(choice)] if self._has_both else []),
                    *(shown(group.people.get(choice)) for group in released.groups),
                ],
            )
            for choice in released.hidden
        ]
        answered = f"{released.answered or 0:,}"
        bases = [shown(group.answered) for group in released.groups]
        without = [shown(self.without.released.answered)] if self.without else []
        first = [""] if points else []
        return [
            *rows,
            Row(
                "People who answered",
                [*first, answered, *(without if self._has_both else []), *bases],
            ),
        ]

    @property
    def is_split(self) -> bool:
        return bool(self.result.released.groups) and not self.result.describes_people

    @property
    def what_is_hidden(self) -> list[str]:
        """Why some numbers are not there."""
        rule, released = RULES[self.result.lane], self.result.released
        if released.batch is not None:
            joined = [self._label(name) for name in released.joined]
            return hidden_in_batch(released, joined)
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

    @cached_property
    def both_ways(self) -> list[BothWays]:
        """For a scale with a middle: everybody, and each group with no number hidden."""
        released = self.result.released
        everybody = ReleasedGroup("", released.answered, released.totals)
        groups = [(self._group_name(each), each, True) for each in released.groups]
        return both_ways(self._scale, [(f"All {self._who}", everybody, False), *groups])

    @property
    def ends(self) -> tuple[str, str, str]:
        """What the left side, the right side and the middle of a scale stand for."""
        return ends_of([self.result.asked.label(choice) for choice in self._scale])

    @property
    def _scale(self) -> list[str]:
        return scale_of(self.result)

    def _point_bars(self) -> list[Bar]:
        standings = sorted(self.result.standings, key=lambda each: -each.points)
        most = max((each.points for each in standings), default=0) or 1
        return [
            Bar(
                self.result.asked.label(each.choice),
                f"{each.points:,} points, first for {each.first_places:,}",
                width(each.points, most),
            )
            for each in standings
        ]

    def _size_bars(self) -> list[Bar]:
        answered = self.result.released.answered or 1
        most = max((group.answered or 0 for group in self.result.released.groups), default=0) or 1
        bars = []
        for group in self.result.released.groups:
            number = group.answered
            share = self._share(number, answered) if number else ""
            bars.append(
                Bar(
                    self._group_name(group),
                    HIDDEN if number is None else f"{number:,}{share}",
                    width(number or 0, most),
                    self._size_without(group.name),
                )
            )
        return bars

    @property
    def _has_both(self) -> bool:
        """Whether the same without campaign letters stands beside it, as a column."""
        return self.without is not None and not self.result.standings

    def _total_without(self, choice: str) -> str:
        """How many chose this, of those in no confirmed campaign."""
        totals = self.without.released.totals if self.without and self._has_both else None
        return "" if totals is None else shown(totals.get(choice))

    def _size_without(self, name: str) -> str:
        """How many people of this kind are in no confirmed campaign."""
        groups = self.without.released.groups if self.without else ()
        return next((shown(each.answered) for each in groups if each.name == name), "")

    @property
    def _who(self) -> str:
        return "staff" if self.result.lane is Lane.STAFF else "the public"

    def _group_name(self, group: ReleasedGroup) -> str:
        if group.name == TOGETHER:
            return "Groups too small to show, together"
        return self._label(group.name)

    def _label(self, name: str) -> str:
        if self.result.describes_people:
            return self.result.asked.label(name)
        return self.groups.get(name, name) or "Did not say"
