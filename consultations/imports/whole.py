"""A whole file as it will be stored, with nothing left to work out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.audit import Happened
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.imports.ready import ReadyResponse
from consultations.imports.receipts import give_free_receipts
from consultations.imports.suggested import Suggested, suggested_by
from consultations.imports.written import Written, written
from consultations.models import Answer


class Ready(NamedTuple):
    """A whole file as it will be stored: answers and statements as the database takes them."""

    sha256: str
    responses: Sequence[ReadyResponse]
    answers: Written
    suggested: Suggested
    events: Sequence[Happened]


def whole(
    session: Session, pack: Pack, responses: Sequence[ReadyResponse], *, sha256: str
) -> Ready:
    """Write everything down that is to be stored, each answer with a receipt that is free."""
    give_free_receipts(session, responses)
    now = utc_now()
    rows = [{**said._asdict(), "answered_at": now} for each in responses for said in each.answers]
    return Ready(
        sha256=sha256,
        responses=responses,
        answers=written(Answer, rows),
        suggested=suggested_by(pack, responses),
        events=[_brought_in(each) for each in responses],
    )


def _brought_in(response: ReadyResponse) -> Happened:
    """What the record holds of one response: the digest of every answer, in one event."""
    said = {
        str(answer.id): digest
        for answer, digest in zip(response.answers, response.commitments, strict=True)
    }
    return Happened("respondent", "response brought in", str(response.id), {"said": said})
