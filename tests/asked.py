"""Questions that had no answer, as tests need them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import AskedQuestion
from consultations.queue.who_asked import remember_who_asked
from consultations.versions import keep_version

MONDAY = date(2026, 9, 7)
DUE = date(2026, 9, 21)
LATER = date(2026, 9, 22)


def asked(
    session: Session,
    pack: Pack,
    text: str = "Will there be a bus?",
    *,
    on: date = MONDAY,
    code: str | None = None,
) -> AskedQuestion:
    """A question that waits, asked by the holder of a code if one is given."""
    question = AskedQuestion(
        consultation_slug=pack.slug,
        content_version=keep_version(session, pack),
        text=text,
        asked_on=on,
    )
    session.add(question)
    session.flush()
    if code is not None:
        remember_who_asked(session, question=question, code=code)
    return question
