"""What was asked and how it ended, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from consultations.content.schema import Pack
from consultations.queue.evidence import QueueCount, questions_by_answer
from consultations.queue.standing import QuestionGroup
from web.presenters.workspace import people
from web.presenters.workspace_asked import GroupPresenter

ENDED = {
    "answered": "Answered at once",
    "picked": "Picked from what was offered",
    "offered": "Offered, and not picked",
    "unknown": "Not known, passed on",
    "not-about-this": "Not about this",
}
MOST = 10
OF_AN_ANSWER = ("answered", "picked", "offered")


class AnswerRow(NamedTuple):
    """One answer, and how often it was asked for."""

    question: str
    cells: list[str]


@dataclass(frozen=True)
class FiguresPresenter:
    """The counts of one consultation."""

    queue: QueueCount
    groups: Sequence[QuestionGroup]
    today: date
    enquiries: Mapping[str | None, Mapping[str, int]]
    pack: Pack

    @property
    def of_queue(self) -> list[tuple[str, str]]:
        """The numbers of the queue, each with its words."""
        return [
            (f"{self.queue.waiting:,}", "Waiting"),
            (f"{self.queue.overdue:,}", "Of these, overdue"),
            (f"{self.queue.answered:,}", "Answered"),
            (f"{self.queue.closed:,}", "Closed without an answer"),
            (self._median, "Half were answered within"),
        ]

    @property
    def totals(self) -> list[tuple[str, list[str]]]:
        """How questions ended, in all: what happened, and how often."""
        counted: Counter[str] = Counter()
        for outcomes in self.enquiries.values():
            counted.update(outcomes)
        names = [*ENDED, *sorted(set(counted) - set(ENDED))]
        return [(ENDED.get(name, name), [f"{counted[name]:,}"]) for name in names]

    @property
    def in_all(self) -> int:
        return sum(sum(outcomes.values()) for outcomes in self.enquiries.values())

    @property
    def base(self) -> str:
        """How many questions were asked in people's own words."""
        return people(self.in_all, "question was", "questions were")

    @property
    def at_once(self) -> str:
        """How many had their answer from the approved text, at once or picked from what it had."""
        outcomes = list(self.enquiries.values())
        found = sum(each.get("answered", 0) + each.get("picked", 0) for each in outcomes)
        share = round(100 * found / self.in_all) if self.in_all else 0
        return f"{found:,} of {self.in_all:,} ({share}%) had an answer from the approved text."

    @property
    def most_asked(self) -> list[tuple[str, list[str]]]:
        """What was asked most without an answer, alike ones together, and what became of it."""
        most = sorted(self.groups, key=lambda each: (-each.times, each.first_asked, each.id))
        return [
            (each.in_list, [f"{each.group.times:,}", each.stands])
            for each in (GroupPresenter(group, self.pack, self.today) for group in most[:MOST])
        ]

    @property
    def heads(self) -> list[str]:
        return [ENDED[name] for name in OF_AN_ANSWER]

    @cached_property
    def rows(self) -> list[AnswerRow]:
        """Each answer that was asked for, the most wanted first."""
        question_of = questions_by_answer(self.pack)
        wanted = [
            (sum(outcomes.get(name, 0) for name in OF_AN_ANSWER), answer_id, outcomes)
            for answer_id, outcomes in self.enquiries.items()
            if answer_id is not None
        ]
        return [
            AnswerRow(
                question_of.get(answer_id, answer_id),
                [f"{outcomes.get(name, 0):,}" for name in OF_AN_ANSWER],
            )
            for total, answer_id, outcomes in sorted(wanted, key=lambda each: (-each[0], each[1]))
            if total
        ]

    @property
    def _median(self) -> str:
        days = self.queue.median_days
        if days is None:
            return "none yet"
        return people(int(days), "day", "days") if days == int(days) else f"{days} days"
