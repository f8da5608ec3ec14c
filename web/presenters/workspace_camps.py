"""Groups of opinion in words: how many, what marks each, or why none are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from consultations.deliberation.statements import AGREE
from consultations.opinion.camps import Camps, Mark
from consultations.opinion.clear import (
    CLEARLY_APART,
    FEWEST_PEOPLE,
    SMALLEST_GROUP,
    STEADY,
    VOTES_TO_BE_GROUPED,
    Why,
)
from consultations.opinion.declared import StatementResult
from web.presenters.workspace import people

LOW, HIGH, SMALLEST_DOT, LARGEST_DOT = 8.0, 84.0, 1.6, 4.0


class DotPresenter(NamedTuple):
    """A dot on the map, in hundredths, and the name of its group."""

    across: float
    down: float
    size: float
    camp: str


class CampRow(NamedTuple):
    """A statement that marks a group, in words."""

    text: str
    here: str
    elsewhere: str


@dataclass(frozen=True)
class CampsPresenter:
    """The groups of opinion of one consultation."""

    camps: Camps
    statements: tuple[StatementResult, ...]

    @property
    def are_clear(self) -> bool:
        return self.camps.why_not is None

    @property
    def why_not(self) -> str:
        """Why no groups are shown, with the numbers that decide it."""
        camps = self.camps
        voted = people(camps.people, "person", "people")
        if camps.why_not is Why.FEW_PEOPLE:
            return (
                f"{voted} voted on {VOTES_TO_BE_GROUPED} statements or more. "
                f"Groups are looked for from {FEWEST_PEOPLE} people on."
            )
        if camps.why_not is Why.SMALL_GROUP:
            return (
                f"{voted} voted on {VOTES_TO_BE_GROUPED} statements or more. One group would have "
                f"fewer than {SMALLEST_GROUP} people, so nearly all think alike."
            )
        if camps.why_not is Why.CHANCE:
            return (
                f"{voted} voted on {VOTES_TO_BE_GROUPED} statements or more. Any groups would be "
                f"hardly further apart than chance makes them: {camps.apart:.2f}, and "
                f"{camps.by_chance or 0:.2f} by chance. {CLEARLY_APART} more is needed."
            )
        return (
            f"{voted} voted on {VOTES_TO_BE_GROUPED} statements or more. With one in five of them "
            f"left out, the groups change: {camps.steady or 0:.2f} of 1 stays, "
            f"and {STEADY:.2f} is needed."
        )

    @property
    def how_steady(self) -> str:
        """What makes them clear."""
        return (
            f"{self.camps.people:,} people voted on {VOTES_TO_BE_GROUPED} statements or more. With "
            f"one in five of them left out, the groups stay nearly the same: "
            f"{self.camps.steady or 0:.2f} of 1, and {STEADY:.2f} is needed. They are further "
            f"apart than chance makes them: {self.camps.apart:.2f}, and "
            f"{self.camps.by_chance or 0:.2f} by chance."
        )

    @property
    def groups(self) -> list[tuple[str, str, list[CampRow]]]:
        """Each group: its name, how many people, what marks it."""
        return [
            (f"Group {each.name}", f"about {each.people:,} people", [*map(self._row, each.marks)])
            for each in self.camps.camps
        ]

    @property
    def shared(self) -> list[tuple[str, str]]:
        """What every group of opinion agrees with, and the least that do in any."""
        return [
            (self.statements[each.statement].text, f"{100 * each.here:.0f}%")
            for each in self.camps.shared
        ]

    @property
    def dots(self) -> list[DotPresenter]:
        """The map: each dot stands for people who stand close together."""
        most = max((each.people for each in self.camps.dots), default=1)
        span = (HIGH - LOW) / 100
        return [
            DotPresenter(
                round(LOW + each.across * span, 1),
                round(100 - LOW - each.up * span, 1),
                round(max(SMALLEST_DOT, LARGEST_DOT * (each.people / most) ** 0.5), 2),
                self.camps.camps[each.camp].name,
            )
            for each in self.camps.dots
        ]

    @property
    def labels(self) -> list[tuple[str, float, float]]:
        """The name of each group, in the middle of its dots."""
        named = []
        for camp in self.camps.camps:
            here = [each for each in self.dots if each.camp == camp.name]
            if here:
                across = sum(each.across for each in here) / len(here)
                named.append((camp.name, round(across, 1), min(each.down for each in here) - 5))
        return named

    @property
    def places(self) -> list[tuple[str, str, str]]:
        """The map as a table: group, people, where it stands."""
        rows = []
        for place, camp in enumerate(self.camps.camps):
            here = [each for each in self.camps.dots if each.camp == place]
            total = sum(each.people for each in here) or 1
            across = sum(each.across * each.people for each in here) / total
            up = sum(each.up * each.people for each in here) / total
            rows.append(
                (f"Group {camp.name}", f"{camp.people:,}", f"{across:.0f} across, {up:.0f} up")
            )
        return rows

    def _row(self, mark: Mark) -> CampRow:
        verb = "agree" if mark.way == AGREE else "disagree"
        return CampRow(
            self.statements[mark.statement].text,
            f"about {100 * mark.here:.0f}% {verb}",
            f"{100 * mark.elsewhere:.0f}%",
        )
