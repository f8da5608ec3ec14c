"""Every code of every comment, with who gave it: as stored, and as respondents confirmed it."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from consultations.coding.comments import is_coded
from consultations.coding.kinds import Scheme, Source, State
from consultations.content.schema import Pack
from consultations.models import Answer, Coding, Response
from consultations.types import Lane


class Label(NamedTuple):
    """One code of one comment: who or what gave it, how sure, and whether a person confirmed it."""

    answer_id: uuid.UUID
    response_id: uuid.UUID
    code: str
    source: Source
    who: str
    state: State
    second: bool = False
    probability: float | None = None
    model_version: str | None = None


class Found(NamedTuple):
    """A code of one comment, and what it is a code of."""

    scheme: Scheme
    label: Label

    @property
    def code(self) -> str:
        return self.label.code


def labels_of(session: Session, *, pack: Pack, scheme: Scheme = Scheme.THEMES) -> list[Label]:
    """Every code of the comments that are coded, those that nobody confirmed and refused ones too.

    What a respondent confirmed is read from their answer, so it is never out of date.
    """
    stored = [
        Label(answer, response, code, Source(source), who, State(state), second, chance, version)
        for answer, response, code, source, who, state, second, chance, version in session.execute(
            select(
                Coding.answer_id,
                Answer.response_id,
                Coding.code,
                Coding.source,
                Coding.who,
                Coding.state,
                Coding.second,
                Coding.probability,
                Coding.model_version,
            )
            .join(Answer, Answer.id == Coding.answer_id)
            .join(Answer.response)
            .where(*is_coded(pack), Coding.scheme == scheme)
            .order_by(Coding.answer_id, Coding.code, Coding.source, Coding.who)
        )
    ]
    return stored + (confirmed_by_respondents(session, pack=pack) if scheme == "themes" else [])


def labels_on_answer(session: Session, *, pack: Pack, answer_id: uuid.UUID) -> list[Found]:
    """What was said of one comment by anybody but a second coder, and has not been refused."""
    rows = session.scalars(
        select(Coding)
        .where(Coding.answer_id == answer_id, ~Coding.second, Coding.state != State.REJECTED)
        .order_by(Coding.scheme, Coding.code, Coding.source, Coding.who)
    )
    response_id = session.scalar(select(Answer.response_id).where(Answer.id == answer_id))
    if response_id is None:
        return []
    stored = [
        Found(
            Scheme(each.scheme),
            Label(
                answer_id,
                response_id,
                each.code,
                Source(each.source),
                each.who,
                State(each.state),
                probability=each.probability,
                model_version=each.model_version,
            ),
        )
        for each in rows
    ]
    by_writers = confirmed_by_respondents(session, pack=pack, answer_id=answer_id)
    return stored + [Found(Scheme.THEMES, each) for each in by_writers]


def confirmed_by_respondents(
    session: Session, *, pack: Pack, answer_id: uuid.UUID | None = None
) -> list[Label]:
    """The themes that people said their own words are about, in the order of the comments.

    That is a choice, and what staff chose stands in the fixed tables alone.
    With ``answer_id`` those of one comment only.
    """
    labels: list[Label] = []
    for question in pack.questions:
        if question.choices_from == "themes" and question.themes_of:
            labels += _confirmed(session, pack, question.themes_of, question.key, answer_id)
    return sorted(labels, key=lambda each: (each.answer_id, each.code))


def _confirmed(
    session: Session, pack: Pack, words_key: str, themes_key: str, only: uuid.UUID | None
) -> list[Label]:
    confirming = aliased(Answer)
    statement = (
        select(Answer.id, Answer.response_id, confirming.choices)
        .join(Answer.response)
        .join(confirming, confirming.response_id == Answer.response_id)
        .where(
            *is_coded(pack),
            Answer.question_key == words_key,
            confirming.question_key == themes_key,
            confirming.current,
            ~confirming.skipped,
            confirming.choices.is_not(None),
            func.coalesce(Response.lane, Lane.PUBLIC) == Lane.PUBLIC,
        )
        .order_by(Answer.id)
    )
    if only is not None:
        statement = statement.where(Answer.id == only)
    themes = {each.id for each in pack.themes}
    return [
        Label(answer, response, code, Source.RESPONDENT, Source.RESPONDENT, State.CONFIRMED)
        for answer, response, choices in session.execute(statement)
        for code in dict.fromkeys(choices or ())
        if code in themes
    ]
