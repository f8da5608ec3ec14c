"""Every code of every comment, with who gave it: as stored, and as respondents confirmed it."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from consultations.coding.comments import is_coded
from consultations.coding.kinds import Scheme, Source, State
from consultations.content.schema import Pack
from consultations.models import Answer, Coding


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


def confirmed_by_respondents(session: Session, *, pack: Pack) -> list[Label]:
    """The themes that people said their own words are about, in the order of the comments."""
    labels: list[Label] = []
    for question in pack.questions:
        if question.choices_from == "themes" and question.themes_of:
            labels += _confirmed(session, pack, question.themes_of, question.key)
    return sorted(labels, key=lambda each: (each.answer_id, each.code))


def _confirmed(session: Session, pack: Pack, words_key: str, themes_key: str) -> list[Label]:
    confirming = aliased(Answer)
    rows = session.execute(
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
        )
        .order_by(Answer.id)
    )
    themes = {each.id for each in pack.themes}
    return [
        Label(answer, response, code, Source.RESPONDENT, Source.RESPONDENT, State.CONFIRMED)
        for answer, response, choices in rows
        for code in dict.fromkeys(choices or ())
        if code in themes
    ]
