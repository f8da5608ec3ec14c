"""What became of one person's points: the themes that they confirmed, or were given."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consultations.coding.frame import counted_as, frame_of
from consultations.coding.kinds import Scheme, Source, State
from consultations.content.schema import Pack
from consultations.models import Answer, Coding, Response
from consultations.outcome.publishing import latest_outcome


class OwnTheme(NamedTuple):
    """One thing that somebody raised, and what was published about it, if anything was."""

    theme_id: str
    name: str
    by_themselves: bool
    became: dict[str, Any] | None


def own_themes(session: Session, *, response: Response, pack: Pack) -> list[OwnTheme]:
    """What a response is about, in the order of the frame, each with what became of it.

    What its author confirmed comes from their answer; the rest from codes that people or the model
    gave. What a person refused is left out.
    """
    frame = frame_of(session, pack=pack)
    to = counted_as(frame)
    confirmed = {to[each] for each in _confirmed(session, response, pack) if each in to}
    given = {to[each] for each in _given(session, response) if each in to}
    last = latest_outcome(session, pack.slug)
    rows = {each["theme"]: each for each in last.content["rows"]} if last else {}
    labels = {each.id: each.label for each in pack.themes}
    # A theme that was renamed has no translation, and is called what it was published as.
    labels |= {theme: row["name"] for theme, row in rows.items() if row.get("renamed")}
    return [
        OwnTheme(
            each.theme_id,
            labels.get(each.theme_id, each.name),
            each.theme_id in confirmed,
            rows.get(each.theme_id),
        )
        for each in frame
        if each.theme_id in confirmed | given
    ]


def _confirmed(session: Session, response: Response, pack: Pack) -> set[str]:
    keys = [each.key for each in pack.questions if each.choices_from == "themes"]
    rows = session.scalars(
        select(Answer.choices)
        .where(
            Answer.response_id == response.id,
            Answer.question_key.in_(keys),
            Answer.current,
            ~Answer.skipped,
        )
        .order_by(Answer.question_key)
    )
    return {code for choices in rows for code in choices or ()}


def _given(session: Session, response: Response) -> set[str]:
    """Codes that count, in the way in which they are counted for everybody."""
    by_person = (Coding.source == Source.PERSON) & (Coding.state == State.CONFIRMED)
    by_model = (Coding.source == Source.MODEL) & (Coding.state == State.SUGGESTED)
    rows = session.scalars(
        select(Coding.code)
        .join(Answer, Answer.id == Coding.answer_id)
        .where(
            Answer.response_id == response.id,
            Answer.current,
            Coding.scheme == Scheme.THEMES,
            ~Coding.second,
            or_(by_person, by_model),
        )
        .order_by(Coding.code)
    )
    return set(rows)
