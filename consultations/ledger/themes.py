"""The ledger as a whole: each theme with the evidence for it, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.coding.counting import ThemeCount, theme_counts
from consultations.coding.frame import frame_of
from consultations.coding.snapshot import SaidBy, snapshot_of
from consultations.content.schema import ANOTHER_IDEA, Pack
from consultations.ledger.decisions import is_settled, latest_decisions
from consultations.ledger.size import StatedSize, stated_size
from consultations.models import Quote, ThemeDecision
from consultations.releases.inside import people_in_batches
from consultations.types import Lane


class LedgerTheme(NamedTuple):
    """One theme: what people said, and what became of it.

    ``other_ideas`` are the people who raised it and chose "I have another idea" among the options.
    ``must``: so many people raised it that it needs a reason.
    """

    raised: ThemeCount
    other_ideas: int
    quotes: int
    decision: ThemeDecision | None
    must: bool

    @property
    def theme_id(self) -> str:
        return self.raised.theme_id

    @property
    def is_settled(self) -> bool:
        """Whether it has an outcome and a reason."""
        return is_settled(self.decision)

    @property
    def is_missing(self) -> bool:
        """Whether it stands in the way of "decided"."""
        return self.must and not self.is_settled

    @property
    def evidence(self) -> dict[str, Any]:
        """What is kept beside the decision: the numbers as they were when it was made."""
        return {
            "people": self.raised.people,
            "public": self.raised.public,
            "staff": self.raised.staff,
            "by_person": self.raised.by_person,
            "by_respondent": self.raised.by_respondent,
            "by_model": self.raised.by_model,
            "other_ideas": self.other_ideas,
            "quotes": self.quotes,
        }


class Ledger(NamedTuple):
    """Every theme with what became of it, those that most people raised first.

    ``version`` is that of what people wrote into it: see ``ledger_version``.
    """

    themes: tuple[LedgerTheme, ...]
    size: StatedSize
    base: int
    version: Hashable

    @property
    def smallest(self) -> int:
        """From how many people on a theme needs a reason."""
        return self.size.of(self.base)

    @property
    def missing(self) -> list[LedgerTheme]:
        """The themes that still need their reason."""
        return [each for each in self.themes if each.is_missing]

    def theme(self, theme_id: str) -> LedgerTheme | None:
        """One theme, if there is such a one now."""
        return next((each for each in self.themes if each.theme_id == theme_id), None)


def ledger_of(session: Session, *, pack: Pack) -> Ledger:
    """The ledger as it stands now."""
    version = ledger_version(session, pack=pack)
    people = people_in_batches(session, pack=pack)
    size = stated_size(session, pack.slug)
    decisions = latest_decisions(session, pack.slug)
    quotes = _quotes(session, pack.slug)
    counts = theme_counts(session, pack=pack)
    ideas = _other_ideas(session, pack, people)
    themes = tuple(
        LedgerTheme(
            count,
            ideas[count.theme_id],
            quotes[count.theme_id],
            decisions.get(count.theme_id),
            count.people >= size.of(people.n),
        )
        for count in counts
    )
    return Ledger(themes, size, people.n, version)


def ledger_version(session: Session, *, pack: Pack) -> Hashable:
    """Something that is the same while nobody changed a theme, a decision or the stated size.

    It is quick, so that whoever worked the ledger out before can look whether it still holds.
    """
    decisions = latest_decisions(session, pack.slug).values()
    return (
        tuple(frame_of(session, pack=pack)),
        tuple((each.theme_id, each.revision) for each in decisions),
        stated_size(session, pack.slug),
    )


def _other_ideas(session: Session, pack: Pack, people: People) -> Counter[str]:
    """By theme: who of the public raised it and chose, among the options, another idea."""
    chose = np.zeros(people.n, dtype=bool)
    for question in pack.questions:
        if question.choices_from == "options":
            chose |= people.answers(question.key).firsts().is_(ANOTHER_IDEA)
    chose &= people.of_lane(Lane.PUBLIC)
    found = snapshot_of(session, pack=pack)
    return Counter(
        {
            each.theme_id: int((chose & (found.best_of_people(place) < SaidBy.NOBODY)).sum())
            for place, each in enumerate(found.themes)
            if len(chose) == found.people.n
        }
    )


def _quotes(session: Session, slug: str) -> Counter[str]:
    rows = session.execute(
        select(Quote.theme_id, func.count())
        .where(Quote.consultation_slug == slug, Quote.theme_id.is_not(None))
        .group_by(Quote.theme_id)
        .order_by(Quote.theme_id)
    )
    return Counter({theme or "": number for theme, number in rows})
