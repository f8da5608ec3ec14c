"""Keep one snapshot for each consultation, brought up to date by what changed since."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import count
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from consultations.analysis.people import NOT_ANSWERED, SKIPPED, WRITTEN, Answers, Coded, People
from consultations.analysis.rows import (
    AnswerRow,
    ResponseRow,
    answers_of,
    changed_responses,
    in_campaigns,
    removed_now,
)
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.settings import settings
from consultations.types import Lane

# A response that was being written while the last look was taken is looked at again.
OVERLAP = timedelta(seconds=20)
ALL_AGAIN_ABOVE = 2_000
MEASURES = (
    "seconds",
    "turns",
    "asked",
    "answered",
    "words_for",
    "words_against",
    "votes",
    "reasons",
    "words",
)
_versions = count(1)
_kept: dict[tuple[str, str], _Kept] = {}
_lock = threading.Lock()


def people_of(session: Session, *, pack: Pack) -> People:
    """All who sent in a response that counts, as it stands at this moment.

    Only what changed since the last call is read, so this takes milliseconds when little did.
    """
    key = (settings().database_url, pack.slug)
    with _lock:
        kept = _kept.setdefault(key, _Kept(pack.slug))
    return kept.now(session)


def forget_snapshots() -> None:
    """Drop every snapshot, as after a restore of the database."""
    with _lock:
        _kept.clear()


class _Table:
    """Columns that grow: one row for each response that was ever read, by its id."""

    def __init__(self) -> None:
        self.place: dict[uuid.UUID, int] = {}
        self.rows: list[ResponseRow] = []
        self.codes: dict[str, NDArray[np.int32]] = {}
        self.versions: dict[str, NDArray[np.int32]] = {}
        self.patterns: dict[str, dict[tuple[str, ...], int]] = {}
        self.texts: dict[str, int] = {}

    def put(self, row: ResponseRow) -> int:
        """Take in a response, new or changed; its answers are forgotten until they are read."""
        row = row._replace(measured=_short(row.measured))
        place = self.place.setdefault(row.id, len(self.rows))
        if place == len(self.rows):
            self.rows.append(row)
        else:
            self.rows[place] = row
            for column in self.codes.values():
                if place < len(column):
                    column[place] = NOT_ANSWERED
        return place

    def say(self, answer: AnswerRow) -> None:
        """Take in an answer of a response that is known."""
        place = self.place.get(answer.response_id)
        if place is None:
            return
        codes = self._column(self.codes, answer.question_key)
        versions = self._column(self.versions, answer.question_key)
        codes[place] = self._code(answer)
        versions[place] = self.texts.setdefault(answer.content_version, len(self.texts))

    def _code(self, answer: AnswerRow) -> int:
        if answer.skipped:
            return SKIPPED
        if not answer.choices:
            return WRITTEN
        patterns = self.patterns.setdefault(answer.question_key, {})
        return patterns.setdefault(answer.choices, len(patterns))

    def _column(self, columns: dict[str, NDArray[np.int32]], key: str) -> NDArray[np.int32]:
        column = columns.get(key)
        if column is None or len(column) < len(self.rows):
            longer = np.full(max(64, 2 * len(self.rows)), NOT_ANSWERED, dtype=np.int32)
            if column is not None:
                longer[: len(column)] = column
            columns[key] = column = longer
        return column


class _Kept:
    """The rows of one consultation, and the snapshot made of them last."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.table = _Table()
        self.since: datetime | None = None
        self.seen: dict[uuid.UUID, datetime] = {}
        self.apart: tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]] = (frozenset(), frozenset())
        self.people: People | None = None
        self.lock = threading.Lock()

    def now(self, session: Session) -> People:
        """The snapshot as of now."""
        with self.lock:
            rows = [
                row
                for row in changed_responses(session, consultation_slug=self.slug, since=self.since)
                if self.seen.get(row.id) != row.changed_at
            ]
            apart = (
                removed_now(session, consultation_slug=self.slug),
                in_campaigns(session, consultation_slug=self.slug),
            )
            if self.people is not None and not rows and apart == self.apart:
                return self.people
            self._take_in(session, rows)
            self.apart = apart
            self.people = _people(self.table, removed=apart[0], campaigns=apart[1])
            return self.people

    def _take_in(self, session: Session, rows: list[ResponseRow]) -> None:
        for row in rows:
            self.table.put(row)
            self.seen[row.id] = row.changed_at
        ids = [row.id for row in rows]
        some = ids if len(ids) <= ALL_AGAIN_ABOVE else None
        for answer in answers_of(session, consultation_slug=self.slug, ids=some):
            self.table.say(answer)
        if rows:
            self.since = max(row.changed_at for row in rows) - OVERLAP


def _people(
    table: _Table, *, removed: frozenset[uuid.UUID], campaigns: frozenset[uuid.UUID]
) -> People:
    counts = np.array(
        [row.withdrawn_at is None and row.id not in removed for row in table.rows], dtype=bool
    )
    rows = [row for row, counted in zip(table.rows, counts, strict=True) if counted]
    texts = tuple(table.texts)
    return People(
        version=next(_versions),
        at=utc_now(),
        ids=[row.id for row in rows],
        lane=_coded(row.lane or Lane.PUBLIC for row in rows),
        group=_coded(row.stakeholder_group or "" for row in rows),
        place=_coded(row.place or "" for row in rows),
        interest=_coded(row.interest or "" for row in rows),
        channel=_coded(row.channel for row in rows),
        language=_coded(row.language for row in rows),
        length=_coded(str(row.minutes or "") for row in rows),
        submitted=_numbers(row.submitted_at.timestamp() if row.submitted_at else 0 for row in rows),
        seconds=_numbers(
            (row.submitted_at - row.started_at).total_seconds() if row.submitted_at else 0
            for row in rows
        ),
        late=np.array([row.late for row in rows], dtype=bool),
        verified=np.array([row.verified for row in rows], dtype=bool),
        in_campaign=np.array([row.id in campaigns for row in rows], dtype=bool),
        measures={
            name: _numbers((row.measured or {}).get(name, nan) for row in rows) for name in MEASURES
        },
        questions={
            key: Answers(
                key,
                tuple(table.patterns.get(key, ())),
                _standing(codes, counts),
                texts,
                _standing(table.versions[key], counts),
            )
            for key, codes in sorted(table.codes.items())
        },
    )


def _standing(column: NDArray[np.int32], counts: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The rows of a column that count, with those that came after its last entry as unanswered."""
    whole = np.full(len(counts), NOT_ANSWERED, dtype=np.int32)
    known = min(len(column), len(counts))
    whole[:known] = column[:known]
    return whole[counts]


def _coded(said: Iterable[str]) -> Coded:
    places: dict[str, int] = {}
    codes = np.array([places.setdefault(value, len(places)) for value in said], dtype=np.int32)
    return Coded(tuple(places), codes)


def _numbers(values: Iterable[float]) -> NDArray[np.float64]:
    return np.array(list(values), dtype=np.float64)


def _short(measured: Mapping[str, Any] | None) -> dict[str, float]:
    """The plain numbers of what was measured: a snapshot does not keep what was opened."""
    found = {name: (measured or {}).get(name) for name in MEASURES}
    return {name: float(value) for name, value in found.items() if isinstance(value, int | float)}
