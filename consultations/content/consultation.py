"""Who asks whom, about what, under which duties, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from consultations.content.parts import (
    Card,
    Cited,
    Dated,
    LondonTime,
    Part,
    Passage,
    ShortAndMore,
    Source,
)
from consultations.content.proposal import RuledOut
from consultations.types import ConsultationStatus, Lane


class AskedBy(Part):
    """Who is asking."""

    name: str
    what: str
    invented: bool = False


class Contact(Part):
    """How to reach the people who ask."""

    name: str
    email: str | None = None
    phone: str | None = None
    post: str | None = None


class HelpLine(Part):
    """Somewhere to turn, shown under Help."""

    who: str
    how: str


class LaneWords(Part):
    """How a lane is named, how long it takes, and what is said first."""

    label: str
    minutes: int
    welcome: tuple[str, ...] = Field(min_length=1)


class Reading(Part):
    """The offer to explain before asking."""

    intro: str


class Duty(Part):
    """What the law asks of a body, from one day to another. No end means that it still holds."""

    what: str
    law: str
    valid_from: date
    valid_to: date | None = None


class Body(Part):
    """A body that has a part in the consultation."""

    name: str
    role: Literal["asks", "decides", "runs", "checks", "speaks-for-patients"]
    what: str
    duties: tuple[Duty, ...] = ()


class Interest(Part):
    """Something that somebody who decides, or who wrote this pack, may gain or lose."""

    who: str
    what: str
    since: str


class Preferred(Part):
    """The option that the body which asks likes best now. To prefer one is not to have decided."""

    proposal: str
    why: str
    sources: tuple[Cited, ...] = ()


class Criterion(Part):
    """Something that the options are compared by, and how much of 100 it counts."""

    name: str
    what: str
    weight: int | None = None


class ServiceChangeTest(Part):
    """The evidence for one of the five tests of a service change in England."""

    test: Literal[
        "public-engagement", "patient-choice", "clinical-evidence", "commissioner-support", "beds"
    ]
    evidence: str
    sources: tuple[Cited, ...] = Field(min_length=1)


class Reviewed(Part):
    """Who read the words before they were shown to anybody, and when."""

    by: str
    on: date


class Consultation(Part):
    """One exercise: who is asking, whom, about what, from when to when."""

    schema_version: Literal[1] = Field(alias="schema")
    slug: str
    title: str
    summary: str
    asked_by: AskedBy
    for_whom: str | None = None
    bodies: tuple[Body, ...] = ()
    notice: str | None = None
    nothing_decided: str
    opens: LondonTime
    closes: LondonTime
    status: ConsultationStatus
    who_decides: ShortAndMore
    how_to_challenge: ShortAndMore | None = None
    interests: tuple[Interest, ...] = ()
    preferred: Preferred | None = None
    criteria: tuple[Criterion, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    tests: tuple[ServiceChangeTest, ...] = ()
    money: Passage | None = None
    dates: tuple[Dated, ...]
    other_ways: tuple[str, ...] = Field(min_length=1)
    contact: Contact
    help: tuple[HelpLine, ...] = Field(min_length=1)
    privacy: tuple[str, ...] = Field(min_length=1)
    what_it_is_about: tuple[Card, ...] = Field(min_length=1)
    reading: Reading
    lanes: dict[Lane, LaneWords]
    reviewed: Reviewed | None = None
    sources: dict[str, Source]
