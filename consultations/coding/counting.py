"""How many people raised each theme, by lane, by who said so, and what view they hold.

People are counted, not mentions. Whoever wrote three comments about one theme counts once, under
the best that is known: a person read it, or the respondent confirmed it, or only the model says so.
What a plug-in suggests never counts until a person has confirmed it.
"""

from __future__ import annotations

import uuid
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from consultations.analysis.people import Mask
from consultations.campaigns.apart import kept_in, left_out
from consultations.coding.comments import Comment, comment, select_comments
from consultations.coding.snapshot import SaidBy, Snapshot, snapshot_of
from consultations.coding.views import ViewCount, Views, views_of
from consultations.content.schema import Pack
from consultations.models import Answer
from consultations.results.comments import Page
from consultations.results.looking import Campaigns
from consultations.small_numbers import rounded
from consultations.types import Lane

__all__ = [
    "CodedSoFar",
    "SaidBy",
    "ThemeAnswer",
    "ThemeCount",
    "answers_of_theme",
    "coded_so_far",
    "people_by_theme",
    "theme_counts",
]


class ThemeCount(NamedTuple):
    """How many people raised one theme. The three ways of knowing add up to the people."""

    theme_id: str
    name: str
    description: str
    people: int
    public: int
    staff: int
    by_person: int
    by_respondent: int
    by_model: int
    views: tuple[ViewCount, ...] = ()

    @property
    def confirmed(self) -> int:
        """Those of whom a person or the respondent says so."""
        return self.by_person + self.by_respondent


class ThemeAnswer(NamedTuple):
    """One comment about a theme, and who says so."""

    comment: Comment
    said_by: SaidBy
    probability: float | None


class CodedSoFar(NamedTuple):
    """How many comments there are, and how far they are coded."""

    comments: int = 0
    by_person: int = 0
    by_respondent: int = 0
    by_model: int = 0
    uncoded: int = 0


def theme_counts(
    session: Session, *, pack: Pack, campaigns: Campaigns = Campaigns.WITH
) -> list[ThemeCount]:
    """The selected themes with how many people raised each, those that most raised first.

    Themes that nobody raised are in it, with 0. Without campaign letters numbers are to the nearest
    5, so that nobody can work out what the few in a small campaign said.
    """
    found = snapshot_of(session, pack=pack)
    views = views_of(pack, found.people)
    is_part = left_out(found.people, campaigns)
    among = kept_in(found.people) if is_part else found.people.everybody
    counts = [_count(found, place, views, among) for place in range(len(found.themes))]
    counts = [_rounded(each) for each in counts] if is_part else counts
    return sorted(counts, key=lambda each: -each.people)


def coded_so_far(session: Session, *, pack: Pack) -> CodedSoFar:
    """How many comments there are, and of how many it is known what they are about."""
    known = snapshot_of(session, pack=pack).known
    return CodedSoFar(len(known), *np.bincount(known, minlength=len(SaidBy)).tolist())


def people_by_theme(session: Session, *, pack: Pack) -> dict[str, frozenset[uuid.UUID]]:
    """The responses that raised each selected theme, by theme."""
    found = snapshot_of(session, pack=pack)
    return {
        code.theme_id: frozenset(
            found.people.ids[int(row)]
            for row in np.flatnonzero(found.best_of_people(theme) < SaidBy.NOBODY)
        )
        for theme, code in enumerate(found.themes)
    }


def answers_of_theme(
    session: Session,
    *,
    pack: Pack,
    theme_id: str,
    lane: Lane | None = None,
    skip: int = 0,
    most: int = 20,
) -> Page[ThemeAnswer]:
    """The comments about one theme: first what a person read, then the respondents' own say.

    Within these the order is by chance and stays the same.
    """
    found = snapshot_of(session, pack=pack)
    theme = found.theme(theme_id)
    if theme is None:
        return Page([], 0)
    said_by = found.said_by[:, theme]
    wanted = said_by < SaidBy.NOBODY
    if lane is not None:
        wanted = wanted & found.people.of_lane(lane)[found.person]
    places = np.flatnonzero(wanted)
    order = places[np.argsort(said_by[places], kind="stable")]
    some = order[skip : skip + most]
    ids = found.ids(some)
    statement = select_comments(pack).where(Answer.id.in_(ids)).order_by(Answer.id)
    rows = {each.answer_id: each for each in map(comment, session.execute(statement))}
    return Page(
        [
            ThemeAnswer(rows[answer], SaidBy(said_by[place]), _sure(found, place, theme))
            for place, answer in zip(some, ids, strict=True)
            if answer in rows
        ],
        len(order),
    )


def _rounded(count: ThemeCount) -> ThemeCount:
    by = [rounded(each) for each in (count.by_person, count.by_respondent, count.by_model)]
    return count._replace(
        people=rounded(count.people),
        public=rounded(count.public),
        by_person=by[0],
        by_respondent=by[1],
        by_model=by[2],
        views=tuple(each._replace(people=rounded(each.people)) for each in count.views),
    )


def _count(found: Snapshot, theme: int, views: Views, among: Mask) -> ThemeCount:
    code, best = found.themes[theme], found.best_of_people(theme)
    raised = (best < SaidBy.NOBODY) & among
    by = np.bincount(best[among], minlength=len(SaidBy)).tolist()
    staff = int((raised & found.people.of_lane(Lane.STAFF)).sum())
    people = int(raised.sum())
    return ThemeCount(
        code.theme_id,
        code.name,
        code.description,
        people,
        people - staff,
        staff,
        by[SaidBy.PERSON],
        by[SaidBy.RESPONDENT],
        by[SaidBy.MODEL],
        views.among(raised & found.people.of_lane(Lane.PUBLIC)),
    )


def _sure(found: Snapshot, comment_at: int, theme: int) -> float | None:
    sure = float(found.sure[comment_at, theme])
    return sure if sure <= 1 else None
