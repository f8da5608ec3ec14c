"""How far people came: who was asked each question, who answered it, and who stopped there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.content.asking import StatementQuestion
from consultations.content.schema import Pack
from consultations.models import Answer, Conversation, Response
from consultations.releases.inside import people_in_batches
from consultations.types import ConversationStatus, Lane

# Somebody who has said nothing for so long has stopped; until then they may be typing.
STILL_THERE = timedelta(minutes=30)


class Step(NamedTuple):
    """One question of a lane: how many answered, left it out, and stopped there for good.

    A step with statements counts each person once. Those who were never asked are in no figure.
    """

    lane: Lane
    key: str
    short: str
    answered: int
    skipped: int
    stopped: int

    @property
    def asked(self) -> int:
        """The base of each share: those who were asked this."""
        return self.answered + self.skipped + self.stopped


class TimeTaken(NamedTuple):
    """How many seconds people of one lane and length took: a quarter, half, three quarters."""

    lane: Lane
    minutes: str
    people: int
    quarter: float
    half: float
    three_quarters: float


def steps(
    session: Session, *, pack: Pack, now: datetime, people: People | None = None
) -> list[Step]:
    """Every question to the public, in the order asked.

    Of staff this is never told: one who stops, or leaves a question out, could be recognised.
    """
    people = people_in_batches(session, pack=pack) if people is None else people
    unsent = _unsent(session, slug=pack.slug)
    stopped = _stopped(session, slug=pack.slug, before=now - STILL_THERE)
    found = []
    for lane in (Lane.PUBLIC,):
        for key, short, keys in _in_steps(pack, lane):
            answered, skipped = _of_sent(people, lane, keys)
            found.append(
                Step(
                    lane,
                    key,
                    short,
                    answered + max((unsent[lane, each, False] for each in keys), default=0),
                    skipped + max((unsent[lane, each, True] for each in keys), default=0),
                    sum(stopped[lane, each] for each in keys),
                )
            )
    return [each for each in found if each.asked]


def times_taken(people: People) -> list[TimeTaken]:
    """How long people took, by lane and by the length that they chose, shortest first."""
    found = []
    for lane in Lane:
        for length in sorted(people.length.values, key=lambda each: int(each or 0)):
            some = people.of_lane(lane) & people.length.is_(length) & people.channel.is_("chat")
            if some.any():
                quarters = np.percentile(people.seconds[some], (25, 50, 75))
                found.append(TimeTaken(lane, length, int(some.sum()), *map(float, quarters)))
    return found


def _in_steps(pack: Pack, lane: Lane) -> Iterator[tuple[str, str, list[str]]]:
    """A key, a short name and the questions of each step; the votes of a block are one step."""
    blocks: dict[str, list[str]] = {}
    for question in pack.questions_for(lane):
        if not isinstance(question, StatementQuestion):
            yield question.key, question.short, [question.key]
        elif question.block not in blocks:
            blocks[question.block] = [
                each.key
                for each in pack.questions_for(lane)
                if isinstance(each, StatementQuestion) and each.block == question.block
            ]
            yield question.block, "Statements by others", blocks[question.block]


def _of_sent(people: People, lane: Lane, keys: list[str]) -> tuple[int, int]:
    here = people.of_lane(lane)
    said = [people.answers(key) for key in keys]
    answered = np.any([each.answered for each in said], axis=0) & here
    skipped = np.any([each.skipped for each in said], axis=0) & here & ~answered
    return int(answered.sum()), int(skipped.sum())


def _unsent(session: Session, *, slug: str) -> Counter[tuple[Lane, str, bool]]:
    statement = (
        select(Response.lane, Answer.question_key, Answer.skipped, func.count())
        .join(Answer.response)
        .where(
            Response.consultation_slug == slug,
            Response.submitted_at.is_(None),
            Response.withdrawn_at.is_(None),
            Answer.current,
        )
        .group_by(Response.lane, Answer.question_key, Answer.skipped)
        .order_by(Response.lane, Answer.question_key, Answer.skipped)
    )
    found: Counter[tuple[Lane, str, bool]] = Counter()
    for lane, key, skipped, people in session.execute(statement):
        found[Lane(lane or Lane.PUBLIC), key, skipped] = people
    return found


def _stopped(session: Session, *, slug: str, before: datetime) -> Counter[tuple[Lane, str]]:
    statement = (
        select(Conversation.lane, Conversation.cursor, func.count())
        .where(
            Conversation.consultation_slug == slug,
            Conversation.status == ConversationStatus.OPEN,
            Conversation.last_turn_at < before,
            Conversation.cursor.is_not(None),
        )
        .group_by(Conversation.lane, Conversation.cursor)
        .order_by(Conversation.lane, Conversation.cursor)
    )
    found: Counter[tuple[Lane, str]] = Counter()
    for lane, cursor, people in session.execute(statement):
        found[Lane(lane or Lane.PUBLIC), cursor or ""] = people
    return found
