"""An answer that is being written, with what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consultations.content.schema import Pack
from consultations.queue.draft import Draft, Fault
from web.presenters.workspace_asked import Wording


@dataclass(frozen=True)
class DraftPresenter:
    """The fields as they were typed, and what the gate says of each."""

    draft: Draft
    faults: Sequence[Fault]
    pack: Pack
    ticked: Collection[str] = ()
    extra: str = ""
    answered: Collection[str] | None = None

    @property
    def sources(self) -> list[tuple[str, str]]:
        """The documents to choose from."""
        return [
            (key, f"{source.title} ({source.by}, {source.published})")
            for key, source in self.pack.consultation.sources.items()
        ]

    @property
    def ideas(self) -> list[tuple[str, str]]:
        """The proposals that an answer may belong to."""
        return [(each.id, each.title) for each in self.pack.proposals]

    @property
    def stops(self) -> list[Fault]:
        """What has to be put right first."""
        return [each for each in self.faults if not each.warning]

    def stops_of(self, field: str) -> list[Fault]:
        """What has to be put right in one field."""
        return [each for each in self.stops if each.field == field]

    def warnings_of(self, field: str) -> list[Fault]:
        """What is worth a thought in one field."""
        return [each for each in self.faults if each.warning and each.field == field]

    def is_used(self, wording: str) -> bool:
        """Whether a wording is ticked as another way to ask."""
        return wording in self.ticked

    def is_answered(self, wording: Wording) -> bool:
        """Whether a wording is ticked as answered by this; at first, those that are the same."""
        if self.answered is None:
            return wording.is_same
        return wording.value.split()[0] in self.answered
