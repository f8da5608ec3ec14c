"""What somebody who is signed in may do, in which consultation. What is not given is refused."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import Membership

EVERYWHERE = "*"


class Role(StrEnum):
    """What a person is in one consultation. Somebody may have several roles."""

    AUTHOR = "author"
    MODERATOR = "moderator"
    ANALYST = "analyst"
    DECISION_MAKER = "decision-maker"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


ANY_ROLE = frozenset(Role)
Roles = Mapping[str, frozenset[Role]]


def may_do(*roles: Role) -> frozenset[Role]:
    """Those with one of these roles."""
    return frozenset(roles)


def roles_of(session: Session, *, account_id: uuid.UUID) -> dict[str, frozenset[Role]]:
    """The roles of one account, by the slug of a consultation; "*" stands for all of them."""
    found: dict[str, set[Role]] = defaultdict(set)
    rows = session.execute(
        select(Membership.consultation_slug, Membership.role)
        .where(Membership.commissioner_id == account_id)
        .order_by(Membership.consultation_slug, Membership.role)
    )
    for slug, role in rows:
        found[slug].add(Role(role))
    return {slug: frozenset(roles) for slug, roles in found.items()}


def roles_in(roles: Roles, slug: str | None) -> frozenset[Role]:
    """The roles that hold in one consultation; without one, those held anywhere."""
    if slug is None:
        return frozenset().union(*roles.values())
    return roles.get(slug, frozenset()) | roles.get(EVERYWHERE, frozenset())


def give_roles(
    session: Session,
    *,
    account_id: uuid.UUID,
    roles: Iterable[Role],
    slug: str = EVERYWHERE,
    by: str,
) -> None:
    """Give an account roles in one consultation, or in all. A role held already stays."""
    held = roles_of(session, account_id=account_id).get(slug, frozenset())
    session.add_all(
        Membership(commissioner_id=account_id, consultation_slug=slug, role=role, given_by=by)
        for role in sorted(set(roles) - held)
    )
    session.flush()
