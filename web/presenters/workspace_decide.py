"""The theme ledger as commissioners read it: what people raised, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consultations.content.schema import Pack
from consultations.ledger.kinds import Became
from consultations.ledger.themes import Ledger, LedgerTheme
from consultations.models import ThemeDecision
from consultations.reporting.quotes import PickedQuote
from web.languages import moment
from web.presenters.workspace import LANE_NAMES, people

OUTCOMES = {
    Became.CHANGED: "We changed something",
    Became.PARTLY: "We changed part of it",
    Became.NOT_CHANGED: "We did not change it",
    Became.STILL_LOOKING: "Still being looked at",
}
NOTHING_YET = "Nothing written yet"
EMPTY = (
    "There is no theme yet. Themes come with the text of the consultation, or from the page "
    "Themes. As soon as comments have themes, they appear here."
)


class Revision(NamedTuple):
    """One entry of the ledger as it was written."""

    outcome: str
    we_heard: str
    what: str
    because: str
    who_and_when: str


class Held(NamedTuple):
    """One view, and how many of those who raised a theme hold it."""

    label: str
    number: str
    width: float


@dataclass(frozen=True)
class ThemePresenter:
    """One theme: how many raised it, and what became of it."""

    theme: LedgerTheme
    most: int

    @property
    def id(self) -> str:
        return self.theme.theme_id

    @property
    def name(self) -> str:
        return self.theme.raised.name

    @property
    def description(self) -> str:
        return self.theme.raised.description

    @property
    def people(self) -> str:
        return people(self.theme.raised.people, "person", "people")

    @property
    def by_lane(self) -> str:
        """How many of each lane."""
        return f"{self.theme.raised.public:,} public, {self.theme.raised.staff:,} staff"

    @property
    def width(self) -> float:
        """How wide the bar is, in hundredths."""
        return round(100 * self.theme.raised.people / (self.most or 1), 2)

    @property
    def outcome(self) -> str:
        decision = self.theme.decision
        return OUTCOMES[Became(decision.outcome)] if decision else NOTHING_YET

    @property
    def needs(self) -> str:
        """What is still to be done about it."""
        if self.theme.is_missing:
            return "Needs a reason"
        return "" if self.theme.is_settled or self.theme.must else "Small, may be left"

    @property
    def because(self) -> str:
        return self.theme.decision.because if self.theme.decision else ""

    @property
    def who_and_when(self) -> str:
        decision = self.theme.decision
        return f"{moment(decision.at)}, by {decision.by}" if decision else ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What there is to go by, each with its number."""
        raised = self.theme.raised
        return [
            ("People", f"{raised.people:,}"),
            ("Public", f"{raised.public:,}"),
            ("Staff", f"{raised.staff:,}"),
            ("A person read it", f"{raised.by_person:,}"),
            ("They said so themselves", f"{raised.by_respondent:,}"),
            ("Only the model says so", f"{raised.by_model:,}"),
            ("Have another idea", f"{self.theme.other_ideas:,}"),
        ]

    def views(self, pack: Pack) -> list[Held]:
        """The views that those who raised it hold, in the order of the choices."""
        found = []
        most = max((each.people for each in self.theme.raised.views), default=0) or 1
        for question in pack.questions:
            for choice in question.choices:
                for view in self.theme.raised.views:
                    if (view.question_key, view.value) == (question.key, choice.value):
                        width = round(100 * view.people / most, 2)
                        found.append(Held(choice.label, f"{view.people:,}", width))
        return found


@dataclass(frozen=True)
class LedgerPresenter:
    """The whole ledger."""

    ledger: Ledger

    @property
    def themes(self) -> list[ThemePresenter]:
        most = max((each.raised.people for each in self.ledger.themes), default=0)
        return [ThemePresenter(each, most) for each in self.ledger.themes]

    @property
    def progress(self) -> str:
        """How far the large themes have come."""
        large = [each for each in self.ledger.themes if each.must]
        if not large:
            return "No theme is large enough to need a reason yet."
        missing = len(self.ledger.missing)
        done = f"{len(large) - missing:,} of {people(len(large), 'large theme', 'large themes')}"
        if not missing:
            return f"{done} have a reason. “Decided” can be recorded on the page Status."
        return f"{done} have a reason. “Decided” is refused until all have one."

    @property
    def size_words(self) -> str:
        """From which size on a theme needs a reason, as the public reads it too."""
        size = self.ledger.size
        return (
            f"Large means: {people(self.ledger.smallest, 'person', 'people')} or more. That is "
            f"{size.people:,} people or {size.percent_in_words}% of "
            f"{people(self.ledger.base, 'response', 'responses')}, whichever is larger."
        )

    @property
    def size_by(self) -> str:
        """Who stated the size, when and why."""
        size = self.ledger.size
        if size.at is None:
            return "Nobody has changed it. It is what this service comes with."
        return f"Stated on {moment(size.at)} by {size.by}. {size.why}"


def revisions(rows: Sequence[ThemeDecision]) -> list[Revision]:
    """Every entry about one theme, the last first."""
    return [
        Revision(
            OUTCOMES[Became(each.outcome)],
            each.we_heard,
            each.what,
            each.because,
            f"{moment(each.at)}, by {each.by}",
        )
        for each in rows
    ]


def said_by(quote: PickedQuote) -> str:
    """Whose words a quote is: their group where it may be named, else their lane."""
    return quote.whose or LANE_NAMES[quote.lane]
