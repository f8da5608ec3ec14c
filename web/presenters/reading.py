"""A pack as one reader reads it: in usual or easier words, with each hard word explained once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from consultations.content.schema import LONDON, Pack, Proposal
from consultations.explaining.layers import EASY, Step, steps_of_proposal
from consultations.explaining.terms import Meaning, to_explain
from web.presenters.consultations import ConsultationPresenter


@dataclass(frozen=True)
class DeeperPresenter:
    """One step further down: what it is called, its passages, and where they come from."""

    offer: str
    texts: list[str]
    sources: list[dict[str, Any]]


@dataclass(frozen=True)
class ReadingPresenter:
    """Remembers which words a page has explained, from its top to its end."""

    consultation: ConsultationPresenter
    easier: bool = False
    _known: set[str] = field(default_factory=set)

    @property
    def pack(self) -> Pack:
        return self.consultation.pack

    @property
    def query(self) -> str:
        """What keeps easier words when a link is followed."""
        return "?words=easier" if self.easier else ""

    def meanings(self, *texts: str | None, also: Iterable[str] = ()) -> list[Meaning]:
        """The hard words that stand here for the first time on the page."""
        found = to_explain(self.pack, *texts, *also, known=self._known)
        self._known.update(each.meaning for each in found)
        return found

    def in_short(self, idea: Proposal) -> str:
        """An idea in a line, or in easier words if they are wanted and there."""
        return (idea.easy or idea.in_one_line) if self.easier else idea.in_one_line

    def lacks_easy(self, idea: Proposal) -> bool:
        """Whether easier words are wanted and not there."""
        return self.easier and not idea.easy

    def easy(self, idea: Proposal) -> str | None:
        """The easier version of an idea, if it is wanted and there."""
        return idea.easy if self.easier else None

    def deeper(self, idea: Proposal) -> list[DeeperPresenter]:
        """What can be opened under an idea, in order."""
        steps = steps_of_proposal(idea, easier=self.easier).all
        shown = (EASY,) if self.easy(idea) else (EASY, steps[0].name)
        return [self._opened(step) for step in steps if step.name not in shown]

    def at(self, day: date) -> datetime:
        """The beginning of a day, so that it is written as every other moment is."""
        return datetime(day.year, day.month, day.day, tzinfo=LONDON)

    def _opened(self, step: Step) -> DeeperPresenter:
        cited = tuple(each for layer in step.layers for each in layer.sources)
        return DeeperPresenter(
            step.offer, [layer.text for layer in step.layers], self.consultation.sources(cited)
        )
