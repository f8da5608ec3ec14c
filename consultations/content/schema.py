"""What a content pack holds. Unknown or missing fields are refused with their place."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from consultations.content.consultation import Consultation
from consultations.content.effects import WhatChanges
from consultations.content.parts import LONDON, Choice, Cited, Part, Source
from consultations.content.proposal import Point, Proposal
from consultations.types import Lane, ProposalKind, QuestionKind

__all__ = [
    "ANOTHER_IDEA",
    "LONDON",
    "NONE_OF_THESE",
    "SKIP",
    "Choice",
    "Cited",
    "Consultation",
    "Pack",
    "PackAnswer",
    "Part",
    "Point",
    "Proposal",
    "Question",
    "RuleException",
    "Source",
    "Statement",
    "Term",
    "WhatChanges",
]
NONE_OF_THESE, ANOTHER_IDEA, SKIP = "none-of-these", "another-idea", "skip"


class PackAnswer(Part):
    """The approved answer to something that people may ask."""

    id: str
    asks: tuple[str, ...] = Field(min_length=1)
    short: str
    more: str | None = None
    detail: str | None = None
    easy: str | None = None
    not_known_yet: bool = False
    sources: tuple[Cited, ...] = Field(min_length=1)
    proposal: str | None = None
    see: tuple[str, ...] = ()


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
    scale: bool = False
    remarks: bool = False
    most: int | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["options"] | None = None

    @model_validator(mode="after")
    def _offers_choices(self) -> Question:
        if self.kind is not QuestionKind.TEXT and not (self.choices or self.choices_from):
            raise ValueError("offers no choices. Add 'choices', or 'choices_from: options'")
        return self


class Statement(Part):
    """A short view by somebody, to agree with, disagree with or pass."""

    id: str
    text: str = Field(max_length=200)
    whose: str


class Term(Part):
    """A word of the field, plain words for it, and what it means."""

    term: str
    also: tuple[str, ...] = ()
    plain: str
    meaning: str
    allowed: bool = False


class RuleException(Part):
    """A place where a rule of the plain-language gate may be broken: who allows it, and why."""

    rule: str
    where: str
    reason: str = Field(min_length=20)
    by: str
    on: date


class Pack(Part):
    """Everything that respondents can read about one consultation, in one version."""

    consultation: Consultation
    proposals: tuple[Proposal, ...]
    questions: tuple[Question, ...]
    answers: tuple[PackAnswer, ...]
    glossary: tuple[Term, ...]
    statements: tuple[Statement, ...] = ()
    what_changes: WhatChanges | None = None
    exceptions: tuple[RuleException, ...] = ()

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
