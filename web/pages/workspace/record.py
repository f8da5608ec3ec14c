"""The record: what was done lately, where it ends, and whether it is whole."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consultations.access import EVERYWHERE
from consultations.audit import note
from consultations.audit.belonging import latest_events
from consultations.audit.chain import last_link
from consultations.audit.checking import check_record
from consultations.audit.heads import latest_head
from consultations.audit.kinds import Kind
from consultations.audit.stored import Fitting, check_texts
from consultations.database import reading, writing
from web.pages.workspace.address import BOTH, MAY_AUDIT, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.record import HeadPresenter
from web.presenters.workspace_record import CheckPresenter, EventPresenter, kinds_offered

ON_A_PAGE, LONGEST_NAME = 50, 80


def record(request: Request, visit: Visit) -> Response:
    """The newest events; on a POST, the whole record is read and checked."""
    if request.method == "GET":
        return show_record(request, visit)
    pack = pack_of(request)
    with reading() as session:
        verdict = check_record(session)
        texts = check_texts(session, verdict=verdict) if verdict.is_whole else 0
    with writing() as session:
        whole = verdict.is_whole
        note(session, actor=visit.name, what="record checked", subject=pack.slug, whole=whole)
    return show_record(request, visit, check=CheckPresenter(verdict, Fitting(None, texts)))


def show_record(
    request: Request,
    visit: Visit,
    *,
    check: CheckPresenter | None = None,
    status: int = 200,
    **evidence: Any,
) -> Response:
    """The page of the record, with what has just been found out."""
    pack, asked_for = pack_of(request), request.query_params
    kind = next((each for each in Kind if each == asked_for.get("kind")), None)
    who = asked_for.get("who", "").strip()[:LONGEST_NAME]
    before = _number(asked_for.get("before", ""))
    with reading() as session:
        shared = workspace_of(session, pack)
        events = latest_events(
            session,
            slug=pack.slug,
            most=ON_A_PAGE + 1,
            kind=kind,
            actor=who,
            before=before,
            whole_service=visit.may(MAY_AUDIT, EVERYWHERE),
        )
        end, head = last_link(session), latest_head(session)
    return show(
        request,
        "record",
        visit=visit,
        workspace=shared,
        status=status,
        events=[EventPresenter(each) for each in events[:ON_A_PAGE]],
        older=events[ON_A_PAGE - 1].id if len(events) > ON_A_PAGE else None,
        end=end.digest if end else None,
        head=HeadPresenter(head) if head else None,
        kinds=kinds_offered(),
        chosen={"kind": kind or "", "who": who},
        is_later=before is not None,
        check=check,
        **{"error": None, "agreement": None, "response": "", "asked": False, **evidence},
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


ADDRESSES = (Address("/workspace/{slug}/record", "workspace-record", record, BOTH, may=MAY_AUDIT),)
