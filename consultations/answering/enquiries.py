"""Count what people ask and how it ends: evidence for the report, without words and authors."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.models import Enquiry


class Outcome(StrEnum):
    """How a question in somebody's own words ended."""

    ANSWERED = "answered"
    OFFERED = "offered"
    PICKED = "picked"
    UNKNOWN = "unknown"
    NOT_ABOUT_THIS = "not-about-this"


def count_enquiry(
    session: Session,
    *,
    pack: Pack,
    outcome: Outcome,
    answer_id: str | None = None,
    language: str = "en",
) -> Enquiry:
    """Count one question: on which day, in which language, how it ended and by which answer."""
    enquiry = Enquiry(
        consultation_slug=pack.slug,
        content_version=pack.version,
        asked_on=utc_now().date(),
        language=language,
        outcome=outcome,
        answer_id=answer_id,
    )
    session.add(enquiry)
    session.flush()
    return enquiry
