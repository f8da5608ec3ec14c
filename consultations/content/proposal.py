"""What a pack says of one proposal, and of those that were ruled out."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from consultations.content.parts import Cited, Part, Passage
from consultations.types import ProposalKind


class Point(Part):
    """Something to be gained or lost, and whose concern it is."""

    point: str
    whose: str
    sources: tuple[Cited, ...] = ()


class BedTest(Part):
    """Which condition of NHS England's bed test is met, and how.

    Source: "Planning, assuring and delivering service change for patients", NHS England 2018.
    """

    condition: Literal["capacity-first", "fewer-admissions", "below-average-use"]
    how: str
    sources: tuple[Cited, ...] = Field(min_length=1)


class Beds(Part):
    """How many beds there are and would be. When there would be fewer, the bed test says why."""

    now: int = Field(ge=0)
    would_be: int = Field(ge=0)
    text: str
    sources: tuple[Cited, ...] = Field(min_length=1)
    bed_test: BedTest | None = None


class Proposal(Part):
    """A change that people are asked about, one that was tried before, or none at all."""

    id: str
    title: str
    short: str
    also: tuple[str, ...] = ()
    kind: ProposalKind
    impact: Literal["manner", "range"] | None = None
    order: int
    in_one_line: str
    why: str | None = None
    what_it_is: str
    more: str
    detail: str | None = None
    easy: str | None = None
    what_would_change: str
    what_would_stay: str
    gains: tuple[Point, ...] = Field(min_length=1)
    losses: tuple[Point, ...] = Field(min_length=1)
    worse_off: tuple[str, ...] = Field(min_length=1)
    not_known: tuple[str, ...] = Field(min_length=1)
    beds: Beds | None = None
    cost: Passage | None = None
    staffing: Passage | None = None
    sources: tuple[Cited, ...] = ()


class RuledOut(Part):
    """An option that was looked at and dropped: people may still argue for it."""

    id: str
    title: str
    what_it_is: str
    reason: str
    decided_by: str
    decided_on: date
    sources: tuple[Cited, ...] = Field(min_length=1)
