"""What people say of themselves for the equality duty: asked after the receipt, apart from views.

An answer keeps its lane and its day. Those of one day are written anew in a random order whenever
another comes, so that their order does not tell whose they are. What is left to somebody with the
database: on a day with a single response, its equality answers can be guessed to be that person's.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultations.asked import Asked
from consultations.content.parts import Choice
from consultations.content.schema import Part
from consultations.disclosure import release_sizes
from consultations.models import EqualityAnswer
from consultations.one_at_a_time import alone
from consultations.queue.due import today
from consultations.results.questions import QuestionResult
from consultations.settings import settings
from consultations.types import Lane, QuestionKind

FILE = "equality.yml"
PREFER_NOT_TO_SAY = "prefer-not-to-say"


class EqualityChoice(Part):
    """One choice, and the wider group that results are shown by, if there is one."""

    value: str
    label: str
    group: str | None = None

    @property
    def in_full(self) -> str:
        """The words with those of the wider group: the standard sets them under its heading."""
        return f"{self.group}: {self.label}" if self.group else self.label


class EqualityQuestion(Part):
    """A question about people themselves, and where its wording comes from."""

    key: str
    text: str
    short: str
    source: str
    hint: str | None = None
    choices: tuple[EqualityChoice, ...]

    def shown_by(self, value: str) -> str:
        """What an answer is counted as: its wider group, or else its words."""
        found = next(each for each in self.choices if each.value == value)
        return found.group or found.label


class EqualityQuestions(Part):
    """The file ``content/equality.yml``. Every question offers "prefer not to say" as well."""

    version: str
    prefer_not_to_say: str
    questions: tuple[EqualityQuestion, ...]


def equality_questions() -> EqualityQuestions:
    """The questions of this deployment. They are read again when the file has changed."""
    file = settings().content_dir / FILE
    return _read(file, file.stat().st_mtime_ns)


def keep_equality(
    session: Session, *, consultation_slug: str, lane: Lane, given: Mapping[str, str]
) -> bool:
    """Keep what was chosen, and nothing that was not offered; whether anything was chosen at all.

    All answers of the day are written anew in a random order, with new ids.
    """
    asked = equality_questions()
    answers = {
        question.key: given[question.key]
        for question in asked.questions
        if given.get(question.key) in {*_values(question), PREFER_NOT_TO_SAY}
    }
    if not answers:
        return False
    alone(session, f"keeping equality answers of {consultation_slug}")
    day = today()
    of_the_day = (
        EqualityAnswer.consultation_slug == consultation_slug,
        EqualityAnswer.lane == lane,
        EqualityAnswer.answered_on == day,
    )
    statement = select(EqualityAnswer.answers).where(*of_the_day).order_by(EqualityAnswer.id)
    rows = [*session.scalars(statement), {"version": asked.version, **answers}]
    secrets.SystemRandom().shuffle(rows)
    session.execute(delete(EqualityAnswer).where(*of_the_day))
    session.add_all(
        EqualityAnswer(consultation_slug=consultation_slug, lane=lane, answers=row, answered_on=day)
        for row in rows
    )
    session.flush()
    return True


def equality_totals(session: Session, *, consultation_slug: str) -> list[QuestionResult]:
    """How many people said what, as it may be shown: one result for each question and lane."""
    statement = (
        select(EqualityAnswer.lane, EqualityAnswer.answers)
        .where(EqualityAnswer.consultation_slug == consultation_slug)
        .order_by(EqualityAnswer.lane, EqualityAnswer.id)
    )
    said = [(Lane(lane), answers) for lane, answers in session.execute(statement)]
    asked = equality_questions()
    return [
        _result(asked, question, lane, [answers for whose, answers in said if whose is lane])
        for lane in Lane
        for question in asked.questions
    ]


def _result(
    asked: EqualityQuestions,
    question: EqualityQuestion,
    lane: Lane,
    said: list[Mapping[str, str]],
) -> QuestionResult:
    offered = dict.fromkeys(question.shown_by(value) for value in _values(question))
    people = Counter(dict.fromkeys([*offered, asked.prefer_not_to_say], 0))
    for answers in said:
        value = answers.get(question.key)
        if value == PREFER_NOT_TO_SAY:
            people[asked.prefer_not_to_say] += 1
        elif value in _values(question):
            people[question.shown_by(value)] += 1
    choices = tuple(Choice(value=each, label=each) for each in people)
    shown = Asked(question.key, QuestionKind.SINGLE, question.text, choices, short=question.short)
    return QuestionResult(shown, lane, release_sizes(people, lane=lane), (), True)


def _values(question: EqualityQuestion) -> list[str]:
    return [each.value for each in question.choices]


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> EqualityQuestions:
    return EqualityQuestions.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
