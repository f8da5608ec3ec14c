"""What a demonstration holds besides answers: whatever a commissioner is to try has to be there."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.equality import EqualityQuestion, equality_questions
from consultations.models import AskedQuestion, EqualityAnswer, FormatRequest, SuggestedStatement
from consultations.queue.due import today
from consultations.reach.profile import ProfileError, load_profile
from consultations.simulating.words import sentences
from consultations.types import Lane

BY = "simulation"
POPULATIONS = Path(__file__).parent / "populations"
ANSWERS_EQUALITY, LEAVES_ONE_OUT, STAFF = 0.45, 0.06, 0.12
DAYS = 60


def add_besides(session: Session, *, pack: Pack, version: str, people: int, chance: Random) -> None:
    """Who people are, and once: what waits to be answered or read, and whom one would expect."""
    if not _are_there(session, pack):
        _questions(session, pack, version)
        _statements(session, pack, version, chance)
        _requests(session, pack)
    _who_they_are(session, pack, round(people * ANSWERS_EQUALITY), chance)
    _population(session, pack)


def _are_there(session: Session, pack: Pack) -> bool:
    """Whether an earlier run has left its questions."""
    asked = select(AskedQuestion.id).where(
        AskedQuestion.consultation_slug == pack.slug,
        AskedQuestion.text.in_([each["text"] for each in sentences()["asked"]]),
    )
    return session.scalars(asked.order_by(AskedQuestion.id).limit(1)).first() is not None


def _questions(session: Session, pack: Pack, version: str) -> None:
    session.add_all(
        AskedQuestion(
            consultation_slug=pack.slug,
            content_version=version,
            text=each["text"],
            asked_on=_ago(days),
        )
        for each in sentences()["asked"]
        for days in each["days"]
    )


def _statements(session: Session, pack: Pack, version: str, chance: Random) -> None:
    """Views that wait to be read, for a pack that lets people suggest some."""
    if not any(each.takes_statement for each in pack.questions):
        return
    group = next((each for each in pack.questions if each.fills == "stakeholder_group"), None)
    whose = [each.label for each in group.choices] if group else []
    session.add_all(
        SuggestedStatement(
            consultation_slug=pack.slug,
            content_version=version,
            text=text,
            whose=chance.choice(whose[:4]) if whose else None,
            suggested_on=_ago(chance.randint(1, 20)),
        )
        for text in sentences()["statements"]
    )


def _requests(session: Session, pack: Pack) -> None:
    session.add_all(
        FormatRequest(
            consultation_slug=pack.slug,
            form=each["form"],
            send_to=each["send_to"],
            asked_on=_ago(each["days"]),
        )
        for each in sentences()["formats"]
    )


def _who_they_are(session: Session, pack: Pack, people: int, chance: Random) -> None:
    questions = equality_questions().questions
    rows: list[dict[str, Any]] = [
        {
            "consultation_slug": pack.slug,
            "lane": Lane.STAFF if chance.random() < STAFF else Lane.PUBLIC,
            "answers": {
                each.key: _of_themselves(each, chance)
                for each in questions
                if chance.random() >= LEAVES_ONE_OUT
            },
            "answered_on": _ago(chance.randint(1, DAYS)),
        }
        for _ in range(people)
    ]
    if rows:
        session.execute(insert(EqualityAnswer), rows)


def _of_themselves(question: EqualityQuestion, chance: Random) -> str:
    values = [each.value for each in question.choices]
    weights = sentences()["equality"].get(question.key, [])
    fits = len(weights) == len(values)
    return chance.choices(values, weights if fits else None)[0]


def _population(session: Session, pack: Pack) -> None:
    """The invented population of a pack that has one and whose places it still fits."""
    file = POPULATIONS / f"{pack.slug}.csv"
    if not file.exists():
        return
    try:
        load_profile(session, pack=pack, text=file.read_text(encoding="utf-8"), actor=BY)
    except ProfileError:
        return


def _ago(days: int) -> date:
    return today() - timedelta(days=days)
