"""What a content pack holds. Unknown or missing fields are refused with their place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import Field

from consultations.content.asking import Question, Statement, Theme, one_by_one
from consultations.content.consultation import Consultation
from consultations.content.effects import WhatChanges
from consultations.content.parts import LONDON, Choice, Cited, Part, Source
from consultations.content.proposal import Point, Proposal
from consultations.content.translation import Translation
from consultations.types import Lane, ProposalKind

__all__ = [
    "ANOTHER_IDEA",
    "ANOTHER_THEME",
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
    "Theme",
    "WhatChanges",
]
WORKED_OUT = ("version", "options", "written", "each_question", "questions_by_key")
NONE_OF_THESE, ANOTHER_IDEA, SKIP = "none-of-these", "another-idea", "skip"
ANOTHER_THEME = "another-theme"


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
    themes: tuple[Theme, ...] = ()
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

    @cached_property
    def each_question(self) -> tuple[Question, ...]:
        """Every question that can be asked, in order, with one vote for each statement."""
        return one_by_one(self.questions, self.statements)

    @cached_property
    def questions_by_key(self) -> dict[str, Question]:
        """Every question that can be asked, by its key."""
        return {each.key: each for each in reversed(self.each_question)}

    def question(self, key: str | None) -> Question | None:
        """The question with this key, if there is one."""
        return self.questions_by_key.get(key or "")

    def questions_for(self, lane: Lane) -> tuple[Question, ...]:
        """Every question of one lane, in order. Nobody is asked all of them: see ``route``."""
        return tuple(question for question in self.each_question if lane in question.lanes)
