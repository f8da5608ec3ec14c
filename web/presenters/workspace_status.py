"""How far a consultation has come, for those who take it further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consultations.content.schema import Pack
from consultations.folders import Folder
from consultations.models import StatusChange
from consultations.openness import FOLLOWS, ORDER, disagreement, in_london, needs_reason, refusal
from consultations.results.versions import VersionCount
from consultations.types import ConsultationStatus as Status
from web.languages import moment
from web.presenters.workspace import STATUS_WORDS, people

ASKS_FOR_REASON = "given below"
BUTTONS = {
    Status.OPEN: "Open it again",
    Status.CLOSED: "Close it now",
    Status.ANALYSING: "Start to read the answers",
    Status.DECIDED: "Record that it has been decided",
}
EFFECTS = {
    Status.OPEN: "People can start again, and change what they sent.",
    Status.CLOSED: "Nobody can start. Whoever has begun may finish, and is marked as late.",
    Status.ANALYSING: "No more answers are taken, not even late ones. You cannot go back.",
    Status.DECIDED: (
        "Pages no longer say that nothing has been decided. You cannot go back. "
        "Every large theme has its reason in the ledger."
    ),
}


WHAT_NOW = {
    Status.OPEN: "It is open again.",
    Status.CLOSED: (
        "It is closed. Now look for campaigns, hide names in comments, and release what staff said."
    ),
    Status.ANALYSING: (
        "The answers are being read. Now work on the themes, and write under Decide what became of "
        "each."
    ),
    Status.DECIDED: "The decision is recorded. Now publish it under You said, we did.",
}


class Taken(NamedTuple):
    """A step that was taken: when, by whom, and why."""

    when: str
    by: str
    why: str


class Stage(NamedTuple):
    """One status, and how it was reached."""

    words: str
    is_now: bool
    taken: list[Taken]


class Next(NamedTuple):
    """A step that may follow: its button, or what is missing for it."""

    to: str
    button: str
    effect: str
    why_not: str | None
    needs_reason: bool


class VersionRow(NamedTuple):
    """One version of the text."""

    version: str
    when: str
    by: str
    responses: str
    is_live: bool


@dataclass(frozen=True)
class StatusPresenter:
    """The status page of one consultation. Without a pack, its files cannot be read at all."""

    pack: Pack | None
    status: Status
    steps: Sequence[StatusChange]
    versions: Sequence[VersionCount]
    folder: Folder | None
    late: int
    begun: int
    to_explain: str | None = None

    @property
    def stages(self) -> list[Stage]:
        """Every status in order, with the steps that led there."""
        return [
            Stage(
                STATUS_WORDS[status],
                status is self.status,
                [
                    Taken(moment(step.at), step.by, step.reason or "")
                    for step in self.steps
                    if step.status == status
                ],
            )
            for status in ORDER
        ]

    @property
    def next_steps(self) -> list[Next]:
        """What may follow, and what is missing for it."""
        if self.pack is None or not self.is_published:
            return []
        consultation = self.pack.consultation
        return [
            Next(
                to,
                BUTTONS[to],
                EFFECTS[to],
                refusal(consultation, status=self.status, to=to, reason=ASKS_FOR_REASON)
                or (self.to_explain if to is Status.DECIDED else None),
                needs_reason(consultation, status=self.status, to=to),
            )
            for to in FOLLOWS[self.status]
        ]

    @property
    def done(self) -> str:
        """What was just done, and what to do now."""
        return f"{WHAT_NOW.get(self.status, 'It is done.')} It is in the record with your name."

    @property
    def ends_conversations(self) -> str | None:
        """Who would be broken off by reading the answers now."""
        if self.status is not Status.CLOSED or not self.begun:
            return None
        return (
            f"{people(self.begun, 'person has', 'people have')} begun and not sent anything. "
            "Once you start to read, they cannot go on."
        )

    @property
    def wish(self) -> str | None:
        """What the files ask for that was not done, or that it was closed before its time."""
        if self.pack is None:
            return None
        consultation = self.pack.consultation
        said = disagreement(consultation, status=self.status)
        if said and self.status is Status.CLOSED and consultation.status is Status.OPEN:
            closes = in_london(consultation.closes)
            return f"It was closed before the time that people were told, {closes}."
        return said

    @property
    def is_published(self) -> bool:
        return any(each.published_at for each in self.versions)

    @property
    def live(self) -> VersionCount | None:
        """The version that people see."""
        return next((each for each in self.versions if each.published_at), None)

    @property
    def files(self) -> str:
        """How the files of the pack stand to what people see."""
        live = self.live
        stays = f"People still see version {live.version}." if live else "People do not see it."
        if self.folder is None:
            return f"The files of this consultation are gone. {stays}"
        if self.folder.faults:
            count = people(len(self.folder.faults), "fault", "faults")
            return f"The files of this consultation have {count}. {stays}"
        if self.folder.is_draft:
            return f"The files say that this is a draft. {stays}"
        if live and self.folder.pack and self.folder.pack.version == live.version:
            return "The files of this consultation have no faults. People see what they say."
        return f"The files of this consultation have no faults. They are not published yet. {stays}"

    @property
    def can_publish(self) -> bool:
        """Whether the files could be published now, and are not."""
        ready = self.folder.ready if self.folder else None
        return ready is not None and (self.live is None or self.live.version != ready.version)

    @property
    def faults(self) -> list[str]:
        """What has to be put right in the files."""
        return [str(each) for each in self.folder.faults] if self.folder else []

    @property
    def late_words(self) -> str:
        """How many came late."""
        if not self.late:
            return "No response of the public came after the close."
        came = people(self.late, "response of the public", "responses of the public")
        return f"{came} came after the close. They count, and files mark them as late."

    @property
    def version_rows(self) -> list[VersionRow]:
        """Every version, the newest first."""
        return [
            VersionRow(
                each.version,
                moment(each.published_at) if each.published_at else "Shown, never published",
                each.published_by or "",
                f"{each.responses:,}",
                each is self.live,
            )
            for each in self.versions
        ]
