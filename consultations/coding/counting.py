"""How many people raised each theme, by lane, by who said so, and what view they hold.

People are counted, not mentions. Whoever wrote three comments about one theme counts once, under
the best that is known: a person read it, or the respondent confirmed it, or only the model says so.
What a plug-in suggests never counts until a person has confirmed it.
"""

from __future__ import annotations

import uuid
from collections import Counter, OrderedDict
from enum import IntEnum
from threading import Lock
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.coding.comments import Comment, comment, comments_of, select_comments
from consultations.coding.frame import FrameCode, counted_as, frame_of, selected
from consultations.coding.kinds import Source, State
from consultations.coding.labels import Label, labels_of
from consultations.coding.views import ViewCount, views_by_response
from consultations.coding.waiting import read_by_anybody
from consultations.content.schema import Pack
from consultations.models import Answer, Coding, CodingDone, Removal, Response
from consultations.results.comments import Page
from consultations.types import Lane

REMEMBERED = 4


class SaidBy(IntEnum):
    """Who says that a comment is about a theme; the first there is counts."""

    PERSON = 0
    RESPONDENT = 1
    MODEL = 2


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

    @property
    def uncoded(self) -> int:
        """Comments that nobody has said anything of."""
        return self.comments - self.by_person - self.by_respondent - self.by_model


class _Known(NamedTuple):
    """What is known of each comment: which themes, and who says so."""

    lanes: dict[uuid.UUID, Lane]
    themes: dict[str, dict[uuid.UUID, tuple[SaidBy, float | None]]]
    counts: list[ThemeCount]
    so_far: CodedSoFar
    people: dict[uuid.UUID, uuid.UUID]


def theme_counts(session: Session, *, pack: Pack) -> list[ThemeCount]:
    """The selected themes with how many people raised each, those that most raised first.

    Themes that nobody raised are in it, with 0.
    """
    return _known(session, pack).counts


def coded_so_far(session: Session, *, pack: Pack) -> CodedSoFar:
    """How many comments there are, and of how many it is known what they are about."""
    return _known(session, pack).so_far


def people_by_theme(session: Session, *, pack: Pack) -> dict[str, frozenset[uuid.UUID]]:
    """The responses that raised each selected theme, by theme."""
    known = _known(session, pack)
    return {
        theme: frozenset(known.people[each] for each in found)
        for theme, found in known.themes.items()
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
    known = _known(session, pack)
    found = known.themes.get(theme_id, {})
    order = sorted(
        (said_by, answer_id)
        for answer_id, (said_by, _) in found.items()
        if lane is None or known.lanes[answer_id] is lane
    )
    wanted = [answer_id for _, answer_id in order[skip : skip + most]]
    statement = select_comments(pack).where(Answer.id.in_(wanted)).order_by(Answer.id)
    rows = {each.answer_id: each for each in map(comment, session.execute(statement))}
    return Page(
        [ThemeAnswer(rows[each], *found[each]) for each in wanted if each in rows], len(order)
    )


_remembered: OrderedDict[str, tuple[object, _Known]] = OrderedDict()
_one_at_a_time = Lock()


def _known(session: Session, pack: Pack) -> _Known:
    """What is known of all comments, worked out again only when something has changed."""
    frame = frame_of(session, pack=pack)
    key = (pack.version, tuple(frame), _fingerprint(session, pack))
    with _one_at_a_time:
        found = _remembered.get(pack.slug)
        if found is None or found[0] != key:
            found = (key, _work_out(session, pack, frame))
            _remembered[pack.slug] = found
        _remembered.move_to_end(pack.slug)
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
        return found[1]


def _fingerprint(session: Session, pack: Pack) -> tuple[object, ...]:
    """Something that differs as soon as a response, a removal or a code does."""
    slug = pack.slug
    parts = (
        select(func.count(), func.max(Response.changed_at)).where(
            Response.consultation_slug == slug
        ),
        select(func.count(Removal.put_back_at), func.count(), func.max(Removal.at)).where(
            Removal.consultation_slug == slug
        ),
        select(func.count(), func.max(Coding.at)).where(Coding.consultation_slug == slug),
        select(func.count(), func.max(CodingDone.at)).where(CodingDone.consultation_slug == slug),
    )
    bind = str(session.get_bind().engine.url)
    return (bind, *(tuple(session.execute(each).one()) for each in parts))


def _work_out(session: Session, pack: Pack, frame: list[FrameCode]) -> _Known:
    comments = comments_of(session, pack=pack)
    lanes = {each.answer_id: each.lane for each in comments}
    people = {each.answer_id: each.response_id for each in comments}
    counts_as, wanted = counted_as(frame), selected(frame)
    themes: dict[str, dict[uuid.UUID, tuple[SaidBy, float | None]]] = {
        each.theme_id: {} for each in wanted
    }
    best: dict[uuid.UUID, SaidBy] = dict.fromkeys(
        read_by_anybody(session, pack=pack), SaidBy.PERSON
    )
    for label in labels_of(session, pack=pack):
        said_by, theme = _said_by(label), counts_as.get(label.code)
        if said_by is None or label.answer_id not in lanes:
            continue
        best[label.answer_id] = min(said_by, best.get(label.answer_id, said_by))
        if theme is None:
            continue
        so_far = themes[theme].get(label.answer_id)
        if so_far is None or said_by < so_far[0]:
            themes[theme][label.answer_id] = (said_by, label.probability)
    views = views_by_response(session, pack=pack)
    counts = [_count(code, themes[code.theme_id], people, lanes, views, pack) for code in wanted]
    coded = Counter(said_by for answer, said_by in best.items() if answer in lanes)
    return _Known(
        lanes,
        themes,
        sorted(counts, key=lambda each: -each.people),
        CodedSoFar(len(comments), *(coded[each] for each in SaidBy)),
        people,
    )


def _said_by(label: Label) -> SaidBy | None:
    """Who vouches for a code; nobody for what was refused, suggested by a plug-in, or a second
    coder's."""
    if label.second:
        return None
    if label.source is Source.PERSON and label.state is State.CONFIRMED:
        return SaidBy.PERSON
    if label.source is Source.RESPONDENT:
        return SaidBy.RESPONDENT
    if label.source is Source.MODEL and label.state is State.SUGGESTED:
        return SaidBy.MODEL
    return None


def _count(
    code: FrameCode,
    found: dict[uuid.UUID, tuple[SaidBy, float | None]],
    people: dict[uuid.UUID, uuid.UUID],
    lanes: dict[uuid.UUID, Lane],
    views: dict[uuid.UUID, tuple[str, str]],
    pack: Pack,
) -> ThemeCount:
    best: dict[uuid.UUID, SaidBy] = {}
    staff: set[uuid.UUID] = set()
    for answer, (said_by, _) in found.items():
        person = people[answer]
        best[person] = min(said_by, best.get(person, said_by))
        if lanes[answer] is Lane.STAFF:
            staff.add(person)
    by = Counter(best.values())
    held = Counter(views[person] for person in best if person in views)
    return ThemeCount(
        code.theme_id,
        code.name,
        code.description,
        len(best),
        len(best) - len(staff),
        len(staff),
        by[SaidBy.PERSON],
        by[SaidBy.RESPONDENT],
        by[SaidBy.MODEL],
        tuple(ViewCount(*view, held[view]) for view in sorted(held)),
    )
