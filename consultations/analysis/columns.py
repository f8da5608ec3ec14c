"""The columns behind a snapshot: they grow, and a change is written where the response stands."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import count
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consultations.analysis.people import (
    NOT_ANSWERED,
    SKIPPED,
    WRITTEN,
    Answers,
    Coded,
    Mask,
    People,
)
from consultations.analysis.rows import ResponseRow, read_answer
from consultations.types import Lane

SMALLEST = 64
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
Places = NDArray[np.int64]
_versions = count(1)


class Columns:
    """What is known of every response that was ever read, with one place for each."""

    def __init__(self) -> None:
        self._place: dict[uuid.UUID, int] = {}
        self._ids: list[uuid.UUID] = []
        self._texts = {name: _Texts() for name in _TEXTS}
        self._numbers = {name: _Column(np.float64, nan) for name in ("submitted", "seconds")}
        self._measures = {name: _Column(np.float64, nan) for name in MEASURES}
        self._marks = {name: _Column(np.bool_, False) for name in ("late", "verified", "stands")}
        self._answers: dict[str, _Question] = {}
        self._versions: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._said: list[tuple[str, int, int]] = []

    def put(self, rows: Sequence[ResponseRow]) -> None:
        """Take in responses, new or changed; their answers are forgotten until they are read."""
        known = len(self._place)
        places: Places = np.array(
            [self._place.setdefault(row.id, len(self._place)) for row in rows], dtype=np.int64
        )
        size = len(self._place)
        self._ids.extend(row.id for row, at in zip(rows, places, strict=True) if at >= known)
        for question in self._answers.values():
            question.forget(places[places < known])
        for name, text in _TEXTS.items():
            self._texts[name].put(places, (text(row) for row in rows), size)
        self._numbers["submitted"].put(places, [row.submitted_at.timestamp() for row in rows], size)
        took = [(row.submitted_at - row.started_at).total_seconds() for row in rows]
        self._numbers["seconds"].put(places, took, size)
        for name, column in self._measures.items():
            column.put(places, [_number((row.measured or {}).get(name)) for row in rows], size)
        self._marks["late"].put(places, [row.late for row in rows], size)
        self._marks["verified"].put(places, [row.verified for row in rows], size)
        self._marks["stands"].put(places, [row.withdrawn_at is None for row in rows], size)

    def say(self, answers: Iterable[tuple[uuid.UUID, list[str]]]) -> None:
        """Take in the answers of responses that are known."""
        who: list[int] = []
        how_many: list[int] = []
        said: list[int] = []
        for response_id, texts in answers:
            place = self._place.get(response_id)
            if place is not None:
                who.append(place)
                how_many.append(len(texts))
                said.extend([self._code(text) for text in texts])
        if not who:
            return
        places, codes = np.repeat(np.array(who), how_many), np.array(said)
        keys = {key: number for number, key in enumerate(self._answers)}
        of_code = np.array([(keys[key], code, version) for key, code, version in self._said])
        asked, codes, versions = of_code[codes].T
        for number, question in enumerate(self._answers.values()):
            these = asked == number
            if these.any():
                question.put(places[these], codes[these], versions[these], len(self._ids))

    def people(
        self, *, removed: Iterable[uuid.UUID], campaigns: Iterable[uuid.UUID], at: datetime
    ) -> People:
        """The snapshot: one row for each response that counts."""
        size = len(self._ids)
        kept = self._marks["stands"].of(size) & ~self._mask(removed)
        rows = np.flatnonzero(kept).tolist()
        texts = tuple(self._versions)
        return People(
            version=next(_versions),
            at=at,
            ids=[self._ids[row] for row in rows],
            lane=self._texts["lane"].coded(kept),
            group=self._texts["group"].coded(kept),
            place=self._texts["place"].coded(kept),
            interest=self._texts["interest"].coded(kept),
            channel=self._texts["channel"].coded(kept),
            language=self._texts["language"].coded(kept),
            length=self._texts["length"].coded(kept),
            submitted=self._numbers["submitted"].of(size)[kept],
            seconds=self._numbers["seconds"].of(size)[kept],
            late=self._marks["late"].of(size)[kept],
            verified=self._marks["verified"].of(size)[kept],
            in_campaign=self._mask(campaigns)[kept],
            measures={name: each.of(size)[kept] for name, each in self._measures.items()},
            questions={
                key: each.answers(key, kept, texts) for key, each in sorted(self._answers.items())
            },
        )

    def _mask(self, ids: Iterable[uuid.UUID]) -> Mask:
        mask = np.zeros(len(self._ids), dtype=bool)
        mask[[self._place[each] for each in ids if each in self._place]] = True
        return mask

    def _code(self, text: str) -> int:
        """The number of an answer that somebody gave; most people give what others gave."""
        code = self._known.get(text)
        if code is None:
            answer = read_answer(text)
            question = self._answers.setdefault(answer.question_key, _Question())
            version = self._versions.setdefault(answer.content_version, len(self._versions))
            chosen = WRITTEN if not answer.choices else question.pattern(answer.choices)
            code = self._known[text] = len(self._said)
            self._said.append((answer.question_key, SKIPPED if answer.skipped else chosen, version))
        return code


class _Column:
    """Numbers that grow; ``nothing`` stands where none was ever put."""

    def __init__(self, kind: Any, nothing: float) -> None:
        self.nothing = nothing
        self.numbers: NDArray[Any] = np.full(SMALLEST, nothing, dtype=kind)

    def put(self, places: Places, values: Any, size: int) -> None:
        if size > len(self.numbers):
            longer = np.full(2 * size, self.nothing, dtype=self.numbers.dtype)
            longer[: len(self.numbers)] = self.numbers
            self.numbers = longer
        self.numbers[places] = values

    def of(self, size: int) -> NDArray[Any]:
        """The numbers of so many places, for reading only."""
        if size > len(self.numbers):
            self.put(np.array([], dtype=np.int64), [], size)
        return self.numbers[:size]


class _Texts:
    """One thing known of each response, by its number among all that was said of any."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}
        self.codes = _Column(np.int32, 0)

    def put(self, places: Places, said: Iterable[str], size: int) -> None:
        codes = [self.values.setdefault(each, len(self.values)) for each in said]
        self.codes.put(places, codes, size)

    def coded(self, kept: Mask) -> Coded:
        """The codes of some, with the values that occur, in the order in which they do."""
        codes = self.codes.of(len(kept))[kept]
        used, first = np.unique(codes, return_index=True)
        order = used[np.argsort(first)]
        to = np.zeros(max(1, len(self.values)), dtype=np.int32)
        to[order] = np.arange(len(order))
        values = tuple(self.values)
        return Coded(tuple(values[each] for each in order.tolist()), to[codes])


class _Question:
    """The answers to one question."""

    def __init__(self) -> None:
        self.patterns: dict[tuple[str, ...], int] = {}
        self.codes = _Column(np.int32, NOT_ANSWERED)
        self.versions = _Column(np.int32, NOT_ANSWERED)

    def pattern(self, choices: tuple[str, ...]) -> int:
        return self.patterns.setdefault(choices, len(self.patterns))

    def put(self, places: Places, codes: Places, versions: Places, size: int) -> None:
        self.codes.put(places, codes, size)
        self.versions.put(places, versions, size)

    def forget(self, places: Places) -> None:
        some = places[places < len(self.codes.numbers)]
        self.codes.numbers[some] = self.versions.numbers[some] = NOT_ANSWERED

    def answers(self, key: str, kept: Mask, content_versions: tuple[str, ...]) -> Answers:
        codes, versions = self.codes.of(len(kept))[kept], self.versions.of(len(kept))[kept]
        return Answers(key, tuple(self.patterns), codes, content_versions, versions)


_TEXTS: dict[str, Callable[[ResponseRow], str]] = {
    "lane": lambda row: row.lane or Lane.PUBLIC,
    "group": lambda row: row.stakeholder_group or "",
    "place": lambda row: row.place or "",
    "interest": lambda row: row.interest or "",
    "channel": lambda row: row.channel,
    "language": lambda row: row.language,
    "length": lambda row: str(row.minutes or ""),
}


def _number(measured: object) -> float:
    """A plain number of what was measured: a snapshot does not keep what was opened."""
    return float(measured) if isinstance(measured, int | float) else nan
