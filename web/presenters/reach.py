"""Who was heard and who was not, in words and in pairs of bars."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.reach.comparing import Compared, Flag, Reached
from consultations.reach.reminding import Reminder
from web.presenters.releases import base_of_batch
from web.presenters.workspace import day_in_words

HIDDEN = "hidden"


@dataclass(frozen=True)
class ComparedPresenter:
    """One group: two bars, and what stands in the table."""

    row: Compared
    widest: float

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def flag(self) -> str:
        return self.row.flag

    @property
    def is_missing(self) -> bool:
        return self.row.flag is Flag.UNDER

    @property
    def heard(self) -> str:
        return HIDDEN if self.row.heard_share is None else _share(self.row.heard_share)

    @property
    def population(self) -> str:
        return _share(self.row.people_share)

    @property
    def ratio(self) -> str:
        return HIDDEN if self.row.ratio is None else f"{self.row.ratio:.1f}"

    @property
    def people(self) -> str:
        return f"{self.row.people:,}"

    @property
    def source(self) -> str:
        return self.row.source

    @property
    def heard_width(self) -> float:
        return round(100 * (self.row.heard_share or 0) / self.widest, 2)

    @property
    def population_width(self) -> float:
        return round(100 * self.row.people_share / self.widest, 2)


@dataclass(frozen=True)
class ReachedPresenter:
    """One dimension."""

    reached: Reached

    @property
    def key(self) -> str:
        return self.reached.dimension.key

    @property
    def name(self) -> str:
        return self.reached.dimension.name

    @property
    def base(self) -> str:
        """How many people the shares are out of."""
        if self.reached.batch is not None:
            return base_of_batch(self.reached.batch, self.reached.answered)
        if self.reached.answered is None:
            return "Too few people have taken part to compare them yet."
        return f"{self.reached.answered:,} people said this of themselves."

    @property
    def summary(self) -> str:
        """Which groups to reach, in one sentence."""
        missing = [each.label for each in self.reached.missing]
        if missing:
            return f"Heard from less than half as often as their share: {', '.join(missing)}."
        if self.reached.answered is None or any(each.ratio is None for each in self.reached.rows):
            return "Where a number is hidden, few people or nobody may have taken part."
        return "No group is heard from less than half as often as its share of the population."

    @property
    def rows(self) -> list[ComparedPresenter]:
        shares = [each.heard_share or 0 for each in self.reached.rows]
        widest = max([*shares, *(each.people_share for each in self.reached.rows)], default=0) or 1
        return [ComparedPresenter(each, widest) for each in self.reached.rows]


@dataclass(frozen=True)
class ReminderPresenter:
    """What to say when half of the time is gone."""

    reminder: Reminder

    @property
    def sentence(self) -> str:
        closes = day_in_words(self.reminder.closes.date())
        said = f"Half of the time is gone. The consultation closes on {closes}."
        if not self.reminder.has_profile:
            return f"{said} Load a population profile to see who has not been heard."
        groups = ", ".join(f"{each.label} ({name})" for name, each in self.reminder.missing)
        return f"{said} Not heard enough yet: {groups}."


def _share(share: float) -> str:
    return "under 1%" if 0 < share < 0.01 else f"{100 * share:.0f}%"
