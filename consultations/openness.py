"""Whether a consultation takes responses, by its status and its dates."""

from __future__ import annotations

from datetime import datetime

from consultations.content.schema import Consultation
from consultations.database import utc_now
from consultations.types import ConsultationStatus


def status_now(consultation: Consultation, *, now: datetime | None = None) -> ConsultationStatus:
    """The status at a moment: an open consultation is a draft before it opens, closed after."""
    now = now or utc_now()
    if consultation.status is not ConsultationStatus.OPEN:
        return consultation.status
    if now < consultation.opens:
        return ConsultationStatus.DRAFT
    return ConsultationStatus.OPEN if now < consultation.closes else ConsultationStatus.CLOSED


def is_open(consultation: Consultation, *, now: datetime | None = None) -> bool:
    """Whether new responses may be started."""
    return status_now(consultation, now=now) is ConsultationStatus.OPEN
