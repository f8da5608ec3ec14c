"""Write an answer to what people asked, and publish it into the pack."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import Response

from consultations.answering.index import index_of
from consultations.cleaning import clean_text
from consultations.content.library import current_pack
from consultations.content.loading import ContentError
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.queue.answer_file import CannotWrite, Prepared, one_writer, prepare
from consultations.queue.draft import Draft, DraftRefused, Fault, faults_in
from consultations.queue.due import today
from consultations.queue.looking_after import QueueError, chosen
from consultations.queue.publishing_answers import publish_answer
from consultations.settings import settings
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_WRITE, Address
from web.pages.workspace.asked import group_of
from web.pages.workspace.asked_acting import ids_in, to_list
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_asked import GroupPresenter
from web.presenters.workspace_draft import DraftPresenter

log = logging.getLogger(__name__)
LONGEST_TYPED = 5_000


def write_answer(request: Request, visit: Visit) -> Response:
    """The form for an answer; on a POST, check it, or check and publish it."""
    pack = pack_of(request)
    if request.method == "GET":
        return _form(request, visit, pack, Draft())
    draft, content_dir = draft_in(visit), settings().content_dir
    try:
        with one_writer(content_dir, pack.slug):
            prepared = prepare(draft, content_dir=content_dir, slug=pack.slug, live=pack.version)
            if visit.typed("do") != "publish":
                return _form(request, visit, pack, draft, checked=True)
            return _publish(request, visit, pack, prepared)
    except DraftRefused as refused:
        return _form(request, visit, pack, draft, faults=refused.faults)
    except (QueueError, ContentError) as error:
        return _form(request, visit, pack, draft, error=str(error))
    except CannotWrite as refused:
        log.warning("The pack %s cannot be written: %s", pack.slug, refused)
        return _form(request, visit, pack, draft, paste=refused.text)


def draft_in(visit: Visit) -> Draft:
    """The answer as it was typed."""

    def typed(name: str) -> str:
        return clean_text(visit.typed(name)[:LONGEST_TYPED])

    lines = [" ".join(each.split()) for each in [*_used(visit), *typed("other_ways").splitlines()]]
    return Draft(
        question=" ".join(typed("question").split()),
        other_ways=tuple(each for each in lines if each),
        short=typed("short"),
        more=typed("more"),
        source=typed("source"),
        where=typed("where"),
        proposal=typed("proposal"),
        not_known_yet=bool(visit.typed("not_known_yet")),
    )


def _publish(request: Request, visit: Visit, pack: Pack, prepared: Prepared) -> Response:
    """Raises QueueError when the questions were dealt with meanwhile, CannotWrite."""
    with writing() as session:
        questions = chosen(session, consultation_slug=pack.slug, ids=ids_in(visit))
        publish_answer(session, prepared=prepared, questions=questions, actor=visit.name)
    now = current_pack(pack.slug)
    if now is not None:
        index_of(now)  # so that whoever asks next need not wait for it
    return to_list(request, pack, questions[0].id, done="answered", show="answered")


def _form(
    request: Request,
    visit: Visit,
    pack: Pack,
    draft: Draft,
    *,
    faults: list[Fault] | None = None,
    checked: bool = False,
    error: str | None = None,
    paste: str | None = None,
) -> Response:
    with reading() as session:
        shared = workspace_of(session, pack)
        group = group_of(session, request, pack)
    is_new = request.method == "GET"
    said = faults or []
    if not is_new:
        said = [*said, *(each for each in faults_in(draft, pack) if each.warning)]
    return show(
        request,
        "asked_answer",
        visit=visit,
        status=422 if faults or error or paste else 200,
        workspace=shared,
        one=GroupPresenter(group, pack, today()),
        draft=DraftPresenter(
            draft=draft,
            faults=said,
            pack=pack,
            ticked=_used(visit),
            extra=visit.typed("other_ways"),
            answered=_ticked(request, visit, is_new=is_new),
        ),
        checked=checked,
        error=error,
        paste=paste,
    )


def _used(visit: Visit) -> list[str]:
    """The wordings that are ticked as other ways to ask."""
    return [clean_text(str(each)) for each in visit.form.getlist("also")]


def _ticked(request: Request, visit: Visit, *, is_new: bool) -> set[str] | None:
    """Which boxes are ticked, by the first question behind each; None when all of them are."""
    values = request.query_params.getlist("with") if is_new else visit.form.getlist("with")
    ticked = {str(value).split()[0] for value in values if str(value).strip()}
    return None if is_new and not ticked else ticked


ADDRESSES = (
    Address(
        "/workspace/{slug}/asked/{question}/answer",
        "workspace-asked-answer",
        write_answer,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_WRITE,
    ),
)
