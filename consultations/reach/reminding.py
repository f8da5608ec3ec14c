"""Half-way through, say who has not been heard, while there is time to reach them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.content.library import reached_at, status_of
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.reach.comparing import Compared, reach
from consultations.reach.profile import profile_of
from consultations.types import ConsultationStatus


class Reminder(NamedTuple):
    """Half of the time is gone: which groups are missing, by what they are compared by.

    Without a profile nobody can tell, so the reminder says that one is needed.
    """

    half_way: datetime
    closes: datetime
    has_profile: bool
    missing: list[tuple[str, Compared]]


def half_way(pack: Pack) -> datetime:
    """The moment at which half of the consultation's time is gone."""
    opened = reached_at(pack, ConsultationStatus.OPEN) or pack.consultation.opens
    return opened + (pack.consultation.closes - opened) / 2


def reminder(session: Session, *, pack: Pack, now: datetime | None = None) -> Reminder | None:
    """What to say at half time; None before it, after the close, or when nobody is missing."""
    now, middle = now or utc_now(), half_way(pack)
    if (
        status_of(pack) is not ConsultationStatus.OPEN
        or not middle <= now < pack.consultation.closes
    ):
        return None
    has_profile = bool(profile_of(session, consultation_slug=pack.slug))
    missing = [
        (one.dimension.name, each) for one in reach(session, pack=pack) for each in one.missing
    ]
    if has_profile and not missing:
        return None
    return Reminder(middle, pack.consultation.closes, has_profile, missing)
