"""What needs a second person, and who that may be."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.access import EVERYWHERE, Role
from consultations.models import Commissioner, Membership
from consultations.settings import SecondPerson, settings

COUNTS_FOR = timedelta(hours=24)
WAITS_FOR = timedelta(days=7)


class Action(StrEnum):
    """What nobody does alone once there is somebody else who may agree."""

    PUBLISH = "publish"
    REOPEN = "re-open"
    EXPORT = "export-raw-text"


MAY_AGREE = {
    Action.PUBLISH: frozenset({Role.AUTHOR, Role.DECISION_MAKER, Role.ADMINISTRATOR}),
    Action.REOPEN: frozenset({Role.DECISION_MAKER, Role.ADMINISTRATOR}),
    Action.EXPORT: frozenset({Role.ANALYST, Role.DECISION_MAKER, Role.ADMINISTRATOR}),
}


def others_who_may_agree(session: Session, *, slug: str, action: Action, by: str) -> list[str]:
    """The names of all active accounts that may agree to what ``by`` wants to do."""
    return list(
        session.scalars(
            select(Commissioner.name)
            .join(Membership, Membership.commissioner_id == Commissioner.id)
            .where(
                Commissioner.active,
                Commissioner.name != by,
                Membership.consultation_slug.in_((slug, EVERYWHERE)),
                Membership.role.in_(sorted(MAY_AGREE[action])),
            )
            .distinct()
            .order_by(Commissioner.name)
        )
    )


def may_agree(session: Session, *, slug: str, action: Action, asked_by: str, name: str) -> bool:
    """Whether somebody may agree to a wish: never to their own, and only with the right role."""
    return name in others_who_may_agree(session, slug=slug, action=action, by=asked_by)


def is_needed(others: list[str]) -> bool:
    """Whether somebody else has to agree. By default they do as soon as there is anybody else.

    Whoever is alone in a new service may go on alone, and the record says so.
    """
    rule = settings().second_person
    return rule is SecondPerson.ON or (rule is SecondPerson.WHEN_THERE_IS_ONE and bool(others))
