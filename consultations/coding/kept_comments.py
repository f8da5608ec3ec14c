"""Which comments there are and what they were given, kept in memory and read again when changed.

Ids are kept as the database writes them, as text: making 50,000 objects of them takes a second.
"""

from __future__ import annotations

import threading
from typing import NamedTuple

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from consultations.analysis.comments_kept import CommentsKept, Wrote
from consultations.coding.comments import is_coded
from consultations.coding.kinds import Scheme, Source, State
from consultations.content.schema import Pack
from consultations.models import Coding, CodingDone
from consultations.settings import settings


class KeptCode(NamedTuple):
    """One code that counts: of which comment, which theme, and how sure the model is, if it is."""

    answer: str
    code: str
    by_model: bool
    probability: float | None


class KeptReading(NamedTuple):
    """That a person has read a comment, as the first or as the second."""

    answer: str
    who: str
    second: bool


class Kept:
    """What is kept of one consultation. ``version`` changes with what is kept."""

    def __init__(self) -> None:
        self._comments = CommentsKept()
        self.codes: list[KeptCode] = []
        self.readings: list[KeptReading] = []
        self.version = 0
        self._codes_seen: object = None
        self._pack: str | None = None
        self._lock = threading.Lock()

    @property
    def comments(self) -> dict[str, list[Wrote]]:
        """The comments by response, whose ids are written without hyphens."""
        return self._comments.by_response

    def now(self, session: Session, pack: Pack) -> Kept:
        """The same, brought up to date."""
        with self._lock:
            if self._pack != pack.version:
                self._comments = CommentsKept()
                self._pack = pack.version
                self.version += 1
            self.version += self._comments.look(session, pack.slug, *is_coded(pack))
            self._read_codes(session, pack)
            return self

    def _read_codes(self, session: Session, pack: Pack) -> None:
        seen = tuple(
            tuple(session.execute(select(func.count(), func.max(table.at)).where(where)).one())
            for table, where in (
                (Coding, Coding.consultation_slug == pack.slug),
                (CodingDone, CodingDone.consultation_slug == pack.slug),
            )
        )
        if seen == self._codes_seen:
            return
        self.codes = [
            KeptCode(answer, code, source == Source.MODEL, sure)
            for answer, code, source, sure in session.execute(
                select(cast(Coding.answer_id, Text), Coding.code, Coding.source, Coding.probability)
                .where(
                    Coding.consultation_slug == pack.slug,
                    Coding.scheme == Scheme.THEMES,
                    ~Coding.second,
                    ((Coding.source == Source.PERSON) & (Coding.state == State.CONFIRMED))
                    | ((Coding.source == Source.MODEL) & (Coding.state == State.SUGGESTED)),
                )
                .order_by(Coding.answer_id, Coding.code)
            )
        ]
        self.readings = [
            KeptReading(*row)
            for row in session.execute(
                select(cast(CodingDone.answer_id, Text), CodingDone.who, CodingDone.second)
                .where(
                    CodingDone.consultation_slug == pack.slug, CodingDone.scheme == Scheme.THEMES
                )
                .order_by(CodingDone.at, CodingDone.id)
            )
        ]
        self._codes_seen = seen
        self.version += 1


_kept: dict[tuple[str, str], Kept] = {}
_lock = threading.Lock()


def kept_comments(session: Session, *, pack: Pack) -> Kept:
    """The comments and codes of one consultation, as they stand at this moment."""
    with _lock:
        kept = _kept.setdefault((settings().database_url, pack.slug), Kept())
    return kept.now(session, pack)
