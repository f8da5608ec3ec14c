"""How comments sound, counted: by theme, by question and by group, and who says so.

Only the public is counted. Of staff only the tables that were fixed beforehand are given out, and
this is none of them. People are counted, not mentions: somebody whose comments sound different
counts as mixed. A sound counts as sure only as the least sure of somebody's comments.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from consultations.analysis.people import Coded, Mask
from consultations.campaigns.apart import as_part, kept_in, left_out
from consultations.coding.kinds import Scheme, Sentiment, Source, State
from consultations.coding.snapshot import SaidBy, Snapshot, snapshot_of
from consultations.content.schema import Pack
from consultations.disclosure import Released, release
from consultations.models import Coding
from consultations.results.looking import Campaigns
from consultations.settings import settings
from consultations.small_numbers import Table
from consultations.types import Lane

SOUNDS = tuple(Sentiment)
MIXED, NONE = SOUNDS.index(Sentiment.MIXED), -1


class HeardBy(IntEnum):
    """Who says how a comment sounds."""

    PERSON = 0
    CONFIRMED = 1
    MODEL = 2
    NOBODY = 3


class Sound(NamedTuple):
    """How those sound who wrote about one thing, and of how many who says so."""

    about: str
    released: Released
    by: Mapping[HeardBy, int]


class Sounds(NamedTuple):
    """How all comments of the public sound, by theme and by question asked."""

    everything: Sound
    themes: tuple[Sound, ...]
    questions: tuple[Sound, ...]
    by_group: Sound
    middle_probability: float | None
    model_versions: tuple[str, ...]
    is_part: bool


class _Row(NamedTuple):
    answer: str
    code: str
    source: str
    state: str
    probability: float | None
    model_version: str | None


@dataclass(frozen=True)
class _Heard:
    """For each comment of a snapshot: how it sounds, who says so, and how sure the model is."""

    sound: NDArray[np.int8]
    by: NDArray[np.int8]
    sure: NDArray[np.float32]
    versions: tuple[str, ...]
    keys: tuple[str, ...]
    question: NDArray[np.int64]


_made: dict[tuple[str, str], tuple[Snapshot, _Heard]] = {}
_lock = threading.Lock()


def sounds_of(
    session: Session,
    *,
    pack: Pack,
    campaigns: Campaigns = Campaigns.WITH,
    about: str = "",
) -> Sounds:
    """How comments of the public sound. ``about`` is the theme or question to split by group."""
    found = snapshot_of(session, pack=pack)
    heard = _heard(session, found, pack)
    people, is_part = found.people, left_out(found.people, campaigns)
    among = people.of_lane(Lane.PUBLIC)
    if is_part:
        among &= kept_in(people)
    known = (heard.sound != NONE) & among[found.person]
    said_of = {
        each.theme_id: known & (found.said_by[:, column] < SaidBy.NOBODY)
        for column, each in enumerate(found.themes)
    }
    asked = {
        each.key: known & (heard.question == heard.keys.index(each.key))
        for each in pack.questions_by_key.values()
        if each.key in heard.keys
    }
    asked = {key: comments for key, comments in asked.items() if comments.any()}

    def sound(name: str, comments: Mask, *, groups: bool = False) -> Sound:
        return _sound(found, heard, name, comments, by_group=groups)

    themes = [sound(each, comments) for each, comments in said_of.items()]
    chosen = {**said_of, **asked}.get(about)
    by_model = known & (heard.by == HeardBy.MODEL)
    return Sounds(
        sound("", known),
        tuple(sorted(themes, key=lambda each: -(each.released.answered or 0))),
        tuple(sound(each, comments) for each, comments in asked.items()),
        sound("" if chosen is None else about, known if chosen is None else chosen, groups=True),
        float(np.median(heard.sure[by_model])) if by_model.any() else None,
        heard.versions,
        is_part,
    )


def _sound(
    found: Snapshot,
    heard: _Heard,
    name: str,
    comments: Mask,
    *,
    by_group: bool,
) -> Sound:
    """People by how they sound in these comments, and by the least sure who says so."""
    has = _of_people(found, comments, heard.sound, len(SOUNDS))
    said = _of_people(found, comments, heard.by, len(HeardBy))
    wrote: Mask = np.asarray(has.any(axis=0))
    sounds = np.where(has.sum(axis=0) > 1, MIXED, has.argmax(axis=0))
    by = len(HeardBy) - 1 - said[::-1].argmax(axis=0)
    of = found.people.group if by_group else Coded(("",), np.zeros(len(wrote), dtype=np.int32))
    cells: Counter[tuple[str, str]] = Counter()
    for place, each in enumerate(SOUNDS):
        for group, number in of.counts(wrote & (sounds == place)).items():
            cells[each, group] += number
    answered = of.counts(wrote)
    released = release(Table(SOUNDS, answered, answered, cells), lane=Lane.PUBLIC)
    counted = np.bincount(by[wrote], minlength=len(HeardBy)).tolist()
    # Who wrote about one thing is a group of its own.
    return Sound(name, as_part(released, is_small=True), dict(zip(HeardBy, counted, strict=True)))


def _of_people(
    found: Snapshot, comments: Mask, codes: NDArray[np.int8], kinds: int
) -> NDArray[np.bool_]:
    """For each kind and each person, whether any of these comments of theirs is of that kind."""
    person, kind = found.person[comments], codes[comments]
    size = found.people.n
    found_of = np.bincount(kind.astype(np.int64) * size + person, minlength=kinds * size)
    return np.asarray(found_of.reshape(kinds, size) > 0)


def _heard(session: Session, found: Snapshot, pack: Pack) -> _Heard:
    """What is stored of how comments sound. A snapshot is made anew with each code given."""
    where = (settings().database_url, pack.slug)
    with _lock:
        kept = _made.get(where)
    if kept is not None and kept[0] is found:
        return kept[1]
    rows = session.execute(
        select(
            cast(Coding.answer_id, Text),
            Coding.code,
            Coding.source,
            Coding.state,
            Coding.probability,
            Coding.model_version,
        )
        .where(
            Coding.consultation_slug == pack.slug,
            Coding.scheme == Scheme.SENTIMENT,
            ~Coding.second,
            Coding.state != State.REJECTED,
        )
        .order_by(Coding.answer_id, Coding.code, Coding.source, Coding.who)
    )
    heard = _put(found, (_Row(*row) for row in rows))
    with _lock:
        _made[where] = (found, heard)
    return heard


def _put(found: Snapshot, rows: Iterable[_Row]) -> _Heard:
    size = len(found.answers)
    place = {answer: number for number, answer in enumerate(found.answers)}
    sound = np.full(size, NONE, dtype=np.int8)
    by = np.full(size, HeardBy.NOBODY, dtype=np.int8)
    sure, versions = np.zeros(size, dtype=np.float32), set[str]()
    confirmed = set[int]()
    for row in rows:
        at = place.get(row.answer)
        if at is None or row.code not in SOUNDS:
            continue
        if row.source == Source.PERSON and row.state == State.CONFIRMED:
            sound[at], by[at] = SOUNDS.index(Sentiment(row.code)), HeardBy.PERSON
        elif row.source == Source.MODEL and row.state == State.CONFIRMED:
            confirmed.add(at)
        elif row.source == Source.MODEL and by[at] > HeardBy.MODEL:
            sound[at], by[at] = SOUNDS.index(Sentiment(row.code)), HeardBy.MODEL
            sure[at] = row.probability or 0
            versions.add(row.model_version or "")
    for at in confirmed:
        if by[at] == HeardBy.PERSON:
            by[at] = HeardBy.CONFIRMED
    keys = tuple(dict.fromkeys(found.questions))
    number = {key: place for place, key in enumerate(keys)}
    question = np.array([number[each] for each in found.questions], dtype=np.int64)
    return _Heard(sound, by, sure, tuple(sorted(versions - {""})), keys, question)
