"""What people say of themselves for the equality duty: asked after the receipt, apart from views.

An answer keeps its lane and its day. Those of one day are written anew in a random order whenever
another comes, so that their order does not tell whose they are. What is left to somebody with the
database: on a day with a single response, its equality answers can be guessed to be that person's.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultations.asked import Asked
from consultations.content.parts import Choice
from consultations.content.schema import Part
from consultations.models import EqualityAnswer
from consultations.one_at_a_time import alone
from consultations.queue.due import today
from consultations.quick_yaml import read_yaml
from consultations.releases.ledger import equality_series, read_ledger
from consultations.releases.showing import sizes_given
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

    def counted_as(self, value: object) -> str | None:
        """What an answer is counted as; None for what was never offered."""
        if value == PREFER_NOT_TO_SAY:
            return PREFER_NOT_TO_SAY
        offered = {each.value for each in self.choices}
        return self.shown_by(str(value)) if value in offered else None

    @property
    def counted(self) -> tuple[str, ...]:
        """Everything that answers are counted as, in the order offered."""
        found = dict.fromkeys(each.group or each.label for each in self.choices)
        return (*found, PREFER_NOT_TO_SAY)


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
    """How many people said what, as it was given out last: one result for each question and lane.

    Nothing is counted here. What may be shown comes in batches, like the answers of staff.
    """
    asked = equality_questions()
    results = []
    for lane in Lane:
        entries = read_ledger(
            session, consultation_slug=consultation_slug, series=equality_series(lane)
        )
        for question in asked.questions:
            choices = tuple(
                Choice(value=each, label=asked.prefer_not_to_say)
                if each == PREFER_NOT_TO_SAY
                else Choice(value=each, label=each)
                for each in question.counted
            )
            shown = Asked(
                question.key, QuestionKind.SINGLE, question.text, choices, short=question.short
            )
            released = sizes_given(entries, question.key)
            results.append(QuestionResult(shown, lane, released, (), True))
    return results


def _values(question: EqualityQuestion) -> list[str]:
    return [each.value for each in question.choices]


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> EqualityQuestions:
    return EqualityQuestions.model_validate(read_yaml(file.read_text(encoding="utf-8")))
