"""What became of questions, as the public and those who asked read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from consultations.content.schema import LONDON, Pack, PackAnswer
from consultations.models import AskedQuestion
from consultations.queue.due import due_of, today
from consultations.queue.published import Topic, answer_given
from consultations.queue.standing import Standing, standing_of
from consultations.queue.who_asked import questions_of
from web.languages import day
from web.presenters.consultations import ConsultationPresenter


@dataclass(frozen=True)
class AnswerPresenter:
    """One approved answer with where it comes from, and since when it is there if it is new."""

    answer: PackAnswer
    pack: Pack
    new_on: date | None = None

    @property
    def id(self) -> str:
        return self.answer.id

    @property
    def question(self) -> str:
        """The question as it was published."""
        return self.answer.asks[0]

    @property
    def new(self) -> str | None:
        return _said(self.new_on) if self.new_on else None

    @property
    def sources(self) -> list[dict[str, Any]]:
        return ConsultationPresenter(self.pack).sources(self.answer.sources)


@dataclass(frozen=True)
class TopicPresenter:
    """The answers about one thing."""

    topic: Topic
    pack: Pack
    new: Mapping[str, date]

    @property
    def name(self) -> str:
        """The name of the file, as words."""
        return self.topic.name.replace("-", " ").capitalize()

    @property
    def answers(self) -> list[AnswerPresenter]:
        return [
            AnswerPresenter(each, self.pack, self.new.get(each.id)) for each in self.topic.answers
        ]


@dataclass(frozen=True)
class OwnQuestion:
    """A question that the holder of a code asked in vain, and what became of it."""

    question: AskedQuestion
    answer: AnswerPresenter | None

    @property
    def text(self) -> str:
        return self.question.text

    @property
    def asked_on(self) -> str:
        return _said(self.question.asked_on)

    @property
    def due(self) -> str:
        """By when the board means to answer."""
        return _said(due_of(self.question))

    @property
    def is_late(self) -> bool:
        """Whether that day has passed."""
        return due_of(self.question) < today()

    @property
    def standing(self) -> Standing:
        return standing_of(self.question)

    @property
    def reason(self) -> str | None:
        """Why it was closed, if it was."""
        return self.question.closed_because


def own_questions(session: Session, *, code: str, pack: Pack) -> list[OwnQuestion]:
    """What the holder of a code asked in vain, the first question first."""
    return [
        OwnQuestion(question, _answer(session, question, pack))
        for question in questions_of(session, code=code)
    ]


def _answer(session: Session, question: AskedQuestion, pack: Pack) -> AnswerPresenter | None:
    if question.answer_id is None:
        return None
    given = answer_given(session, pack=pack, answer_id=question.answer_id)
    return AnswerPresenter(given[1], given[0]) if given else None


def _said(when: date) -> str:
    """A day as people write it in the language of the page."""
    return day(datetime.combine(when, time(12), LONDON))
