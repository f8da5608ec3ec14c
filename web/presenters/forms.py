"""The questions as a form shows them, with what was given and what is wrong with it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from consultations.asked import Asked, pack_question
from consultations.content.schema import SKIP, Choice, Pack
from consultations.explaining.terms import Meaning, to_explain
from consultations.forms import Given, Wrong
from consultations.privacy import EDIT, how_to_keep, in_pieces, what_was_found
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
            )
            for number, question in enumerate(self.pack.questions_for(self.lane), 1)
            for asked in [pack_question(self.pack, question)]
        ]

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
