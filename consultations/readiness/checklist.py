"""The whole list: each rule with what was found, what is missing, and what people noted."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import ReadinessNote
from consultations.readiness import asking, weighing
from consultations.readiness.found import Found
from consultations.readiness.known import Facts, facts_of
from consultations.readiness.notes import notes_of
from consultations.readiness.rules import Rule, RuleGroup, rules

LINES = {**asking.LINES, **weighing.LINES}


class Line(NamedTuple):
    """One line: what is asked, what was found, and the notes about it, the last first."""

    rule: Rule
    found: Found
    notes: tuple[ReadinessNote, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether something is missing that nobody has said anything about."""
        return bool(self.found.missing) and not self.notes


class Checked(NamedTuple):
    """The lines of one principle, test or duty."""

    group: RuleGroup
    lines: tuple[Line, ...]


def checklist(session: Session, *, pack: Pack) -> list[Checked]:
    """Every rule with what is known now."""
    facts, notes = facts_of(session, pack=pack), notes_of(session, pack.slug)
    return [
        Checked(group, tuple(_line(rule, facts, notes) for rule in group.lines))
        for group in rules().groups
    ]


def _line(rule: Rule, facts: Facts, notes: dict[str, list[ReadinessNote]]) -> Line:
    return Line(rule, LINES[rule.id](facts), tuple(notes.get(rule.id, ())))
