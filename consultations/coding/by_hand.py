"""Give codes to one comment by hand, take them back, and keep what a machine had said of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.coding.comments import comment_with
from consultations.coding.frame import frame_of, selected
from consultations.coding.kinds import CodingError, Scheme, Sentiment, Source, State
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.models import Coding, CodingDone

MACHINES = (Source.MODEL, Source.PLUGIN)


class Given(NamedTuple):
    """What one person said of one comment."""

    themes: frozenset[str] = frozenset()
    sentiment: Sentiment | None = None


def code_comment(
    session: Session,
    *,
    pack: Pack,
    answer_id: uuid.UUID,
    themes: Collection[str],
    sentiment: str | None,
    actor: str,
    second: bool = False,
) -> None:
    """Keep that a person has read a comment and which themes it has; none is an answer too.

    What a machine had said is marked confirmed or rejected, and stays. A second coder's codes
    stand beside the first one's and change nothing.
    Raises CodingError when the comment or a theme is not there, or when the two coders are one.
    """
    if comment_with(session, pack=pack, answer_id=answer_id) is None:
        raise CodingError("This comment is not there any more. It may have been withdrawn.")
    if set(themes) - {each.theme_id for each in selected(frame_of(session, pack=pack))}:
        raise CodingError("One of the themes is not in the frame any more. Choose again.")
    if sentiment and sentiment not in tuple(Sentiment):
        raise CodingError("Choose one of the three ways a comment can sound.")
    if any(each.second != second for each in _done(session, answer_id, actor)):
        raise CodingError("You have read this comment as the other coder. Somebody else has to.")
    before = given_by(session, answer_id=answer_id, actor=actor)
    _put(session, pack, answer_id, Scheme.THEMES, set(themes), actor, second)
    _put(session, pack, answer_id, Scheme.SENTIMENT, {sentiment} - {None, ""}, actor, second)
    session.flush()
    note(
        session,
        actor=actor,
        what="comment coded a second time" if second else "comment coded",
        subject=answer_id,
        themes=sorted(themes),
        sentiment=sentiment or None,
        before=sorted(before.themes),
    )


def take_back(session: Session, *, answer_id: uuid.UUID, actor: str) -> bool:
    """Take one's own codes off a comment, which then waits to be read. Whether there were any."""
    done = _done(session, answer_id, actor)
    if not done:
        return False
    for row in [*done, *_codes(session, answer_id, who=actor)]:
        session.delete(row)
    session.flush()
    if not done[0].second:
        readers = {each.who for each in _done(session, answer_id) if not each.second}
        for row in _codes(session, answer_id):
            if row.source in MACHINES and not readers:
                _change(row, State.SUGGESTED)
            elif row.source == Source.PERSON and row.who in readers and not row.second:
                _change(row, State.CONFIRMED)
    note(session, actor=actor, what="coding of a comment taken back", subject=answer_id)
    return True


def given_by(session: Session, *, answer_id: uuid.UUID, actor: str) -> Given:
    """What one person has said of a comment."""
    rows = [each for each in _codes(session, answer_id, who=actor) if each.state == State.CONFIRMED]
    sentiments = [Sentiment(each.code) for each in rows if each.scheme == Scheme.SENTIMENT]
    return Given(
        frozenset(each.code for each in rows if each.scheme == Scheme.THEMES),
        sentiments[0] if sentiments else None,
    )


def _put(
    session: Session,
    pack: Pack,
    answer_id: uuid.UUID,
    scheme: Scheme,
    codes: Iterable[str | None],
    actor: str,
    second: bool,
) -> None:
    """Let a person's codes of one kind be exactly these."""
    wanted = {code for code in codes if code}
    for row in _codes(session, answer_id):
        mine = row.source == Source.PERSON and row.who == actor
        if row.scheme != scheme:
            continue
        if mine or (not second and not row.second):
            _change(row, State.CONFIRMED if row.code in wanted else State.REJECTED)
    have = {each.code for each in _codes(session, answer_id, who=actor) if each.scheme == scheme}
    at = utc_now()
    session.add_all(
        Coding(
            consultation_slug=pack.slug,
            answer_id=answer_id,
            scheme=scheme,
            code=code,
            source=Source.PERSON,
            who=actor,
            state=State.CONFIRMED,
            second=second,
            at=at,
        )
        for code in sorted(wanted - have)
    )
    if scheme is Scheme.SENTIMENT and not wanted:
        return
    done = [each for each in _done(session, answer_id, actor) if each.scheme == scheme]
    if done:
        done[0].at = at
    else:
        session.add(
            CodingDone(
                consultation_slug=pack.slug,
                answer_id=answer_id,
                scheme=scheme,
                who=actor,
                second=second,
                at=at,
            )
        )


def _change(row: Coding, state: State) -> None:
    """Change how a code stands, and when, so that whoever counts notices."""
    if row.state != state:
        row.state, row.at = state, utc_now()


def _codes(session: Session, answer_id: uuid.UUID, *, who: str | None = None) -> list[Coding]:
    statement = select(Coding).where(Coding.answer_id == answer_id).order_by(Coding.at, Coding.id)
    if who is not None:
        statement = statement.where(Coding.who == who, Coding.source == Source.PERSON)
    return list(session.scalars(statement))


def _done(session: Session, answer_id: uuid.UUID, who: str | None = None) -> list[CodingDone]:
    statement = (
        select(CodingDone)
        .where(CodingDone.answer_id == answer_id)
        .order_by(CodingDone.at, CodingDone.id)
    )
    if who is not None:
        statement = statement.where(CodingDone.who == who)
    return list(session.scalars(statement))
