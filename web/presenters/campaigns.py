"""Campaigns in words: how many people, from which lane, and what their words share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.campaigns.standing import UNDECIDED, Counts, Known, Standing
from consultations.campaigns.wording import Common, Piece
from consultations.content.schema import Pack
from consultations.releases.parts import SMALLEST_GROUP
from web.presenters.workspace import day_in_words, people

STANDINGS = {
    Standing.FLAGGED: "Looks like a campaign",
    Standing.SUGGESTED: "May be a campaign",
    Standing.CONFIRMED: "Campaign",
    Standing.DISMISSED: "Not a campaign",
}
WHY = {
    Standing.FLAGGED: "Most of the words are the same.",
    Standing.SUGGESTED: "Short, or less alike. Look closely before you decide.",
}


@dataclass(frozen=True)
class CampaignPresenter:
    """One campaign."""

    known: Known
    common: Common
    pack: Pack

    @property
    def id(self) -> str:
        return str(self.known.id)

    @property
    def name(self) -> str:
        return self.known.name

    @property
    def standing(self) -> str:
        return STANDINGS[self.known.standing]

    @property
    def why(self) -> str:
        """Why it is in the list, or who decided and when."""
        by, at = self.known.decided_by, self.known.decided_at
        if by is not None and at is not None:
            return f"Decided by {by} on {day_in_words(at.date())}."
        return WHY.get(self.known.standing, "")

    @property
    def facts(self) -> list[tuple[str, str]]:
        """How large it is, and where it came from."""
        question = self.pack.question(self.known.question_key)
        asked = question.short if question else self.known.question_key
        return [
            ("Size", self._size),
            ("Mostly under", asked),
            ("Found", day_in_words(self.known.found_at.date())),
        ]

    @property
    def _size(self) -> str:
        """How many responses, by lane. Few staff are never counted out, nor to be worked out."""
        public, staff = self.known.public, self.known.staff
        if 0 < staff < SMALLEST_GROUP:
            return f"{public:,} public, and fewer than {SMALLEST_GROUP} staff"
        lanes = [f"{public:,} public"] if public else []
        lanes += [f"{staff:,} staff"] if staff else []
        return f"{people(self.known.people, 'response', 'responses')}: {', '.join(lanes)}"

    @property
    def may_confirm(self) -> bool:
        return self.known.standing is not Standing.CONFIRMED

    @property
    def may_dismiss(self) -> bool:
        return self.known.standing is not Standing.DISMISSED

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person, so that its words are shown at once."""
        return self.known.standing in UNDECIDED

    @property
    def middle(self) -> Sequence[Piece]:
        return self.common.middle

    @property
    def others(self) -> Sequence[Sequence[Piece]]:
        return self.common.others


@dataclass(frozen=True)
class CountsPresenter:
    """The three counts of every report."""

    counts: Counts

    @property
    def figures(self) -> list[tuple[str, str]]:
        return [
            (f"{self.counts.everybody:,}", "All responses"),
            (f"{self.counts.unique:,}", "Not in a campaign"),
            (f"{self.counts.inside:,}", "In a confirmed campaign"),
        ]
