"""The record of what was done, as an auditor reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.audit.checking import Verdict
from consultations.audit.commands import in_one_line
from consultations.audit.kinds import Kind
from consultations.audit.stored import Fitting
from consultations.models import AuditEvent
from web.languages import day, moment

LETTERS_SHOWN = 12
HIDDEN = ("said",)
RESPONDENT = "respondent"
KIND_NAMES = {
    Kind.RESPONSES: "Responses and answers",
    Kind.TEXTS: "Texts and steps",
    Kind.QUESTIONS: "Questions people asked",
    Kind.THEMES: "Themes and coding",
    Kind.MODERATION: "Moderation",
    Kind.DECISIONS: "Decisions and agreements",
    Kind.TAKEN_OUT: "Released and taken out",
    Kind.SIGN_INS: "Accounts and sign-ins",
    Kind.OTHER: "Everything else",
}


@dataclass(frozen=True)
class EventPresenter:
    """One event of the record."""

    event: AuditEvent

    @property
    def when(self) -> str:
        """The moment; for what a respondent did only the day, as everywhere in the workspace."""
        tell = day if self.event.actor == RESPONDENT else moment
        return tell(self.event.at)

    @property
    def what(self) -> str:
        return self.event.what[:1].upper() + self.event.what[1:]

    @property
    def more(self) -> str:
        """What the event holds besides, in one line."""
        said = [
            f"{name.replace('_', ' ')}: {_words(value)}"
            for name, value in self.event.detail.items()
            if name not in HIDDEN and value not in (None, "", [], {})
        ]
        return "; ".join(said)

    @property
    def link(self) -> str:
        """The beginning of its digest."""
        return (self.event.digest or "")[:LETTERS_SHOWN]


@dataclass(frozen=True)
class CheckPresenter:
    """What a check of the whole record has found."""

    verdict: Verdict
    fitting: Fitting

    @property
    def is_whole(self) -> bool:
        return self.verdict.is_whole

    @property
    def words(self) -> str:
        if not self.verdict.is_whole:
            return str(self.verdict.wrong)
        return in_one_line(self.verdict, self.fitting)


def kinds_offered() -> Sequence[tuple[str, str]]:
    """The kinds to choose from, with their names."""
    return [(kind.value, name) for kind, name in KIND_NAMES.items()]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
