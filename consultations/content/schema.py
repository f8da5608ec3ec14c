"""What a content pack holds. Unknown or missing fields are refused with their place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from consultations.content.consultation import Consultation
from consultations.content.effects import WhatChanges
from consultations.content.parts import LONDON, Choice, Cited, Part, Source
from consultations.content.proposal import Point, Proposal
from consultations.content.translation import Translation
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
WORKED_OUT = ("version", "options", "written")
NONE_OF_THESE, ANOTHER_IDEA, SKIP = "none-of-these", "another-idea", "skip"


class PackAnswer(Part):
    """The approved answer to something that people may ask."""

    id: str
    """A short name in small letters and hyphens. Never change it once published."""
    asks: tuple[str, ...] = Field(min_length=1)
    """What people type who want this answer, in their words, slips included. Five or more."""
    short: str
    """The answer: 60 words or fewer."""
    more: str | None = None
    """What people read who ask for more."""
    detail: str | None = None
    """What people read who ask for all of it."""
    easy: str | None = None
    """The same in very short sentences, 30 words or fewer."""
    not_known_yet: bool = False
    """``true`` if the honest answer is that nobody knows yet."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """Where the answer comes from."""
    proposal: str | None = None
    """The proposal that it is about, by its id, if it is about one."""
    see: tuple[str, ...] = ()
    """Answers to offer next, by their ids."""


class Question(Part):
    """Something asked of everyone, or of one lane."""

    key: str
    """A short name in small letters and hyphens. Never change it once people have answered."""
    lanes: tuple[Lane, ...]
    """Who is asked: ``public``, ``staff`` or both."""
    kind: QuestionKind
    """``single``, ``multiple``, ``ranking``, ``vote`` (agree, disagree, pass) or ``text`` for own
    words."""
    text: str
    """The question. It must not push towards an answer."""
    short: str
    """A name of a few words, for the list of answers and for tables."""
    hint: str | None = None
    """A line of help under the question."""
    fills: Literal["stakeholder_group", "place", "interest"] | None = None
    """What the answer says of the person, so that results can be split by it."""
    optional: bool = False
    """``true`` if it may be skipped."""
    scale: bool = False
    """``true`` if the choices run from one end to the other. It then needs a middle and
    ``do-not-know``."""
    remarks: bool = False
    """``true`` if people may add words to their choice."""
    most: int | None = None
    """How many choices at most, where several may be taken."""
    choices: tuple[Choice, ...] = ()
    """What is offered, in order."""
    choices_from: Literal["options"] | None = None
    """``options`` to offer all options, none of these, and another idea."""

    @model_validator(mode="after")
    def _offers_choices(self) -> Question:
        if self.kind is not QuestionKind.TEXT and not (self.choices or self.choices_from):
            raise ValueError("offers no choices. Add 'choices', or 'choices_from: options'")
        return self


class Statement(Part):
    """A short view by somebody, to agree with, disagree with or pass."""

    id: str
    """A short name in small letters and hyphens."""
    text: str = Field(max_length=200)
    """The view, in the words of somebody who holds it."""
    whose: str
    """Whose view it is, such as ``a patient``."""


class Term(Part):
    """A word of the field, plain words for it, and what it means."""

    term: str
    """The word."""
    also: tuple[str, ...] = ()
    """Other forms of it that people meet."""
    plain: str
    """Plain words to use in its place."""
    meaning: str
    """What it means, in one sentence."""
    allowed: bool = False
    """``true`` if packs may use it, ``false`` if the plain words must be used."""


class RuleException(Part):
    """A place where a rule of the plain-language gate may be broken: who allows it, and why."""

    rule: str
    """The name of the rule, as the check prints it."""
    where: str
    """Where it may be broken, such as ``answers/parking#short``."""
    reason: str = Field(min_length=20)
    """Why, in 20 letters or more. It is published."""
    by: str
    """The name of the person who allows it."""
    on: date
    """On what day."""


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
    translations: dict[str, Translation] = Field(default_factory=dict)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Pack:
        """A copy, which works out its own version and options: it is another pack."""
        copied = super().model_copy(update=update, deep=deep)
        for name in WORKED_OUT:
            vars(copied).pop(name, None)
        return copied

    @property
    def original(self) -> Pack:
        """This pack as it was written; the same one unless it has been put in another language."""
        written: Pack = vars(self).get("written", self)
        return written

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
