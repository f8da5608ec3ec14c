"""Statements that respondents suggest, as moderators read and decide on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.content.schema import Pack
from consultations.models import SuggestedStatement
from consultations.queue.draft import Fault
from consultations.statements.deciding import Because
from consultations.statements.draft import StatementDraft
from consultations.statements.standing import Standing
from web.presenters.workspace import day_in_words
from web.presenters.workspace_asked import Tab

SOMEBODY = "Someone who took part"
TABS = {
    Standing.WAITING: "Waiting",
    Standing.ACCEPTED: "Shown",
    Standing.DECLINED: "Not shown",
}
EMPTY = {
    Standing.WAITING: (
        "Nothing is waiting. When somebody suggests a statement, it appears here, without who "
        "wrote it."
    ),
    Standing.ACCEPTED: (
        "Nothing is shown yet. Choose a statement under Waiting and show it. It then appears here."
    ),
    Standing.DECLINED: (
        "Everything so far is shown or waiting. What you decline appears here, with the reason. "
        "You can put it back from here."
    ),
}
REASONS = {
    Because.NAMES_SOMEBODY: "It names somebody, or could point to somebody",
    Because.ABUSE: "It insults or threatens people, or is against the law",
    Because.MORE_THAN_ONE_IDEA: "It holds more than one idea",
    Because.NOT_ABOUT_THIS: "It is not about this consultation",
    Because.ADVERT: "It advertises something",
    Because.REPEATS: "It repeats a statement that is shown",
}


def tabs(counts: Mapping[Standing, int], shown: Standing) -> list[Tab]:
    """The lists of statements, each with how many are in it."""
    return [
        Tab(standing, f"{words} ({counts[standing]:,})", standing is shown)
        for standing, words in TABS.items()
    ]


@dataclass(frozen=True)
class StatementPresenter:
    """One suggested statement, and what became of it."""

    suggested: SuggestedStatement
    pack: Pack

    @property
    def id(self) -> str:
        return str(self.suggested.id)

    @property
    def text(self) -> str:
        return self.suggested.text

    @property
    def whose(self) -> str:
        return self.suggested.whose or SOMEBODY

    @property
    def standing(self) -> Standing:
        return Standing(self.suggested.status)

    @property
    def is_waiting(self) -> bool:
        return self.standing is Standing.WAITING

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Whose view it is, when it came, and who decided on it."""
        facts = [("Whose view", self.whose), ("Came", day_in_words(self.suggested.suggested_on))]
        if self.suggested.language != "en":
            facts.append(("Language", self.suggested.language))
        if not self.is_waiting:
            facts.append(("By", self.suggested.decided_by or "nobody"))
        return facts

    @property
    def became(self) -> str:
        """What was decided, in a sentence."""
        if self.standing is Standing.ACCEPTED:
            shown = self._words_of(self.suggested.statement_id)
            return (
                f"Shown as: “{shown}”" if self.suggested.replaced_by else "Shown as it was written."
            )
        because = self.suggested.reason
        said = f"{REASONS[Because(because)]}." if because else ""
        if self.suggested.replaced_by:
            said += f" That one is: “{self._words_of(self.suggested.replaced_by)}”"
        return said

    @property
    def remark(self) -> str | None:
        return self.suggested.remark

    def _words_of(self, statement_id: str | None) -> str:
        found = (each.text for each in self.pack.statements if each.id == statement_id)
        return next(found, f"{statement_id}, which is not there any more")


@dataclass(frozen=True)
class StatementDraftPresenter:
    """The fields as they were typed, and what the gate says of each."""

    draft: StatementDraft
    faults: Sequence[Fault]

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
