"""Use a second person's agreement: once, within a day, for exactly what was agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.approvals.asking import wishes
from consultations.approvals.rules import COUNTS_FOR, Action, is_needed, others_who_may_agree
from consultations.audit import note
from consultations.database import utc_now
from consultations.models import Approval
from consultations.one_at_a_time import alone

NEEDS_AGREEMENT = "Somebody else has to agree to this first. Ask for it with a reason."
NEEDS_PERSON = (
    "Somebody else has to agree to this, and there is nobody else who may. "
    "Ask an administrator to add a second person on the page People."
)


class NotAgreed(Exception):
    """Something that a second person has not agreed to, with what to do."""


class Standing(NamedTuple):
    """How one wish of one person stands.

    ``needed``: whether somebody else has to agree at all. ``others``: who may. ``waits``: the wish
    that nobody has decided yet. ``ready``: the agreement that can be used now, and ``until`` when.
    ``refused``: the last decision, if it was a refusal.
    """

    needed: bool
    others: tuple[str, ...]
    waits: Approval | None
    ready: Approval | None
    refused: Approval | None

    @property
    def until(self) -> datetime | None:
        """When the agreement ends."""
        at = self.ready.decided_at if self.ready else None
        return at + COUNTS_FOR if at else None

    @property
    def may_go_on(self) -> bool:
        """Whether the thing may be done now."""
        return not self.needed or self.ready is not None


def standing_of(
    session: Session,
    *,
    slug: str,
    action: Action,
    by: str,
    detail: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Standing:
    """What a page says beside a button that needs a second person. It changes nothing."""
    now, exact = now or utc_now(), dict(detail or {})
    others = others_who_may_agree(session, slug=slug, action=action, by=by)
    waiting = [
        each
        for each in wishes(session, slugs=[slug], now=now)
        if each.asked_by == by and each.action == action and each.detail == exact
    ]
    decided = [
        each
        for each in _decided(session, slug=slug, action=action, by=by, now=now)
        if each.detail == exact
    ]
    ready = next((each for each in decided if each.agreed), None)
    refused = decided[0] if decided and not decided[0].agreed else None
    return Standing(
        needed=is_needed(others),
        others=tuple(others),
        waits=waiting[0] if waiting else None,
        ready=ready,
        refused=refused,
    )


def use(
    session: Session,
    *,
    slug: str,
    action: Action,
    by: str,
    detail: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Approval | None:
    """Use up the agreement for this, in the transaction that does the thing.

    Returns the agreement; None when nobody else has to agree, which is recorded as well. Only
    whoever asked may use it: once, within 24 hours, for exactly this detail. Raises NotAgreed
    otherwise.
    """
    now = now or utc_now()
    alone(session, f"approvals of {slug}")
    standing = standing_of(session, slug=slug, action=action, by=by, detail=detail, now=now)
    if not standing.needed:
        note(session, actor=by, what="done alone", subject=slug, action=action)
        return None
    if standing.ready is None:
        raise NotAgreed(NEEDS_AGREEMENT if standing.others else NEEDS_PERSON)
    standing.ready.used_at = now
    session.flush()
    note(
        session,
        actor=by,
        what="agreement used",
        subject=slug,
        approval=str(standing.ready.id),
        action=action,
        agreed_by=standing.ready.decided_by,
    )
    return standing.ready


def _decided(
    session: Session, *, slug: str, action: Action, by: str, now: datetime
) -> list[Approval]:
    """What was decided for one person within a day and not used, the newest first."""
    return list(
        session.scalars(
            select(Approval)
            .where(
                Approval.consultation_slug == slug,
                Approval.action == action,
                Approval.asked_by == by,
                Approval.decided_at > now - COUNTS_FOR,
                Approval.used_at.is_(None),
            )
            .order_by(Approval.decided_at.desc(), Approval.id)
            .execution_options(populate_existing=True)
        )
    )
