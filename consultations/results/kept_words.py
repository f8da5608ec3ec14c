"""Who wrote something, and where, kept in memory: finding comments needs no words.

Only what changed since the last look is read. Ids are kept as the database writes them, as text:
making 60,000 objects of them takes a second.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.analysis.comments_kept import CommentsKept, Wrote, bare
from consultations.analysis.people import Mask
from consultations.content.schema import Pack
from consultations.models import Answer, Response
from consultations.releases.inside import people_in_batches
from consultations.releases.words import Readable, readable_staff
from consultations.settings import settings
from consultations.types import Lane


@dataclass(frozen=True)
class Written:
    """Every comment that may be read, in the order in which pages show them. Do not change it.

    ``answers[place]`` is the id without hyphens; ``question[place]`` a number in ``questions``;
    ``person[place]`` the row of its writer in ``people``.
    """

    people: People
    answers: Sequence[str]
    places: Mapping[str, int]
    questions: tuple[str, ...]
    question: NDArray[np.int64]
    person: NDArray[np.int64]

    @property
    def n(self) -> int:
        """How many comments."""
        return len(self.answers)

    def to_question(self, key: str) -> Mask:
        """The comments to one question."""
        if key not in self.questions:
            return np.zeros(self.n, dtype=bool)
        return np.equal(self.question, self.questions.index(key))

    def these(self, ids: Iterable[str]) -> Mask:
        """The comments with these ids."""
        found = np.zeros(self.n, dtype=bool)
        known = (self.places.get(bare(each)) for each in ids)
        found[[each for each in known if each is not None]] = True
        return found

    def by(self, people: Mask) -> Mask:
        """The comments that some people wrote."""
        found: Mask = people[self.person]
        return found


class _Kept:
    """What is kept of one consultation."""

    def __init__(self) -> None:
        self.comments = CommentsKept()
        self.number = 0
        self.made: tuple[tuple[object, ...], Written] | None = None
        self.lock = threading.Lock()

    def look(self, session: Session, slug: str) -> None:
        """Read what changed."""
        self.number += self.comments.look(
            session,
            slug,
            Response.consultation_slug == slug,
            Response.submitted_at.is_not(None),
            Answer.current,
            ~Answer.skipped,
            Answer.comment.is_not(None),
        )


_kept: dict[tuple[str, str], _Kept] = {}
_lock = threading.Lock()


def words_of(session: Session, *, pack: Pack) -> Written:
    """What may be read of one consultation: all words of the public, and those of staff given out.

    The order is that of the questions. Within one it is by chance, and stays the same.
    """
    people = people_in_batches(session, pack=pack)
    readable = readable_staff(session, pack=pack)
    with _lock:
        kept = _kept.setdefault((settings().database_url, pack.slug), _Kept())
    with kept.lock:
        kept.look(session, pack.slug)
        key = (people.version, readable, kept.number, pack.version)
        if kept.made is None or kept.made[0] != key:
            kept.made = (key, _make(people, readable, kept.comments.by_response, pack))
        return kept.made[1]


def _make(
    people: People, readable: Readable, by_response: Mapping[str, list[Wrote]], pack: Pack
) -> Written:
    staff = people.of_lane(Lane.STAFF).tolist()
    place = {question.key: place for place, question in enumerate(pack.questions)}
    rows = sorted(
        (place.get(each.question_key, len(place)), each.question_key, bare(each.answer), person)
        for person, response in enumerate(people.ids)
        for each in by_response.get(response.hex, ())
        if not staff[person] or readable.shows(Lane.STAFF, response, each.at)
    )
    answers = [answer for _, _, answer, _ in rows]
    keys = tuple(dict.fromkeys(key for _, key, _, _ in rows))
    number = {key: at for at, key in enumerate(keys)}
    return Written(
        people,
        answers,
        {answer: at for at, answer in enumerate(answers)},
        keys,
        np.array([number[key] for _, key, _, _ in rows], dtype=np.int64),
        np.array([person for _, _, _, person in rows], dtype=np.int64),
    )
