"""What is known of all who sent in a response: one row for each, in arrays of equal length."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from consultations.types import Lane

Mask = NDArray[np.bool_]
Codes = NDArray[np.int32]
NOT_ANSWERED, SKIPPED, WRITTEN = -1, -2, -3


@dataclass(frozen=True)
class Coded:
    """One thing known of each person, such as a group: ``values[codes[row]]``."""

    values: tuple[str, ...]
    codes: Codes

    def is_(self, value: str) -> Mask:
        """The people of whom this holds; nobody when no one ever said so."""
        if value not in self.values:
            return np.zeros(len(self.codes), dtype=bool)
        return np.equal(self.codes, self.values.index(value))

    def of(self, row: int) -> str:
        """What is known of one person; "" when they did not say."""
        return self.values[int(self.codes[row])]

    def counts(self, people: Mask | None = None) -> dict[str, int]:
        """How many people there are of each value, by value."""
        codes = self.codes if people is None else self.codes[people]
        found = np.bincount(codes, minlength=len(self.values))
        return {value: int(found[place]) for place, value in enumerate(self.values) if found[place]}


@dataclass(frozen=True)
class Answers:
    """What people said to one question that has choices, or that they wrote something.

    ``codes[row]`` is NOT_ANSWERED, SKIPPED, WRITTEN (words and no choice), or the place in
    ``patterns`` of all that this person chose, in the order chosen. ``versions[row]`` is the place
    in ``content_versions`` of the text that they had been shown, or -1.
    """

    question_key: str
    patterns: tuple[tuple[str, ...], ...]
    codes: Codes
    content_versions: tuple[str, ...]
    versions: Codes

    @cached_property
    def answered(self) -> Mask:
        """Those who chose or wrote something."""
        found: Mask = np.logical_or(self.codes >= 0, self.codes == WRITTEN)
        return found

    @cached_property
    def chose(self) -> Mask:
        """Those who chose something."""
        return np.greater_equal(self.codes, 0)

    @cached_property
    def skipped(self) -> Mask:
        """Those who left it out on purpose."""
        return np.equal(self.codes, SKIPPED)

    def pattern_counts(self, people: Mask | None = None) -> dict[tuple[str, ...], int]:
        """How many people chose exactly this, by what they chose."""
        codes = self.codes[self.chose if people is None else self.chose & people]
        found = np.bincount(codes, minlength=len(self.patterns))
        return {
            pattern: int(found[place])
            for place, pattern in enumerate(self.patterns)
            if found[place]
        }

    def counts(self, people: Mask | None = None) -> Counter[str]:
        """How many people made each choice, among others or alone."""
        counted: Counter[str] = Counter()
        for pattern, number in self.pattern_counts(people).items():
            for value in dict.fromkeys(pattern):
                counted[value] += number
        return counted

    def firsts(self) -> Coded:
        """The first, or only, choice of each person; "" for those without one."""
        values = tuple(dict.fromkeys(("", *(each[0] for each in self.patterns))))
        to = np.array([values.index(each[0]) for each in self.patterns] or [0], dtype=np.int32)
        return Coded(values, np.where(self.chose, to[np.maximum(self.codes, 0)], 0))

    def chosen(self, value: str) -> Mask:
        """The people whose choices hold this one."""
        holds = np.array([value in each for each in self.patterns] or [False])
        found: Mask = np.logical_and(self.chose, holds[np.maximum(self.codes, 0)])
        return found


@dataclass(frozen=True)
class People:
    """All who sent in a response that counts: not withdrawn, not removed. Do not change it.

    ``version`` grows with every change, so that what is worked out from a snapshot can be kept
    beside it. Times are seconds since 1970; ``seconds`` is how long somebody took.
    """

    version: int
    at: datetime
    ids: Sequence[uuid.UUID]
    lane: Coded
    group: Coded
    place: Coded
    interest: Coded
    channel: Coded
    language: Coded
    length: Coded
    submitted: NDArray[np.float64]
    seconds: NDArray[np.float64]
    late: Mask
    verified: Mask
    in_campaign: Mask
    measures: Mapping[str, NDArray[np.float64]]
    questions: Mapping[str, Answers]

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.submitted)

    @cached_property
    def everybody(self) -> Mask:
        """A mask of all."""
        return np.ones(self.n, dtype=bool)

    def of_lane(self, lane: Lane) -> Mask:
        """The people of one lane."""
        return self.lane.is_(lane)

    def answers(self, question_key: str) -> Answers:
        """What people said to one question; nothing at all for one that nobody answered."""
        found = self.questions.get(question_key)
        if found is not None:
            return found
        nothing = np.full(self.n, NOT_ANSWERED, dtype=np.int32)
        return Answers(question_key, (), nothing, (), nothing)
