"""The files that can be taken out, in words: what each is for and how many rows it has."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.exports.counting import Sizes
from consultations.exports.kinds import KINDS, About, Holds
from consultations.exports.names import Kind
from consultations.models import ExportRecord
from web.languages import moment
from web.presenters.approvals import StandingPresenter
from web.presenters.workspace import people


@dataclass(frozen=True)
class KindPresenter:
    """One kind of file, and whether somebody else has to agree to it."""

    kind: Kind
    sizes: Sizes
    agreement: StandingPresenter | None

    @property
    def _about(self) -> About:
        return KINDS[self.kind]

    @property
    def name(self) -> str:
        return self._about.name

    @property
    def what_for(self) -> str:
        return self._about.what_for

    @property
    def rows(self) -> str:
        """How many rows, and what each is."""
        sizes = self.sizes
        if self.kind is Kind.POLIS:
            votes = people(sizes.votes, "vote", "votes")
            return f"{votes} of {people(sizes.voters, 'person', 'people')}."
        if self.kind in (Kind.TALK, Kind.THEMEFINDER):
            return f"{people(sizes.comments, 'row', 'rows')}: one for each comment."
        if self.kind is Kind.SENSEMAKING:
            return f"{people(sizes.writers, 'row', 'rows')}: one for each person who wrote."
        if self.kind is Kind.OPEN_DATA:
            return f"About {people(sizes.responses, 'response', 'responses')}, as tables."
        return f"{people(sizes.responses, 'row', 'rows')}: one for each response."

    @property
    def without_words(self) -> bool:
        """Whether it can be had without what people wrote."""
        return self._about.words is not Holds.ALWAYS

    @property
    def with_words(self) -> bool:
        """Whether it can be had with what people wrote."""
        return self._about.words is not Holds.NEVER


@dataclass(frozen=True)
class TakenPresenter:
    """A file that was taken out before."""

    record: ExportRecord

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        """When, by whom, what, how many responses, and its checksum."""
        record = self.record
        name = KINDS[Kind(record.kind)].name if record.kind in [*Kind] else record.kind
        rows = f"{record.rows:,}"
        return moment(record.at), record.by, name, rows, record.sha256[:16]
