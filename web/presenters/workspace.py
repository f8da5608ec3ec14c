"""The workspace's numbers in words: how many responses, from which lane, on which days."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from consultations.content.library import status_of
from consultations.content.schema import Pack
from consultations.results.comments import Comment
from consultations.results.responses import DayCount, ResponseCount
from consultations.types import ConsultationStatus, Lane
from web.presenters.consultations import ConsultationPresenter
from web.presenters.framing import OfPack

MOST_BARS = 62
LANE_NAMES = {Lane.PUBLIC: "Public", Lane.STAFF: "Staff"}
STATUS_WORDS = {
    ConsultationStatus.DRAFT: "Not open yet",
    ConsultationStatus.OPEN: "Open",
    ConsultationStatus.CLOSED: "Closed",
    ConsultationStatus.ANALYSING: "Being read",
    ConsultationStatus.DECIDED: "Decided",
}


def people(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 response, 1,612 responses."""
    return f"{number:,} {one if number == 1 else many}"


def seconds_in_words(seconds: int) -> str:
    """How long somebody has to wait."""
    if seconds < 60:
        return people(seconds, "second", "seconds")
    return people(math.ceil(seconds / 60), "minute", "minutes")


def day_in_words(day: date) -> str:
    """A day as people write it: 3 September 2026."""
    return f"{day:%-d %B %Y}"


@dataclass(frozen=True)
class WorkspacePresenter(OfPack):
    """What every page of the workspace says about its consultation."""

    count: ResponseCount

    @property
    def frame(self) -> ConsultationPresenter:
        """What the frame around the page shows."""
        return ConsultationPresenter(self.pack)

    @property
    def status(self) -> str:
        """How far the consultation has come."""
        return STATUS_WORDS[status_of(self.pack)]

    @property
    def base(self) -> str:
        """What every figure is out of: 612 responses, 431 public, 181 staff.

        Staff who wait for a batch are in no number: nought would read as if none had answered.
        """
        count = self.count
        responses = people(count.sent_in, "response", "responses")
        staff = f"{count.staff:,} staff" if count.staff else "no staff released yet"
        return f"{responses}, {count.public:,} public, {staff}"

    @property
    def sent_in(self) -> str:
        return people(self.count.sent_in, "response", "responses")

    @property
    def rows_in_file(self) -> str:
        """How many rows the export has."""
        return people(self.count.sent_in, "row", "rows")

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The numbers to see first, each with its words."""
        count = self.count
        return [
            (f"{count.sent_in:,}", "Sent in"),
            (f"{count.public:,}", "From the public"),
            (f"{count.staff:,}" if count.staff else "None yet", "Staff, in released batches"),
            (f"{count.in_progress:,}", "Begun and not sent in"),
        ]

    @property
    def has_none(self) -> bool:
        """Whether nobody has sent anything in yet."""
        return self.count.sent_in == 0


class Column(NamedTuple):
    """One upright bar: where it stands, and how high, in hundredths."""

    left: float
    height: float
    label: str


class Line(NamedTuple):
    """A line across the bars: what it stands for, and how high, in hundredths."""

    label: str
    height: float


@dataclass(frozen=True)
class OverTimePresenter:
    """Responses of the public over days, or over weeks when there are too many days to draw."""

    days: Sequence[DayCount]

    @property
    def by_week(self) -> bool:
        return bool(self.days) and (self.days[-1].day - self.days[0].day).days >= MOST_BARS

    @property
    def unit(self) -> str:
        return "week" if self.by_week else "day"

    @property
    def periods(self) -> list[DayCount]:
        """The days or weeks on which any response came, oldest first."""
        if not self.by_week:
            return list(self.days)
        return [
            week[0]._replace(day=monday, public=sum(each.public for each in week))
            for monday, days in groupby(self.days, key=lambda each: _monday(each.day))
            for week in [list(days)]
        ]

    @property
    def most(self) -> int:
        """The highest bar."""
        return max((each.public for each in self.periods), default=0)

    @property
    def lines(self) -> list[Line]:
        """Two to four round numbers to read the bars by."""
        most = max(self.most, 2)
        ten = int(10 ** math.floor(math.log10(most / 2)))
        step = max(each * ten for each in (1, 2, 5) if each * ten * 2 <= most)
        return [
            Line(f"{number:,}", round(100 * number / most, 2))
            for number in range(step, self.most + 1, step)
        ]

    @property
    def first(self) -> str:
        return self._name(self.periods[0].day) if self.days else ""

    @property
    def last(self) -> str:
        return self._name(self.periods[-1].day) if self.days else ""

    @property
    def step(self) -> float:
        """How wide the place of one bar is, in hundredths."""
        return 100 / max(1, len(self._places))

    @property
    def columns(self) -> list[Column]:
        """One bar for each day or week on which any came."""
        came = {each.day: each.public for each in self.periods}
        return [
            Column(
                left=round(number * self.step + self.step * 0.1, 3),
                height=round(100 * came[day] / self.most, 2),
                label=f"{self._name(day)}: {came[day]:,}",
            )
            for number, day in enumerate(self._places)
            if came.get(day)
        ]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The same as a table: when, and how many."""
        return [(self._name(each.day), f"{each.public:,}") for each in self.periods]

    @property
    def _places(self) -> list[date]:
        """Every day or week from the first to the last, also those without a response."""
        periods = self.periods
        if not periods:
            return []
        step = 7 if self.by_week else 1
        count = (periods[-1].day - periods[0].day).days // step + 1
        return [periods[0].day + timedelta(days=step * number) for number in range(count)]

    def _name(self, day: date) -> str:
        return f"Week of {day_in_words(day)}" if self.by_week else day_in_words(day)


@dataclass(frozen=True)
class CommentPresenter:
    """Something that somebody wrote, with its question and lane."""

    comment: Comment
    pack: Pack
    no_longer_asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.comment.text

    @property
    def lane(self) -> str:
        return LANE_NAMES[self.comment.lane]

    @property
    def question(self) -> str:
        """The words of the question, and that it is no longer asked if that is so."""
        key = self.comment.question_key
        question = self.pack.question(key)
        return question.text if question else self.no_longer_asked.get(key, key)


def by_question(
    comments: Sequence[Comment], pack: Pack, no_longer_asked: Mapping[str, str]
) -> list[tuple[str, list[CommentPresenter]]]:
    """Comments under the questions that they answer, both in the order given."""
    presented = [CommentPresenter(each, pack, no_longer_asked) for each in comments]
    return [(words, list(group)) for words, group in groupby(presented, key=lambda c: c.question)]


@dataclass(frozen=True)
class PagesPresenter:
    """Which of several pages this is, and where the others are."""

    number: int
    total: int
    size: int

    @property
    def last(self) -> int:
        return max(1, math.ceil(self.total / self.size))

    @property
    def first(self) -> int:
        """The number of the first row on this page."""
        return (self.number - 1) * self.size + 1

    @property
    def shown(self) -> str:
        """Which rows are on this page: 21 to 40 of 96."""
        return f"{self.first:,} to {min(self.total, self.number * self.size):,} of {self.total:,}"

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
