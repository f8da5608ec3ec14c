"""“You said, we did”: what would be published, what the gate says of it, and publishing it."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.approvals import Action, ApprovalRefused, ask, standing_of
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.outcome.draft import Draft, draft_outcome
from consultations.outcome.publishing import (
    AROUND,
    OutcomeRefused,
    agreement_about,
    all_outcomes,
    publish_outcome,
    why_not_yet,
    words_around,
)
from web.languages import moment
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_DECIDE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.outcome import OutcomePresenter

DONE = {
    "published": "It is published. Everybody can read it among the results. Now make the report.",
    "asked": "Somebody else was asked to agree. You can publish it once they have.",
}
LEDGER_MOVED = (
    "The words or the ledger have changed since you read this page. Read it below, then go on."
)


def outcome(request: Request, visit: Visit) -> Response:
    """The draft and what stands in its way; on a POST, check, ask for agreement, or publish."""
    pack, do = pack_of(request), visit.typed("do")
    if request.method == "GET":
        return _page(request, visit, pack)
    if do not in ("publish", "ask"):
        return _page(request, visit, pack, checked=True)
    try:
        with reading() as session:  # takes a while with many people, and nobody waits for it
            draft = _draft(session, pack, visit)
        if visit.typed("read") != draft.digest:
            raise OutcomeRefused(LEDGER_MOVED)
        with writing() as session:
            if do == "ask":
                _ask(session, pack, draft, visit)
            else:
                publish_outcome(session, pack=pack, draft=draft, by=visit.name)
    except (OutcomeRefused, ApprovalRefused) as error:
        return _page(request, visit, pack, error=str(error), checked=True)
    done = "asked" if do == "ask" else "published"
    return RedirectResponse(f"{request.url.path}?done={done}", status_code=303)


def _ask(session: Session, pack: Pack, draft: Draft, visit: Visit) -> None:
    ask(
        session,
        slug=pack.slug,
        action=Action.PUBLISH,
        by=visit.name,
        reason=visit.typed("reason"),
        detail=agreement_about(draft),
    )


def _draft(session: Session, pack: Pack, visit: Visit, *, typed: bool = True) -> Draft:
    """The draft with the words around it: as typed, else as asked for or published last."""
    kept = words_around(session, pack.slug)
    around = {name: visit.typed(name) for name in AROUND} if typed else kept
    return draft_outcome(session, pack=pack, **around)


def _page(
    request: Request,
    visit: Visit,
    pack: Pack,
    *,
    error: str | None = None,
    checked: bool = False,
) -> Response:
    with reading() as session:
        shared = workspace_of(session, pack)
        draft = _draft(session, pack, visit, typed=checked)
        why_not = why_not_yet(session, pack=pack, draft=draft)
        published = all_outcomes(session, pack.slug)
        agreement = standing_of(
            session,
            slug=pack.slug,
            action=Action.PUBLISH,
            by=visit.name,
            detail=agreement_about(draft),
        )
    return show(
        request,
        "outcome",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        draft=draft,
        outcome=OutcomePresenter(draft.content, pack),
        why_not=why_not,
        agreement=agreement,
        checked=checked,
        error=error,
        done=DONE.get(request.query_params.get("done", "")),
        published=[
            (each.revision, moment(each.published_at), each.published_by) for each in published
        ],
        may_decide=visit.may(MAY_DECIDE, pack.slug),
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/outcome",
        "workspace-outcome",
        outcome,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_DECIDE,
    ),
)
