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
    """The name of the body."""
    what: str
    """What it is and does, in one sentence."""
    invented: bool = False
    """``true`` if it does not exist, as in a demonstration."""


class Contact(Part):
    """How to reach the people who ask."""

    name: str
    """Who reads the messages."""
    email: str | None = None
    """An email address."""
    phone: str | None = None
    """A telephone number."""
    post: str | None = None
    """A postal address."""


class HelpLine(Part):
    """Somewhere to turn, shown under Help."""

    who: str
    """For whom, such as ``If a life is in danger``."""
    how: str
    """Where they can turn."""


class LaneWords(Part):
    """How a lane is named, how long it takes, and what is said first."""

    label: str
    """How people know that this lane is theirs."""
    minutes: int
    """About how many minutes it takes. Say it as it is."""
    welcome: tuple[str, ...] = Field(min_length=1)
    """What is said first, one passage at a time: who asks, that nothing is decided, that it is a
    computer program."""


class Reading(Part):
    """The offer to explain before asking."""

    intro: str
    """The offer to explain before asking."""


class Duty(Part):
    """What the law asks of a body, from one day to another. No end means that it still holds."""

    what: str
    """What the body must do."""
    law: str
    """The law and its section."""
    valid_from: date
    """Since when, such as 2022-07-01."""
    valid_to: date | None = None
    """Until when, if it has ended or will."""


class Body(Part):
    """A body that has a part in the consultation."""

    name: str
    """The name of the body."""
    role: Literal["asks", "decides", "runs", "checks", "speaks-for-patients"]
    """What it does in this consultation."""
    what: str
    """What it is, in one sentence."""
    duties: tuple[Duty, ...] = ()
    """What the law asks of it, with dates: bodies and laws change."""


class Interest(Part):
    """Something that somebody who decides, or who wrote this pack, may gain or lose."""

    who: str
    """Who may gain or lose."""
    what: str
    """What they may gain or lose."""
    since: str
    """Since when, in words."""


class Preferred(Part):
    """The option that the body which asks likes best now. To prefer one is not to have decided."""

    proposal: str
    """The option, by its id."""
    why: str
    """Why it is preferred now. The case against it stands in its losses."""
    sources: tuple[Cited, ...] = ()
    """Where that is written down."""


class Criterion(Part):
    """Something that the options are compared by, and how much of 100 it counts."""

    name: str
    """A few words, such as ``Journey times``."""
    what: str
    """What is looked at."""
    weight: int | None = None
    """How much it counts, out of 100 for all of them. Give all a weight, or none."""


class ServiceChangeTest(Part):
    """The evidence for one of the five tests of a service change in England."""

    test: Literal[
        "public-engagement", "patient-choice", "clinical-evidence", "commissioner-support", "beds"
    ]
    """Which of the five tests."""
    evidence: str
    """How it is met, or what is still missing."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """Where the evidence is."""


class Reviewed(Part):
    """Who read the words before they were shown to anybody, and when."""

    by: str
    """The name of a person."""
    on: date
    """The day on which they read it."""


class Consultation(Part):
    """One exercise: who is asking, whom, about what, from when to when."""

    schema_version: Literal[1] = Field(alias="schema")
    """The version of this schema: ``1``."""
    slug: str
    """The name of the folder, which is its address on the web: small letters and hyphens."""
    title: str
    """The question, as people would put it."""
    summary: str
    """What it is about, in one or two sentences."""
    asked_by: AskedBy
    """Who asks."""
    for_whom: str | None = None
    """Who is asked."""
    bodies: tuple[Body, ...] = ()
    """Every body that has a part in it: who asks, decides, runs, checks and speaks for patients."""
    notice: str | None = None
    """A sentence shown on every page, such as that this is a demonstration."""
    nothing_decided: str
    """The sentence that nothing has been decided. It is on every page until something is."""
    opens: LondonTime
    """When people can begin, on a clock in London: ``2026-09-01T09:00``."""
    closes: LondonTime
    """When people can no longer begin. Those who began before may finish, and are marked late."""
    status: ConsultationStatus
    """How far it has come. Steps are taken with ``consult content publish`` or the workspace."""
    who_decides: ShortAndMore
    """Who decides, how, and that it is no vote."""
    how_to_challenge: ShortAndMore | None = None
    """What people can do who think that it is done wrongly."""
    interests: tuple[Interest, ...] = ()
    """What those who decide, or who wrote this, may gain or lose."""
    preferred: Preferred | None = None
    """The option that is liked best now, if there is one. To say so is fairer than to hide it."""
    criteria: tuple[Criterion, ...] = ()
    """What the options are compared by."""
    ruled_out: tuple[RuledOut, ...] = ()
    """Options that were looked at and dropped, with the reason."""
    tests: tuple[ServiceChangeTest, ...] = ()
    """The evidence for the five tests of a service change."""
    money: Passage | None = None
    """What money there is, and what is not certain about it."""
    dates: tuple[Dated, ...]
    """What happens when, in the order of days."""
    other_ways: tuple[str, ...] = Field(min_length=1)
    """Other ways to take part: on paper, by phone, at a meeting, in another language."""
    contact: Contact
    """How to reach the people who ask."""
    help: tuple[HelpLine, ...] = Field(min_length=1)
    """Where to turn in danger, when ill, in distress, or with a complaint."""
    privacy: tuple[str, ...] = Field(min_length=1)
    """What is kept, who reads it, and what is never asked."""
    what_it_is_about: tuple[Card, ...] = Field(min_length=1)
    """What is asked and why, in short cards."""
    reading: Reading
    """The offer to explain first."""
    lanes: dict[Lane, LaneWords]
    """Which sets of questions there are: ``public``, ``staff`` or both."""
    reviewed: Reviewed | None = None
    """Who read the words before anybody was shown them."""
    sources: dict[str, Source]
    """Every document that facts come from, by a short name."""
