"""Agreements: what waits for a second person in one consultation, and what was decided."""

from __future__ import annotations

import uuid

from sqlalchemy import or_, select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.approvals import Action, ApprovalRefused, decide, may_agree, wishes
from consultations.approvals.rules import MAY_AGREE, WAITS_FOR
from consultations.database import reading, utc_now, writing
from consultations.models import Approval
from web.pages.workspace.address import BOTH, EVERY_ROLE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.approvals import WishPresenter

MOST_SHOWN = 50
UNKNOWN = "This wish is not there any more."


def approvals(request: Request, visit: Visit) -> Response:
    """What waits and what was decided; on a POST, agree or refuse."""
    pack = pack_of(request)
    if request.method == "GET":
        return _page(request, visit, done=request.query_params.get("done", ""))
    try:
        key = uuid.UUID(visit.typed("wish"))
    except ValueError:
        return _page(request, visit, error=UNKNOWN, status=422)
    agreed = visit.typed("do") == "agree"
    try:
        with writing() as session:
            decide(
                session,
                slug=pack.slug,
                approval_id=key,
                by=visit.name,
                agreed=agreed,
                reason=visit.typed("reason"),
            )
    except ApprovalRefused as error:
        return _page(request, visit, error=str(error), status=422)
    return RedirectResponse(
        f"{request.url.path}?done={'agreed' if agreed else 'refused'}", status_code=303
    )


def _page(
    request: Request,
    visit: Visit,
    *,
    done: str = "",
    error: str | None = None,
    status: int = 200,
) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        waiting = [
            WishPresenter(
                wish,
                may_decide=may_agree(
                    session,
                    slug=pack.slug,
                    action=Action(wish.action),
                    asked_by=wish.asked_by,
                    name=visit.name,
                ),
                is_own=wish.asked_by == visit.name,
            )
            for wish in wishes(session, slugs=[pack.slug])
        ]
        over = session.scalars(
            select(Approval)
            .where(
                Approval.consultation_slug == pack.slug,
                or_(
                    Approval.decided_at.is_not(None),
                    Approval.asked_at <= utc_now() - WAITS_FOR,
                ),
            )
            .order_by(Approval.asked_at.desc(), Approval.id)
            .limit(MOST_SHOWN)
        ).all()
    return show(
        request,
        "approvals",
        visit=visit,
        workspace=shared,
        status=status,
        waiting=waiting,
        decided=[WishPresenter(each) for each in over],
        done=done,
        error=error,
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/approvals",
        "workspace-approvals",
        approvals,
        BOTH,
        may=EVERY_ROLE,
        may_send=frozenset().union(*MAY_AGREE.values()),
    ),
)
