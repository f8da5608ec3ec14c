"""The overview in words: what came, by which way, where people stopped, and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consultations.disclosure import Released
from consultations.results.alerts import Alert
from consultations.results.progress import Step, TimeTaken
from consultations.results.responses import ResponseCount
from consultations.types import Lane
from web.presenters.workspace import LANE_NAMES, people

CHANNEL_NAMES = {
    "chat": "Conversation",
    "form": "Form on the web page",
    "kiosk": "Shared screen",
    "paper": "Paper, typed in by staff",
    "telephone": "Telephone, typed in by staff",
    "letter": "Letter",
    "import": "Brought in from a file",
}
ALERT_WORDS = {
    "overdue-questions": ("question is overdue for an answer", "questions are overdue for answers"),
    "waiting-questions": ("question waits for an answer", "questions wait for answers"),
    "statements": ("statement waits for a moderator", "statements wait for a moderator"),
    "formats": ("person waits for another format", "people wait for another format"),
    "approvals": ("request waits for a second person", "requests wait for a second person"),
    "campaigns": ("likely campaign waits for a look", "likely campaigns wait for a look"),
    "missing-groups": (
        "group is missing, and half the time is gone",
        "groups are missing, and half the time is gone",
    ),
    "no-profile": (
        "population profile is missing: half the time is gone, and nobody sees who is not heard",
        "population profiles are missing",
    ),
    "closes-soon": ("day is left until it closes", "days are left until it closes"),
}
# How many steps of a lane are drawn before all of them are asked for.
FIRST_STEPS = 5
# A step where more than this share stopped is marked.
MANY_STOPPED = 0.1


class Bar(NamedTuple):
    """A label, a number in words, and a width in hundredths."""

    label: str
    number: str
    width: float


class StepRow(NamedTuple):
    """One step: its name, how many were asked, answered, left it out and stopped, in words."""

    short: str
    asked: str
    answered: str
    skipped: str
    stopped: str
    width_answered: float
    width_skipped: float
    width_stopped: float
    is_marked: bool


class AlertRow(NamedTuple):
    """Something that waits, in words, and the address of its page."""

    words: str
    where: str


@dataclass(frozen=True)
class OverviewPresenter:
    """All figures of the overview."""

    count: ResponseCount
    channels: Mapping[str, int]
    groups: Released
    group_names: Mapping[str, str]
    steps: Sequence[Step]
    times: Sequence[TimeTaken]
    alerts: Sequence[Alert]
    removed: Mapping[str, int]
    campaign_letters: int = 0

    @property
    def accounting(self) -> list[tuple[str, str]]:
        """From all that came to all that is analysed, line by line, with the reasons."""
        count = self.count
        return [
            ("Received", f"{count.received:,}"),
            ("Withdrawn by those who sent them", f"{count.withdrawn:,}"),
            *((f"Removed: {reason}", f"{number:,}") for reason, number in self.removed.items()),
            ("Analysed", f"{count.sent_in:,}"),
            ("Of these, from the public in a confirmed campaign", f"{self.campaign_letters:,}"),
            ("Of these, all others", f"{count.sent_in - self.campaign_letters:,}"),
        ]

    @property
    def waiting(self) -> list[AlertRow]:
        """What waits, in words."""
        rows = []
        for each in self.alerts:
            one, many = ALERT_WORDS[each.what]
            rows.append(AlertRow(people(each.number, one, many), each.where))
        return rows

    @property
    def channel_bars(self) -> list[Bar]:
        """How many came by each way, the most used first."""
        most = max(self.channels.values(), default=0) or 1
        order = sorted(self.channels.items(), key=lambda each: (-each[1], each[0]))
        total = sum(self.channels.values()) or 1
        return [
            Bar(
                CHANNEL_NAMES.get(channel, channel),
                f"{number:,} ({round(100 * number / total)}%)",
                round(100 * number / most, 2),
            )
            for channel, number in order
        ]

    @property
    def group_bars(self) -> list[Bar]:
        """How many of each group of the public, to the nearest 5."""
        sizes = [each.answered or 0 for each in self.groups.groups]
        most = max(sizes, default=0) or 1
        return [
            Bar(
                self.group_names.get(each.name, each.name) or "Did not say",
                "hidden" if each.answered is None else f"{each.answered:,}",
                round(100 * (each.answered or 0) / most, 2),
            )
            for each in sorted(self.groups.groups, key=lambda each: -(each.answered or 0))
        ]

    @property
    def step_tables(self) -> list[tuple[str, list[StepRow]]]:
        """The steps of each lane that has any."""
        return [
            (LANE_NAMES[lane], rows)
            for lane in Lane
            for rows in [[_step(each) for each in self.steps if each.lane is lane]]
            if rows
        ]

    @property
    def most_stopped(self) -> list[tuple[str, list[Bar]]]:
        """For each lane, the questions at which the largest share stopped, the largest first."""
        tables = []
        for lane in Lane:
            asked = [each for each in self.steps if each.lane is lane and each.stopped]
            worst = sorted(asked, key=lambda each: -each.stopped / each.asked)[:FIRST_STEPS]
            if worst:
                most = worst[0].stopped / worst[0].asked
                tables.append((lane, [_stopped(each, most=most) for each in worst]))
        return [(LANE_NAMES[lane], bars) for lane, bars in tables]

    @property
    def time_rows(self) -> list[tuple[str, str, str, str, str]]:
        """Lane, length chosen, people, the middle time, and the middle half, in minutes."""
        return [
            (
                LANE_NAMES[each.lane],
                f"{each.minutes} minutes" if each.minutes else "Not chosen",
                f"{each.people:,}",
                f"{each.half / 60:.1f}",
                f"{each.quarter / 60:.1f} to {each.three_quarters / 60:.1f}",
            )
            for each in self.times
        ]


def _step(step: Step) -> StepRow:
    asked = step.asked

    def width(number: int) -> float:
        return round(100 * number / asked, 2)

    return StepRow(
        step.short,
        f"{asked:,}",
        f"{step.answered:,} ({round(width(step.answered))}%)",
        f"{step.skipped:,}",
        f"{step.stopped:,} ({width(step.stopped):.1f}%)",
        width(step.answered),
        width(step.skipped),
        width(step.stopped),
        asked >= 20 and step.stopped / asked > MANY_STOPPED,
    )


def _stopped(step: Step, *, most: float) -> Bar:
    share = step.stopped / step.asked
    return Bar(
        step.short,
        f"{step.stopped:,} of {step.asked:,} ({100 * share:.1f}%)",
        round(100 * share / most, 2),
    )
