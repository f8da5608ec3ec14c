"""Which questions stand on a form, for one length: those of the chat, all at once.

A form cannot know what will be said on it. So it holds the questions that follow from an answer as
well, and nobody needs to answer those. The form's own id decides which statements it shows.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping

from consultations.content.asking import StatementQuestion
from consultations.content.schema import Pack, Question, Statement
from consultations.route import USUAL_MINUTES, Said, lengths, route
from consultations.types import Lane


def form_route(
    pack: Pack,
    lane: Lane,
    *,
    form_id: uuid.UUID,
    minutes: int | None = None,
    said: Mapping[str, Said] | None = None,
) -> tuple[Question, ...]:
    """The questions on one form, in order, with those that were answered before."""
    drawn = random.Random(f"{form_id}:statements")
    statements = [each.key for each in _votes(pack, lane)]
    drawn.shuffle(statements)
    return route(
        pack,
        lane,
        minutes=length_of(pack, lane, minutes),
        said=said,
        statements=statements,
        whatever_is_said=True,
    )


def length_of(pack: Pack, lane: Lane, minutes: int | None) -> int:
    """The length that somebody wants, if the lane has it; else the usual one, or its only one."""
    known = lengths(pack, lane)
    if minutes in known:
        return int(minutes or 0)
    return USUAL_MINUTES if USUAL_MINUTES in known else known[-1]


def view_on_form(pack: Pack, lane: Lane, *, form_id: uuid.UUID) -> Statement | None:
    """The view of others that a form shows. It cannot know whom it is shown to."""
    votes = _votes(pack, lane)
    if not votes:
        return None
    return random.Random(f"{form_id}:opposing").choice(votes).statement


def _votes(pack: Pack, lane: Lane) -> list[StatementQuestion]:
    return [each for each in pack.questions_for(lane) if isinstance(each, StatementQuestion)]
