"""All comments at once, as arrays: whose they are, which themes they have, and who says so."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from consultations.analysis import Answers, People
from consultations.coding.frame import FrameCode, counted_as, frame_of, selected
from consultations.coding.kept_comments import Kept, KeptReading, kept_comments
from consultations.content.schema import Pack
from consultations.releases.inside import people_in_batches
from consultations.releases.words import Readable, readable_staff
from consultations.settings import settings
from consultations.types import Lane

Numbers = NDArray[np.int64]


class SaidBy(IntEnum):
    """Who says that a comment is about a theme; the first there is counts."""

    PERSON = 0
    RESPONDENT = 1
    MODEL = 2
    NOBODY = 3


@dataclass(frozen=True)
class Snapshot:
    """The comments that are coded, in an order by chance that stays. Do not change it.

    ``said_by[comment, theme]`` is who says so; ``known[comment]`` is the best that is known of a
    comment; ``sure[comment, theme]`` is how sure the model is, or 2.
    """

    people: People
    themes: list[FrameCode]
    answers: Sequence[str]
    questions: Sequence[str]
    person: Numbers
    said_by: NDArray[np.int8]
    known: NDArray[np.int8]
    sure: NDArray[np.float32]
    readings: Sequence[KeptReading]

    def theme(self, theme_id: str) -> int | None:
        """The column of one theme; None when it is not in use."""
        found = (place for place, each in enumerate(self.themes) if each.theme_id == theme_id)
        return next(found, None)

    def best_of_people(self, theme: int) -> NDArray[np.int8]:
        """For each person, who says that any comment of theirs is about a theme."""
        best = np.full(self.people.n, SaidBy.NOBODY, dtype=np.int8)
        np.minimum.at(best, self.person, self.said_by[:, theme])
        return best

    def ids(self, comments: Sequence[int] | Numbers) -> list[uuid.UUID]:
        """The answers of some comments."""
        return [uuid.UUID(self.answers[place]) for place in comments]


_made: dict[tuple[str, str], tuple[object, Snapshot]] = {}
_lock = threading.Lock()


def snapshot_of(session: Session, *, pack: Pack) -> Snapshot:
    """The comments of one consultation as they stand now, made again only if something changed."""
    people, kept = people_in_batches(session, pack=pack), kept_comments(session, pack=pack)
    readable = readable_staff(session, pack=pack)
    frame = frame_of(session, pack=pack)
    where, key = (
        (settings().database_url, pack.slug),
        (people.version, kept.version, frame, readable),
    )
    with _lock:
        found = _made.get(where)
        if found is None or found[0] != key:
            found = _made[where] = (key, _make(people, readable, kept, frame, pack))
        return found[1]


def _make(
    people: People, readable: Readable, kept: Kept, frame: list[FrameCode], pack: Pack
) -> Snapshot:
    staff = people.of_lane(Lane.STAFF).tolist()
    rows = sorted(
        (each.answer, each.question_key, person)
        for person, response in enumerate(people.ids)
        for each in kept.comments.get(response.hex, ())
        if not staff[person] or readable.shows(Lane.STAFF, response, each.at)
    )
    answers = [answer for answer, _, _ in rows]
    questions = [key for _, key, _ in rows]
    person = np.array([person for _, _, person in rows], dtype=np.int64)
    place = {answer: number for number, answer in enumerate(answers)}
    themes = selected(frame)
    column = {each.theme_id: number for number, each in enumerate(themes)}
    counts = {code: column[theme] for code, theme in counted_as(frame).items()}
    said_by = np.full((len(rows), len(themes)), SaidBy.NOBODY, dtype=np.int8)
    known = np.full(len(rows), SaidBy.NOBODY, dtype=np.int8)
    sure = np.full((len(rows), len(themes)), 2, dtype=np.float32)
    _respondents_say(pack, people, person, np.array(questions), counts, said_by, known)
    for code in kept.codes:
        at, theme = place.get(code.answer), counts.get(code.code)
        if at is None or theme is None:
            continue
        who = SaidBy.MODEL if code.by_model else SaidBy.PERSON
        said_by[at, theme] = min(said_by[at, theme], who)
        known[at] = min(known[at], who)
        if code.by_model and code.probability is not None:
            sure[at, theme] = min(sure[at, theme], code.probability)
    for reading in kept.readings:
        if not reading.second and reading.answer in place:
            known[place[reading.answer]] = SaidBy.PERSON
    return Snapshot(people, themes, answers, questions, person, said_by, known, sure, kept.readings)


def _respondents_say(
    pack: Pack,
    people: People,
    person: Numbers,
    questions: NDArray[np.str_],
    counts: dict[str, int],
    said_by: NDArray[np.int8],
    known: NDArray[np.int8],
) -> None:
    """Put down the themes that people said their own words are about.

    That is a choice, and what staff chose stands in the fixed tables alone.
    """
    in_pack = {each.id for each in pack.themes}
    public = people.of_lane(Lane.PUBLIC)[person]
    for question in pack.questions:
        if question.choices_from != "themes" or not len(person):
            continue
        words, chosen = (questions == question.themes_of) & public, people.answers(question.key)
        known[words & _any_of(chosen, in_pack, person)] = SaidBy.RESPONDENT
        for theme in in_pack & counts.keys():
            said = words & chosen.chosen(theme)[person]
            said_by[said, counts[theme]] = SaidBy.RESPONDENT


def _any_of(chosen: Answers, themes: set[str], person: Numbers) -> NDArray[np.bool_]:
    some = np.zeros(len(chosen.codes), dtype=bool)
    for theme in themes:
        some |= chosen.chosen(theme)
    return np.asarray(some[person])
