"""How long the rest of a conversation takes."""

from __future__ import annotations

import math
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.answers import current_answers
from consultations.content.schema import Pack
from consultations.models import Conversation
from consultations.route import route
from consultations.types import Lane


class Left(NamedTuple):
    """The questions still to come, and the minutes that they take in whole numbers."""

    questions: int
    minutes: int


def minutes_left(session: Session, *, conversation: Conversation, pack: Pack) -> Left:
    """What is left of a lane, at the pace that its pack promises."""
    lane = Lane(conversation.lane or Lane.PUBLIC)
    answered = current_answers(session, response=conversation.response)
    questions = route(pack, lane, minutes=conversation.minutes, said=answered)
    left = sum(question.key not in answered for question in questions)
    promised = conversation.minutes or pack.consultation.lanes[lane].minutes
    return Left(left, math.ceil(promised * left / max(1, len(questions))))
