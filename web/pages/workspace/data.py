"""Take the data out: nine kinds of file, each with a manifest, and what each column means."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from consultations.approvals import Action, ApprovalRefused, NotAgreed, ask, standing_of, use
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.exports import questions_csv, responses_csv
from consultations.exports.counting import sizes_of
from consultations.exports.kinds import KINDS, Holds, holds_words
from consultations.exports.names import Kind
from consultations.exports.taking_out import (
    check_agreed,
    detail_of,
    exports_of,
    make_files,
    record_export,
    zipped,
)
from web.pages.workspace.address import EVERY_ROLE, MAY_ANALYSE, MAY_AUDIT, SEND, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.approvals import StandingPresenter
from web.presenters.workspace_data import KindPresenter, TakenPresenter

MAY_TAKE = MAY_ANALYSE | MAY_AUDIT
ASK, WORDS = "ask", "yes"
DONE = {
    "asked": "Somebody else can agree now, on the page Agreements. Come back here afterwards.",
    "agree": "Somebody else has to agree first, because the file holds what people wrote.",
}


def data(request: Request, visit: Visit) -> Response:
    """What can be taken out, how many rows each file has, and what was taken out before."""
    return _page(request, visit, done=request.query_params.get("done", ""))


def take_out(request: Request, visit: Visit) -> Response:
    """Make one kind of file and send it; or ask somebody else to agree to it."""
    pack = pack_of(request)
    kind = next((each for each in Kind if each == visit.typed("kind")), None)
    if kind is None:
        return _page(request, visit, error="Choose one of the files.")
    with_words = visit.typed("words") == WORDS or KINDS[kind].words is Holds.ALWAYS
    try:
        if visit.typed("do") == ASK:
            _ask(pack, visit, kind)
            return RedirectResponse(f"{_here(request, pack)}?done=asked", 303)
        return _file(pack, visit, kind, with_words=with_words)
    except (ApprovalRefused, NotAgreed) as error:
        return _page(request, visit, error=str(error))


def download_responses(request: Request, visit: Visit) -> Response:
    """The responses as a plain CSV. Who took them is recorded.

    It takes the same agreement as the spreadsheet, which holds the same.
    """
    pack = pack_of(request)
    try:
        with writing() as session:
            detail = detail_of(Kind.WIDE)
            use(session, slug=pack.slug, action=Action.EXPORT, by=visit.name, detail=detail)
            text = responses_csv(session, consultation_slug=pack.slug, actor=visit.name)
    except NotAgreed:
        return RedirectResponse(f"{_here(request, pack)}?done=agree", 303)
    return csv_file(text, f"{pack.slug}-responses.csv")


def download_questions(request: Request, visit: Visit) -> Response:
    """What each column means, as CSV."""
    pack = pack_of(request)
    with writing() as session:
        text = questions_csv(session, consultation_slug=pack.slug, actor=visit.name)
    return csv_file(text, f"{pack.slug}-questions.csv")


def csv_file(text: str, name: str) -> Response:
    """A file to keep, for a spreadsheet."""
    return Response(
        text,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _file(pack: Pack, visit: Visit, kind: Kind, *, with_words: bool) -> Response:
    """The files of one kind in one file. Nobody who answers has to wait while it is made.

    Raises NotAgreed when somebody else has to agree first.
    """
    words = holds_words(kind, with_words=with_words)
    folder = Path(tempfile.mkdtemp(prefix="taken-out-"))
    try:
        slug, by = pack.slug, visit.name
        with reading() as session:
            check_agreed(session, consultation_slug=slug, kind=kind, by=by, words=words)
            made = make_files(
                session,
                consultation_slug=slug,
                kind=kind,
                folder=folder / "files",
                by=by,
                with_words=words,
            )
        packed = zipped(folder / "files", folder / "all.zip")
        with writing() as session:
            record_export(session, made)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        packed,
        media_type="application/zip",
        filename=f"{pack.slug}-{kind}.zip",
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )


def _ask(pack: Pack, visit: Visit, kind: Kind) -> None:
    """Leave a wish for somebody else. Raises ApprovalRefused when it cannot be left."""
    with writing() as session:
        ask(
            session,
            slug=pack.slug,
            action=Action.EXPORT,
            by=visit.name,
            reason=visit.typed("reason"),
            detail=detail_of(kind),
        )


def _page(request: Request, visit: Visit, *, done: str = "", error: str | None = None) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        sizes = sizes_of(session, pack=pack)
        kinds = [
            KindPresenter(kind, sizes, _agreement(session, pack, visit, kind)) for kind in Kind
        ]
        taken = [TakenPresenter(each) for each in exports_of(session, consultation_slug=pack.slug)]
    return show(
        request,
        "data",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        kinds=kinds,
        taken=taken,
        held_back=sizes.held_back,
        may_take=visit.may(MAY_TAKE, pack.slug),
        done=DONE.get(done, ""),
        error=error,
    )


def _agreement(session: Session, pack: Pack, visit: Visit, kind: Kind) -> StandingPresenter | None:
    """How the agreement stands to a file with what people wrote; None for files without."""
    if KINDS[kind].words is Holds.NEVER:
        return None
    detail = detail_of(kind)
    return StandingPresenter(
        standing_of(session, slug=pack.slug, action=Action.EXPORT, by=visit.name, detail=detail)
    )


def _here(request: Request, pack: Pack) -> str:
    return str(request.app.url_path_for("workspace-data", slug=pack.slug))


ADDRESSES = (
    Address("/workspace/{slug}/data", "workspace-data", data, may=EVERY_ROLE),
    Address("/workspace/{slug}/data/take-out", "workspace-take-out", take_out, SEND, may=MAY_TAKE),
    Address(
        "/workspace/{slug}/data/responses.csv",
        "workspace-responses-csv",
        download_responses,
        may=MAY_TAKE,
    ),
    Address(
        "/workspace/{slug}/data/questions.csv",
        "workspace-questions-csv",
        download_questions,
        may=EVERY_ROLE,
    ),
)
