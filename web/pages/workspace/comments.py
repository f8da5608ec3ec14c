"""What people wrote: read it, search it, and lay redactions, quotes and removals over it."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.comments.finding import NotInComment, OneComment, comment_with
from consultations.comments.overlaying import (
    HiddenBecause,
    NoReason,
    RemovedBecause,
    drop_quote,
    put_back,
    quote,
    redact,
    set_apart,
    show_again,
)
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.earlier import NOT_ASKED, earlier_packs, no_longer_asked
from consultations.results.comments import Among, find_comments
from consultations.types import Lane
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_ANALYSE, MAY_MODERATE, Address
from web.pages.workspace.consultation import ON_A_PAGE, pack_of, page_number, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.comments import LEFT_OUT, ONLY, OneCommentPresenter
from web.presenters.workspace import LANE_NAMES, PagesPresenter, by_question

LONGEST_SEARCH = 200
MAY_OVERLAY = MAY_MODERATE | MAY_ANALYSE


def comments(request: Request, visit: Visit) -> Response:
    """What people wrote, to read and to search."""
    pack, asked_for = pack_of(request), request.query_params
    words = asked_for.get("words", "").strip()[:LONGEST_SEARCH]
    key = asked_for.get("question", "")
    lane = next((each for each in Lane if each == asked_for.get("lane")), None)
    campaigns = next((each for each in (ONLY, LEFT_OUT) if each == asked_for.get("campaigns")), "")
    quoted, number = asked_for.get("quoted") == "yes", page_number(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        gone = no_longer_asked(pack, earlier_packs(session, pack=pack))
        options = _questions(pack, {each.question.key: each.question.short for each in gone})
        page = find_comments(
            session,
            pack=pack,
            words=words,
            question_key=key if key in options else None,
            lane=lane,
            among=Among(campaigns=campaigns, quoted=quoted),
            skip=(number - 1) * ON_A_PAGE,
            most=ON_A_PAGE,
        )
    chosen = {
        "words": words,
        "question": key if key in options else "",
        "lane": lane or "",
        "campaigns": campaigns,
        "quoted": "yes" if quoted else "",
    }
    return show(
        request,
        "comments",
        visit=visit,
        workspace=shared,
        comments=by_question(page.rows, pack, {each.question.key: each.words for each in gone}),
        pages=PagesPresenter(number, page.total, ON_A_PAGE),
        chosen=chosen,
        question_options=list(options.items()),
        lane_options=[(each, LANE_NAMES[each]) for each in pack.consultation.lanes],
        may_act=visit.may(MAY_OVERLAY, pack.slug),
    )


def one_comment(request: Request, visit: Visit) -> Response:
    """One comment, with what is laid over it; on a POST, lay something over it or take it off."""
    if request.method == "GET":
        return _page(request, visit)
    pack, answer_id = pack_of(request), _id(request)
    try:
        with writing() as session:
            _act(session, visit, pack, _found(session, pack, answer_id))
    except (NotInComment, NoReason) as error:
        return _page(request, visit, error=str(error), status=422)
    return RedirectResponse(f"{request.url.path}?done=yes", status_code=303)


def _act(session: Session, visit: Visit, pack: Pack, comment: OneComment) -> None:
    slug, by, words, reason = pack.slug, visit.name, visit.typed("words"), visit.typed("reason")
    do, overlay = visit.typed("do"), _uuid(visit.typed("overlay"))
    if do == "quote":
        quote(session, comment=comment, words=words, theme=None, slug=slug, by=by)
    elif do == "drop" and overlay:
        drop_quote(session, comment=comment, quote_id=overlay, by=by)
    elif not visit.may(MAY_MODERATE, slug):
        raise NoReason("Only a moderator may hide words or set a response apart.")
    elif do == "redact":
        redact(session, comment=comment, words=words, reason=reason, slug=slug, by=by)
    elif do == "undo" and overlay:
        show_again(session, comment=comment, redaction_id=overlay, by=by)
    elif do == "remove":
        set_apart(session, comment=comment, reason=reason, slug=slug, by=by)
    elif do == "put-back":
        put_back(session, comment=comment, by=by)


def _page(
    request: Request, visit: Visit, *, error: str | None = None, status: int = 200
) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        found = _found(session, pack, _id(request))
    return show(
        request,
        "comment",
        visit=visit,
        workspace=shared,
        status=status,
        comment=OneCommentPresenter(found, pack),
        error=error,
        done=request.query_params.get("done") == "yes",
        typed=visit.typed("words"),
        doing=visit.typed("do"),
        hide_reasons=list(HiddenBecause),
        remove_reasons=list(RemovedBecause),
        may_hide=visit.may(MAY_MODERATE, pack.slug),
    )


def _found(session: Session, pack: Pack, answer_id: uuid.UUID) -> OneComment:
    found = comment_with(session, pack=pack, answer_id=answer_id)
    if found is None:
        raise HTTPException(404)
    return found


def _questions(pack: Pack, gone: dict[str, str]) -> dict[str, str]:
    """The questions that people may have written words to, with those no longer asked last."""
    options = {each.key: each.short for each in pack.questions}
    return options | {
        key: f"{short} ({NOT_ASKED})" for key, short in gone.items() if key not in options
    }


def _id(request: Request) -> uuid.UUID:
    found = _uuid(request.path_params["answer"])
    if found is None:
        raise HTTPException(404)
    return found


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


ADDRESSES = (
    Address("/workspace/{slug}/comments", "workspace-comments", comments, may=EVERY_ROLE),
    Address(
        "/workspace/{slug}/comments/{answer}",
        "workspace-comment",
        one_comment,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_OVERLAY,
    ),
)
