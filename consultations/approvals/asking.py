"""Ask for a second person's agreement, and give or refuse it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.access import Roles, roles_in
from consultations.approvals.rules import MAY_AGREE, WAITS_FOR, Action, may_agree
from consultations.audit import note
from consultations.database import utc_now
from consultations.models import Approval
from consultations.one_at_a_time import alone

LONGEST_REASON = 1_000
NO_REASON = "Say why. The other person needs it to decide, and it is kept in the record."
NO_REASON_TO_REFUSE = "Say why you do not agree. It is kept in the record."
ASKED_ALREADY = "You have asked for this already. Somebody else has to agree first."
NOT_THERE = "This wish is not there any more."
DECIDED_ALREADY = "{name} has decided this already."
TOO_OLD = "This wish is older than 7 days. It has to be asked for again."
NOT_YOURS = "Somebody else has to agree: not the person who asked, and with a role that may."


class ApprovalRefused(Exception):
    """A wish or an agreement that cannot be taken, said in one sentence."""


def ask(
    session: Session,
    *,
    slug: str,
    action: Action,
    by: str,
    reason: str,
    detail: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Approval:
    """Ask somebody else to agree to something. It is agreed to with exactly this detail.

    ``detail`` holds what tells this wish from another, such as the version to be published: short
    strings and numbers, and never what a respondent said. Raises ApprovalRefused without a reason,
    and when the same wish of the same person waits already.
    """
    now, reason = now or utc_now(), reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ApprovalRefused(NO_REASON)
    alone(session, f"approvals of {slug}")
    same = (each for each in wishes(session, slugs=[slug], now=now) if each.asked_by == by)
    if any(each.action == action and each.detail == dict(detail or {}) for each in same):
        raise ApprovalRefused(ASKED_ALREADY)
    wish = Approval(
        consultation_slug=slug,
        action=action,
        detail=dict(detail or {}),
        reason=reason,
        asked_by=by,
        asked_at=now,
    )
    session.add(wish)
    session.flush()
    _note(session, wish, actor=by, what="agreement asked for", reason=reason)
    return wish


def decide(
    session: Session,
    *,
    slug: str,
    approval_id: uuid.UUID,
    by: str,
    agreed: bool,
    reason: str = "",
    now: datetime | None = None,
) -> Approval:
    """Agree to somebody else's wish, or refuse it. A refusal needs a reason.

    Raises ApprovalRefused for one's own wish, without a role that may agree, when it was decided
    before, and when it has waited for more than 7 days.
    """
    now, reason = now or utc_now(), reason.strip()[:LONGEST_REASON]
    alone(session, f"approvals of {slug}")
    wish = session.get(Approval, approval_id, populate_existing=True)
    if wish is None or wish.consultation_slug != slug:
        raise ApprovalRefused(NOT_THERE)
    if wish.decided_at is not None:
        raise ApprovalRefused(DECIDED_ALREADY.format(name=wish.decided_by))
    if not may_agree(
        session, slug=slug, action=Action(wish.action), asked_by=wish.asked_by, name=by
    ):
        raise ApprovalRefused(NOT_YOURS)
    if wish.asked_at + WAITS_FOR <= now:
        raise ApprovalRefused(TOO_OLD)
    if not agreed and not reason:
        raise ApprovalRefused(NO_REASON_TO_REFUSE)
    wish.decided_by, wish.decided_at, wish.agreed = by, now, agreed
    session.flush()
    what = "agreement given" if agreed else "agreement refused"
    _note(session, wish, actor=by, what=what, reason=reason, asked_by=wish.asked_by)
    return wish


def wishes(
    session: Session, *, slugs: Iterable[str], now: datetime | None = None
) -> list[Approval]:
    """What waits for somebody's agreement in these consultations, the oldest first."""
    return list(
        session.scalars(
            select(Approval)
            .where(
                Approval.consultation_slug.in_(list(slugs)),
                Approval.decided_at.is_(None),
                Approval.asked_at > (now or utc_now()) - WAITS_FOR,
            )
            .order_by(Approval.asked_at, Approval.id)
        )
    )


def wishes_for(
    session: Session, *, slug: str, name: str, roles: Roles, now: datetime | None = None
) -> list[Approval]:
    """What waits for this person's agreement: others' wishes that their roles may decide."""
    mine = roles_in(roles, slug)
    return [
        each
        for each in wishes(session, slugs=[slug], now=now)
        if each.asked_by != name and mine & MAY_AGREE[Action(each.action)]
    ]


def _note(session: Session, wish: Approval, *, actor: str, what: str, **more: Any) -> None:
    note(
        session,
        actor=actor,
        what=what,
        subject=wish.consultation_slug,
        approval=str(wish.id),
        action=wish.action,
        about=wish.detail,
        **more,
    )
