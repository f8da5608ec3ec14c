"""The questions as a form shows them, with what was given and what is wrong with it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from consultations.asked import Asked, pack_question
from consultations.content.schema import SKIP, Choice, Pack, Question
from consultations.content.words import words
from consultations.explaining.sides import sides_of_pair
from consultations.explaining.terms import Meaning, to_explain
from consultations.form_route import form_route, length_of, view_on_form
from consultations.forms import Given, Wrong
from consultations.privacy import EDIT, how_to_keep, in_pieces, what_was_found
from consultations.route import lengths
from consultations.types import Lane, QuestionKind


@dataclass(frozen=True)
class FieldPresenter:
    """One question of the form."""

    number: int
    asked: Asked
    given: Given
    wrong: Wrong | None
    terms: Sequence[Meaning] = ()
    pack: Pack | None = None
    sides: dict[str, Any] | None = None
    view: str = ""

    @property
    def id(self) -> str:
        """Where it stands on the page."""
        return f"q-{self.asked.key}"

    @property
    def name(self) -> str:
        """What its answer is called when it is sent."""
        return f"q:{self.asked.key}"

    @property
    def layout(self) -> str:
        """How it is answered."""
        layouts = {
            QuestionKind.SINGLE: "radios",
            QuestionKind.VOTE: "radios",
            QuestionKind.MULTIPLE: "checkboxes",
            QuestionKind.RANKING: "ranking",
            QuestionKind.TEXT: "text",
        }
        return layouts[self.asked.kind]

    @property
    def choices(self) -> list[Choice]:
        """What it offers. A ranking and a text are left out by leaving them empty."""
        without_skip = self.layout in ("ranking", "text")
        return [each for each in self.asked.choices if not (without_skip and each.value == SKIP)]

    @property
    def places(self) -> dict[str, int]:
        """The place of each thing in a ranking."""
        return {value: place for place, value in enumerate(self.given.choices, 1)}

    @property
    def found(self) -> str:
        """What in the words may identify somebody."""
        return what_was_found(self.given.words, pack=self.pack)

    @property
    def marked(self) -> list[tuple[str, bool]]:
        """The words in pieces, with those marked that may identify somebody."""
        return in_pieces(self.given.words, pack=self.pack)

    @property
    def ways_to_keep(self) -> list[Choice]:
        """How they can be kept. To change them there is the box itself."""
        return [each for each in how_to_keep().choices if each.value != EDIT]

    @property
    def asks_how_to_keep(self) -> bool:
        """Whether the person has to say, or has said, how words about somebody are kept."""
        return self.wrong is Wrong.PERSONAL or self.given.keep_personal


@dataclass(frozen=True)
class FormPresenter:
    """The whole form."""

    pack: Pack
    lane: Lane
    version: str
    form_id: uuid.UUID
    began: str = ""
    is_change: bool = False
    changed_meanwhile: bool = False
    given: Mapping[str, Given] = field(default_factory=dict)
    wrong: Mapping[str, Wrong] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    minutes: int = 0

    @property
    def questions(self) -> tuple[Question, ...]:
        """What stands on this form, in order."""
        return form_route(
            self.pack, self.lane, form_id=self.form_id, minutes=self.minutes, said=self.said
        )

    @property
    def said(self) -> dict[str, Given]:
        """What was given to the questions that are not empty."""
        return {key: given for key, given in self.given.items() if not given.is_empty}

    @property
    def lengths(self) -> list[tuple[int, bool]]:
        """The lengths that the lane can have, and which one this is; none when there is one."""
        known = lengths(self.pack, self.lane)
        now = length_of(self.pack, self.lane, self.minutes)
        return [(each, each == now) for each in known] if len(known) > 1 else []

    @property
    def fields(self) -> list[FieldPresenter]:
        """Every question of the lane, in order."""
        known: set[str] = set()
        return [
            FieldPresenter(
                number,
                asked,
                self.given.get(question.key, Given()),
                self.wrong.get(question.key),
                self._hard_words(asked, known),
                self.pack,
                self._sides(question),
                self._view(question),
            )
            for number, question in enumerate(self.questions, 1)
            for asked in [self._asked(question)]
        ]

    def _asked(self, question: Question) -> Asked:
        """A question as a form puts it."""
        asked = pack_question(self.pack, question)
        hint = question.hint_on_form or asked.hint
        return replace(asked, text=question.on_form or asked.text, hint=hint)

    def _sides(self, question: Question) -> dict[str, Any] | None:
        """What is to be weighed, in the order in which this form shows it."""
        if question.weighs is None:
            return None
        return sides_of_pair(question.weighs, key=question.key, seed=self.form_id.int).as_json

    def _view(self, question: Question) -> str:
        """The view of somebody else that a question is about."""
        view = view_on_form(self.pack, self.lane, form_id=self.form_id)
        if view is None or not question.opposes:
            return ""
        return words().view_of_others.format(whose=view.whose, text=view.text)

    def _hard_words(self, asked: Asked, known: set[str]) -> Sequence[Meaning]:
        """What a question brings in that not everybody knows, once on the page."""
        labels = [each.label for each in asked.choices]
        found = to_explain(self.pack, asked.text, asked.hint, *labels, known=known)
        known.update(each.meaning for each in found)
        return found

    @property
    def words(self) -> Any:
        """How the lane is named and how long it takes."""
        return self.pack.consultation.lanes[self.lane]

    def place(self, key: str, value: str) -> str:
        """The place that was given to one thing of a ranking, as it was sent or as it is kept."""
        if key in self.places:
            return self.places[key].get(value, "")
        kept = self.given.get(key, Given()).choices
        return str(kept.index(value) + 1) if value in kept else ""
