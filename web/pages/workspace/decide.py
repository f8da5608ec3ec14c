"""The theme ledger: what became of each theme that people raised, and because of what."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.cleaning import number_in
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.ledger.decisions import history, write_down
from consultations.ledger.kinds import LedgerError
from consultations.ledger.size import state_size, stated_before
from consultations.ledger.themes import LedgerTheme, ledger_of
from consultations.releases.inside import people_in_batches
from consultations.reporting.quotes import quotes_of
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_DECIDE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_decide import (
    EMPTY,
    OUTCOMES,
    LedgerPresenter,
    ThemePresenter,
    revisions,
    said_by,
)

DONE = {"written": "It is in the ledger with your name.", "size": "The stated size was changed."}
MOST_REVISIONS = 1_000_000
FIELDS = ("outcome", "we_heard", "what", "because")


def decide(request: Request, visit: Visit) -> Response:
    """Every theme with what became of it; on a POST, state another size."""
    pack = pack_of(request)
    if request.method == "GET":
        return _all(request, visit, pack)
    try:
        with writing() as session:
            state_size(
                session,
                slug=pack.slug,
                people=visit.typed("people"),
                percent=visit.typed("percent"),
                why=visit.typed("why"),
                by=visit.name,
            )
    except LedgerError as error:
        return _all(request, visit, pack, error=str(error))
    return RedirectResponse(f"{request.url.path}?done=size", status_code=303)


def theme(request: Request, visit: Visit) -> Response:
    """One theme with its evidence; on a POST, write down what became of it."""
    pack = pack_of(request)
    if request.method == "GET":
        return _one(request, visit, pack)
    try:
        with reading() as session:  # takes seconds with many people, and nobody waits for it
            found = _theme(session, pack, request)
        with writing() as session:
            write_down(
                session,
                slug=pack.slug,
                theme_id=found.theme_id,
                evidence=found.evidence,
                read=number_in(visit.typed("read"), most=MOST_REVISIONS) or 0,
                by=visit.name,
                **{field: visit.typed(field) for field in FIELDS},
            )
    except LedgerError as error:
        return _one(request, visit, pack, error=str(error))
    address = request.app.url_path_for("workspace-decide", slug=pack.slug)
    return RedirectResponse(f"{address}?done=written#{found.theme_id}", status_code=303)


def _all(request: Request, visit: Visit, pack: Pack, *, error: str | None = None) -> Response:
    with reading() as session:
        shared = workspace_of(session, pack)
        ledger = ledger_of(session, pack=pack)
        stated = stated_before(session, pack.slug)
    return show(
        request,
        "decide",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        ledger=LedgerPresenter(ledger),
        stated=[LedgerPresenter(ledger._replace(size=each)).size_by for each in stated],
        empty=EMPTY,
        error=error,
        done=DONE.get(request.query_params.get("done", "")),
        typed={
            "people": visit.typed("people") if error else ledger.size.people,
            "percent": visit.typed("percent") if error else ledger.size.percent_in_words,
            "why": visit.typed("why") if error else "",
        },
        may_decide=visit.may(MAY_DECIDE, pack.slug),
    )


def _one(request: Request, visit: Visit, pack: Pack, *, error: str | None = None) -> Response:
    with reading() as session:
        shared = workspace_of(session, pack)
        ledger = ledger_of(session, pack=pack)
        found = _theme(session, pack, request)
        rows = history(session, pack.slug, found.theme_id)
        picked = quotes_of(session, pack=pack, people=people_in_batches(session, pack=pack))
    order = [each.theme_id for each in ledger.themes]
    place = order.index(found.theme_id)
    last = rows[0] if rows else None
    one = ThemePresenter(found, found.raised.people)
    return show(
        request,
        "decide_one",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        one=one,
        views=one.views(pack),
        quotes=[(each.words, said_by(each)) for each in picked if each.theme_id == found.theme_id],
        history=revisions(rows),
        outcomes=OUTCOMES,
        before=order[place - 1] if place else None,
        after=order[place + 1] if place + 1 < len(order) else None,
        read=visit.typed("read") if error else (last.revision if last else 0),
        typed={
            each: visit.typed(each) if error else (getattr(last, each) if last else "")
            for each in FIELDS
        },
        error=error,
        may_decide=visit.may(MAY_DECIDE, pack.slug),
    )


def _theme(session: Session, pack: Pack, request: Request) -> LedgerTheme:
    """Raises HTTPException 404 when there is no such theme."""
    found = ledger_of(session, pack=pack).theme(request.path_params["theme"])
    if found is None:
        raise HTTPException(404)
    return found


ADDRESSES = (
    Address(
        "/workspace/{slug}/decide",
        "workspace-decide",
        decide,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_DECIDE,
    ),
    Address(
        "/workspace/{slug}/decide/{theme}",
        "workspace-decide-theme",
        theme,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_DECIDE,
    ),
)
