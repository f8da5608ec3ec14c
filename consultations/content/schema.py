"""What a content pack holds. Unknown or missing fields are refused with their place."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from consultations.types import ConsultationStatus, Lane, ProposalKind, QuestionKind

LONDON = ZoneInfo("Europe/London")
NONE_OF_THESE, ANOTHER_IDEA, SKIP = "none-of-these", "another-idea", "skip"


def london_time(value: object) -> object:
    """A time without an offset is the time on a clock in London; a day alone is its midnight."""
    if type(value) is date:
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=LONDON)
    return value


LondonTime = Annotated[datetime, BeforeValidator(london_time)]


class Part(BaseModel):
    """A part of a pack: fixed once read, and free of fields that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Cited(Part):
    """Where in a source something stands."""

    id: str
    where: str


class Source(Part):
    """A document that facts are taken from."""

    title: str
    by: str
    published: str
    link: str | None = None


class Point(Part):
    """Something to be gained or lost, and whose concern it is."""

    point: str
    whose: str
    sources: tuple[Cited, ...] = ()


class Proposal(Part):
    """A change that people are asked about, one that was tried before, or none at all."""

    id: str
    title: str
    short: str
    also: tuple[str, ...] = ()
    kind: ProposalKind
    order: int
    in_one_line: str
    what_it_is: str
    more: str
    what_would_change: str
    what_would_stay: str
    gains: tuple[Point, ...] = Field(min_length=1)
    losses: tuple[Point, ...] = Field(min_length=1)
    worse_off: tuple[str, ...] = Field(min_length=1)
    not_known: tuple[str, ...] = Field(min_length=1)
    sources: tuple[Cited, ...] = ()


class PackAnswer(Part):
    """The approved answer to something that people may ask."""

    id: str
    asks: tuple[str, ...] = Field(min_length=1)
    short: str
    more: str | None = None
    sources: tuple[Cited, ...] = Field(min_length=1)
    proposal: str | None = None
    see: tuple[str, ...] = ()


class Choice(Part):
    """One of the things that a question offers."""

    value: str
    label: str


class Question(Part):
    """Something asked of everyone, or of one lane."""

    key: str
    lanes: tuple[Lane, ...]
    kind: QuestionKind
    text: str
    short: str
    hint: str | None = None
    fills: Literal["stakeholder_group", "place", "interest"] | None = None
    optional: bool = False
    most: int | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["options"] | None = None

    @model_validator(mode="after")
    def _offers_choices(self) -> Question:
        if self.kind is not QuestionKind.TEXT and not (self.choices or self.choices_from):
            raise ValueError("offers no choices")
        return self


class Term(Part):
    """A word of the field, plain words for it, and what it means."""

    term: str
    also: tuple[str, ...] = ()
    plain: str
    meaning: str
    allowed: bool = False


class AskedBy(Part):
    """Who is asking."""

    name: str
    what: str
    invented: bool = False


class ShortAndMore(Part):
    """The same thing in a line and in a few."""

    short: str
    more: str | None = None


class Dated(Part):
    """What happens when."""

    when: str
    what: str


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


class Card(Part):
    """A short passage under a heading."""

    heading: str
    text: str


class LaneWords(Part):
    """How a lane is named, how long it takes, and what is said first."""

    label: str
    minutes: int
    welcome: tuple[str, ...] = Field(min_length=1)


class Reading(Part):
    """The offer to explain before asking."""

    intro: str


class Consultation(Part):
    """One exercise: who is asking, whom, about what, from when to when."""

    schema_version: Literal[1] = Field(alias="schema")
    slug: str
    title: str
    summary: str
    asked_by: AskedBy
    notice: str | None = None
    nothing_decided: str
    opens: LondonTime
    closes: LondonTime
    status: ConsultationStatus
    who_decides: ShortAndMore
    dates: tuple[Dated, ...]
    other_ways: tuple[str, ...] = Field(min_length=1)
    contact: Contact
    help: tuple[HelpLine, ...] = Field(min_length=1)
    privacy: tuple[str, ...] = Field(min_length=1)
    what_it_is_about: tuple[Card, ...] = Field(min_length=1)
    reading: Reading
    lanes: dict[Lane, LaneWords]
    sources: dict[str, Source]


class Pack(Part):
    """Everything that respondents can read about one consultation, in one version."""

    consultation: Consultation
    proposals: tuple[Proposal, ...]
    questions: tuple[Question, ...]
    answers: tuple[PackAnswer, ...]
    glossary: tuple[Term, ...]

    @property
    def slug(self) -> str:
        return self.consultation.slug

    @cached_property
    def version(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of everything in the pack."""
        text = self.model_dump_json(by_alias=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @cached_property
    def options(self) -> tuple[Proposal, ...]:
        """What people choose between, in order, leaving things as they are last."""
        kinds = (ProposalKind.OPTION, ProposalKind.AS_IS)
        chosen = [proposal for proposal in self.proposals if proposal.kind in kinds]
        return tuple(sorted(chosen, key=lambda p: (kinds.index(p.kind), p.order, p.id)))

    def proposal(self, proposal_id: str | None) -> Proposal | None:
        """The proposal with this id, if there is one."""
        return next((each for each in self.proposals if each.id == proposal_id), None)

    def answer(self, answer_id: str | None) -> PackAnswer | None:
        """The approved answer with this id, if there is one."""
        return next((each for each in self.answers if each.id == answer_id), None)

    def question(self, key: str | None) -> Question | None:
        """The question with this key, if there is one."""
        return next((each for each in self.questions if each.key == key), None)

    def questions_for(self, lane: Lane) -> tuple[Question, ...]:
        """The questions of one lane, in order."""
        return tuple(question for question in self.questions if lane in question.lanes)
