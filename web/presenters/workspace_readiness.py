"""The readiness list as commissioners read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consultations.models import ReadinessNote
from consultations.readiness.checklist import Checked, Line
from consultations.readiness.notes import Said
from consultations.readiness.rules import rules
from web.languages import moment
from web.presenters.workspace import day_in_words, people

STATES = {
    Said.IN_HAND: "In hand",
    Said.DONE: "Done",
    Said.DOES_NOT_APPLY: "Does not apply here",
}


class Noted(NamedTuple):
    """A note by a person."""

    state: str
    text: str
    who_and_when: str


@dataclass(frozen=True)
class LinePresenter:
    """One line of the list."""

    line: Line

    @property
    def id(self) -> str:
        return self.line.rule.id

    @property
    def asks(self) -> str:
        return self.line.rule.asks

    @property
    def fact(self) -> str:
        return self.line.found.fact

    @property
    def where(self) -> str:
        return self.line.found.where

    @property
    def missing(self) -> str:
        return self.line.found.missing

    @property
    def tag(self) -> str:
        """How the line stands: by the last note, else by what is missing."""
        if self.line.notes:
            return STATES[Said(self.line.notes[0].state)]
        return "Something is missing" if self.missing else "Nothing seen to be missing"

    @property
    def is_missing(self) -> bool:
        return self.line.is_missing

    @property
    def notes(self) -> list[Noted]:
        return [_noted(each) for each in self.line.notes]


@dataclass(frozen=True)
class ChecklistPresenter:
    """The whole list."""

    groups: Sequence[Checked]

    @property
    def checked_on(self) -> str:
        """When the rules themselves were looked at last."""
        return day_in_words(rules().checked_on)

    @property
    def summary(self) -> str:
        """How many lines lack something that nobody has said anything about."""
        lines = [line for group in self.groups for line in group.lines]
        missing = sum(line.is_missing for line in lines)
        whole = people(len(lines), "line", "lines")
        if not missing:
            return f"Of {whole}, none lacks anything that is seen here and has no note."
        lacks = people(
            missing, "lacks something and has no note", "lack something and have no note"
        )
        return f"Of {whole}, {lacks}."

    @property
    def missing(self) -> list[LinePresenter]:
        """The lines that lack something that nobody has said anything about."""
        return [
            LinePresenter(line) for group in self.groups for line in group.lines if line.is_missing
        ]

    def lines(self, group: Checked) -> list[LinePresenter]:
        """The lines of one group."""
        return [LinePresenter(each) for each in group.lines]

    def since(self, group: Checked) -> str:
        """Since when a rule holds."""
        return day_in_words(group.group.valid_from)


def _noted(row: ReadinessNote) -> Noted:
    return Noted(STATES[Said(row.state)], row.note, f"{moment(row.at)}, by {row.by}")
