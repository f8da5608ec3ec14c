"""What goes in and out of the JSON API."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from consultations.languages.known import SOURCE, is_offered, offered_languages
from consultations.types import (
    ConsultationStatus,
    ConversationStatus,
    Lane,
    MessageKind,
    QuestionKind,
)

Value = Annotated[str, StringConstraints(max_length=200)]


class ConsultationOut(BaseModel):
    """An open consultation."""

    slug: str
    title: str
    opens: datetime
    closes: datetime
    status: ConsultationStatus


class StartIn(BaseModel):
    """Which consultation to talk about, and in which lane if it is known."""

    model_config = ConfigDict(extra="forbid")

    consultation: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    lane: Lane | None = None
    language: Annotated[str, StringConstraints(max_length=20)] = SOURCE

    @field_validator("language")
    @classmethod
    def _can_be_chosen(cls, code: str) -> str:
        if not is_offered(code):
            known = ", ".join(each.code for each in offered_languages())
            raise ValueError(f"choose one of {known}")
        return code


class MessageIn(BaseModel):
    """One message: words, or choices."""

    model_config = ConfigDict(extra="forbid")

    message_id: uuid.UUID
    turn: Annotated[str, StringConstraints(max_length=40_000)]
    text: str | None = None
    choices: Annotated[list[Value], Field(min_length=1, max_length=50)] | None = None

    @model_validator(mode="after")
    def _words_or_choices(self) -> MessageIn:
        if (self.text is None) == (self.choices is None):
            raise ValueError("send either text or choices")
        return self


class ContentOut(BaseModel):
    """Which passage of which version a message shows."""

    id: str
    version: str


class TermOut(BaseModel):
    """A word that not everybody knows, as it stands in a text, and what it means."""

    term: str
    meaning: str


class InLanguage(BaseModel):
    """``lang`` is there when a part is in another language than its reply: not translated yet.

    ``newer`` says that there is a translation, of an English text that has changed since.
    """

    lang: str | None = None
    newer: bool = False


class MessageOut(InLanguage):
    """Something that the service says."""

    model_config = ConfigDict(extra="allow")

    id: str
    kind: MessageKind
    text: str
    content: ContentOut | None = None
    sources: list[dict[str, Any]] = []
    terms: list[TermOut] = []


class ChoiceOut(InLanguage):
    """One of the things that a question offers."""

    value: str
    label: str


class QuestionOut(InLanguage):
    """What is being asked."""

    key: str
    kind: QuestionKind
    text: str
    hint: str | None = None
    optional: bool
    most: int | None = None
    choices: list[ChoiceOut]
    terms: list[TermOut] = []


class SavedOut(BaseModel):
    """The receipt of an answer that is in the database."""

    question: str
    receipt: str


class ProgressOut(BaseModel):
    """How many questions of the lane have an answer."""

    answered: int
    of: int


class TranslationOut(BaseModel):
    """Who made the translation that a reply is in. Show the notice wherever you show the reply."""

    made_by: str
    reviewed: bool
    notice: str
    partly: bool


class TurnOut(BaseModel):
    """A turn reply."""

    turn: str
    status: ConversationStatus
    messages: list[MessageOut]
    question: QuestionOut | None
    saved: list[SavedOut]
    progress: ProgressOut
    suggestions: list[ChoiceOut] = []
    draft: str | None = None
    """Words that were held back and are kept nowhere: put them in the box to be changed."""
    language: str = SOURCE
    translation: TranslationOut | None = None


class StartedOut(TurnOut):
    """The first turn reply, with the id and the secret of the conversation."""

    conversation: uuid.UUID
    token: str


class SaidOut(BaseModel):
    """One turn of the transcript: what the person said, and what the service answered."""

    said: str | None
    chosen: list[str]
    messages: list[MessageOut]


class ConversationOut(TurnOut):
    """The current turn reply, and everything before it."""

    transcript: list[SaidOut]
