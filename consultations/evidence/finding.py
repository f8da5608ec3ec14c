"""Find what the evidence is about, and every event of the record that belongs to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import Answer, AuditEvent, Response
from consultations.responses import find_by_code

AT_A_TIME = 500


class NoEvidence(Exception):
    """Why there is nothing to give out, in one sentence."""


def response_called(session: Session, *, slug: str, name: str) -> Response:
    """The response with this id, or with this code on its receipt.

    Raises NoEvidence when the consultation has none.
    """
    try:
        found = session.get(Response, uuid.UUID(name.strip()))
    except ValueError:
        found = find_by_code(session, code=name)
    if found is None or found.consultation_slug != slug:
        raise NoEvidence(f"No response to {slug} has this code or this id. Check it again.")
    return found


def events_about(session: Session, *, response: Response) -> list[AuditEvent]:
    """Everything that the record says of a response, its conversation and its answers, in order.

    Events about answers that were deleted stay in the record, and lead to nobody any more.
    """
    answers = session.scalars(
        select(Answer.id).where(Answer.response_id == response.id).order_by(Answer.id)
    )
    subjects = [str(response.id), str(response.conversation_id), *map(str, answers)]
    found: dict[int, AuditEvent] = {}
    for some in _in_parts(subjects):
        for event in session.scalars(
            select(AuditEvent).where(AuditEvent.subject.in_(some)).order_by(AuditEvent.id)
        ):
            found[event.id] = event
    return [found[number] for number in sorted(found)]


def _in_parts(subjects: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(subjects)
    while some := list(islice(rest, AT_A_TIME)):
        yield some
