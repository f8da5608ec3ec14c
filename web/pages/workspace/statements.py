"""Statements that respondents suggest: the lists, one statement, and the record of moderation."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.models import SuggestedStatement
from consultations.queue.draft import Fault
from consultations.statements.draft import StatementDraft, faults_in, group_called
from consultations.statements.log import moderation_log
from consultations.statements.standing import (
    Standing,
    count_statements,
    statement_with,
    statements_standing,
)
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.consultation import ON_A_PAGE, pack_of, page_number, workspace_of
from web.pages.workspace.data import csv_file
from web.pages.workspace.one_of_many import id_in, neighbours
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace import PagesPresenter
from web.presenters.workspace_statements import (
    EMPTY,
    REASONS,
    SOMEBODY,
    TABS,
    StatementDraftPresenter,
    StatementPresenter,
    tabs,
)

DONE = {
    "accepted": "The statement is shown to others now.",
    "declined": "The statement is not shown. Whoever wrote it sees why with their code.",
    "back": "The statement is waiting again.",
}


def statements(request: Request, visit: Visit) -> Response:
    """The statements of one standing, a page at a time."""
    pack, number = pack_of(request), page_number(request)
    wanted = request.query_params.get("show", "")
    standing = next((each for each in TABS if each == wanted), Standing.WAITING)
    with reading() as session:
        shared = workspace_of(session, pack)
        counts = count_statements(session, consultation_slug=pack.slug)
        found = statements_standing(session, consultation_slug=pack.slug, standing=standing)
        undo = _find(session, pack, request.query_params.get("undo", ""))
    start = (number - 1) * ON_A_PAGE
    return show(
        request,
        "statements",
        visit=visit,
        workspace=shared,
        tabs=tabs(counts, standing),
        statements=[StatementPresenter(each, pack) for each in found[start : start + ON_A_PAGE]],
        empty=EMPTY[standing],
        pages=PagesPresenter(number, len(found), ON_A_PAGE),
        chosen={"show": standing},
        done=DONE.get(request.query_params.get("done", "")),
        undo=StatementPresenter(undo, pack) if undo else None,
    )


def show_one(
    request: Request,
    visit: Visit,
    *,
    draft: StatementDraft | None = None,
    faults: Sequence[Fault] = (),
    checked: bool = False,
    error: str | None = None,
    paste: str | None = None,
) -> Response:
    """The page of one statement; after something that could not be done, with the reason."""
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        suggested = find(session, request, pack)
        beside = [
            each.id
            for each in statements_standing(
                session, consultation_slug=pack.slug, standing=Standing(suggested.status)
            )
        ]
    before, after = neighbours(beside, suggested.id)
    shown = draft or StatementDraft(
        suggested.text, suggested.whose or SOMEBODY, group_called(pack, suggested.whose)
    )
    warnings = [each for each in faults_in(shown, pack) if each.warning]
    return show(
        request,
        "statement",
        visit=visit,
        status=422 if faults or error or paste else 200,
        workspace=shared,
        one=StatementPresenter(suggested, pack),
        draft=StatementDraftPresenter(shown, [*faults, *warnings]),
        before=before,
        after=after,
        reasons=REASONS,
        because=visit.typed("because"),
        remark=visit.typed("remark"),
        repeats=visit.typed("repeats"),
        in_pack=[(each.id, each.text) for each in pack.statements],
        checked=checked,
        error=error,
        paste=paste,
    )


def download_log(request: Request, visit: Visit) -> Response:
    """Every statement and what became of it, as CSV. Who took it is recorded."""
    pack = pack_of(request)
    with writing() as session:
        text = moderation_log(session, pack=pack, actor=visit.name)
    return csv_file(text, f"{pack.slug}-statements.csv")


def find(session: Session, request: Request, pack: Pack) -> SuggestedStatement:
    """The statement that the address names.

    Raises HTTPException 404 when there is none, or when its author has taken it back.
    """
    found = _find(session, pack, request.path_params["statement"])
    if found is None or found.status == Standing.WITHDRAWN:
        raise HTTPException(404)
    return found


def _find(session: Session, pack: Pack, text: str) -> SuggestedStatement | None:
    statement_id = id_in(text)
    if statement_id is None:
        return None
    return statement_with(session, consultation_slug=pack.slug, statement_id=statement_id)


ADDRESSES = (
    Address("/workspace/{slug}/statements", "workspace-statements", statements, may=EVERY_ROLE),
    Address(
        "/workspace/{slug}/data/statements.csv",
        "workspace-statements-csv",
        download_log,
        may=EVERY_ROLE,
    ),
)
