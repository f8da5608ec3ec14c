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
    """What would be gained or lost, for whom, in one or two sentences."""
    whose: str
    """Whose concern it is, such as ``patients`` or ``practice staff``."""
    sources: tuple[Cited, ...] = ()
    """Where it comes from. A point with a number in it must have one."""


class BedTest(Part):
    """Which condition of NHS England's bed test is met, and how.

    Source: "Planning, assuring and delivering service change for patients", NHS England 2018.
    """

    condition: Literal["capacity-first", "fewer-admissions", "below-average-use"]
    """Which of the three conditions is met: other capacity comes first, a new treatment cuts
    admissions, or beds are used less than the national average."""
    how: str
    """How it is met."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """The evidence."""


class Beds(Part):
    """How many beds there are and would be. When there would be fewer, the bed test says why."""

    now: int = Field(ge=0)
    """How many beds there are."""
    would_be: int = Field(ge=0)
    """How many there would be."""
    text: str
    """What that means, in plain words."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """Where the numbers come from."""
    bed_test: BedTest | None = None
    """Which condition of NHS England's bed test is met. Needed when there would be fewer beds."""


class Proposal(Part):
    """A change that people are asked about, one that was tried before, or none at all."""

    id: str
    """A short name in small letters and hyphens, the same as the name of the file."""
    title: str
    """What it is called on pages and in questions."""
    short: str
    """A name of a few words, for buttons and tables."""
    also: tuple[str, ...] = ()
    """Other names that people use for it, so that they are understood. Old and official names
    belong here."""
    kind: ProposalKind
    """``option`` if people can choose it, ``as-is`` for how things are now (exactly one),
    ``history`` for what was tried before."""
    impact: Literal["manner", "range"] | None = None
    """``manner`` if how care is given would change, ``range`` if which care is given would change.
    """
    order: int
    """Its place in lists, as a number. Options are never ordered by what is preferred."""
    in_one_line: str
    """The whole idea in one sentence."""
    why: str | None = None
    """Why it is proposed, and who says so. Every option needs it."""
    what_it_is: str
    """What it is, in 60 words or fewer."""
    more: str
    """What people read who ask for more."""
    detail: str | None = None
    """What people read who ask for all of it."""
    easy: str | None = None
    """The same in very short sentences, 30 words or fewer."""
    what_would_change: str
    """What would be different from now."""
    what_would_stay: str
    """What would be the same as now."""
    gains: tuple[Point, ...] = Field(min_length=1)
    """What would be gained. About as many words as the losses."""
    losses: tuple[Point, ...] = Field(min_length=1)
    """What would be lost, as plainly as the gains."""
    worse_off: tuple[str, ...] = Field(min_length=1)
    """Who may be worse off."""
    not_known: tuple[str, ...] = Field(min_length=1)
    """What is not known yet."""
    beds: Beds | None = None
    """How many beds there would be, if that changes."""
    cost: Passage | None = None
    """What it would cost, and who would pay."""
    staffing: Passage | None = None
    """Which staff it would need, and where they would come from."""
    sources: tuple[Cited, ...] = ()
    """Where the facts in the passages above come from."""


class RuledOut(Part):
    """An option that was looked at and dropped: people may still argue for it."""

    id: str
    """A short name in small letters and hyphens."""
    title: str
    """What it was called."""
    what_it_is: str
    """What it would have been."""
    reason: str
    """Why it was dropped."""
    decided_by: str
    """Who dropped it."""
    decided_on: date
    """On what day, such as 2026-03-14."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """Where that is written down."""
