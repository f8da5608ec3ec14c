"""What people asked that had no answer: the lists, one question, and the counts."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consultations.answering.index import index_of
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.queue.due import today
from consultations.queue.evidence import asked_csv, count_enquiries, count_queue, enquiries_csv
from consultations.queue.looking_after import owners
from consultations.queue.standing import (
    QuestionGroup,
    Standing,
    every_group,
    group_with,
    groups_standing,
)
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.consultation import ON_A_PAGE, pack_of, page_number, workspace_of
from web.pages.workspace.data import csv_file
from web.pages.workspace.one_of_many import id_in, neighbours
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace import PagesPresenter
from web.presenters.workspace_asked import EMPTY, REASONS, GroupPresenter, how_many, tabs
from web.presenters.workspace_figures import FiguresPresenter

DONE = {
    "saved": "The owner and the date were saved.",
    "answered": "The answer is published. People who asked see it with their code.",
    "closed": "The question was closed. People who asked see why with their code.",
    "back": "The question is waiting again.",
}


def asked(request: Request, visit: Visit) -> Response:
    """The questions of one standing, a page at a time."""
    pack, number = pack_of(request), page_number(request)
    wanted = request.query_params.get("show", "")
    standing = next((each for each in Standing if each == wanted), Standing.WAITING)
    with reading() as session:
        shared = workspace_of(session, pack)
        count = count_queue(session, consultation_slug=pack.slug, today=today())
        groups = groups_standing(session, pack=pack, standing=standing, today=today())
        undo = _group(session, pack, request.query_params.get("undo", ""))
    start = (number - 1) * ON_A_PAGE
    counts = {each: getattr(count, each) for each in Standing}
    return show(
        request,
        "asked",
        visit=visit,
        workspace=shared,
        tabs=tabs(counts, standing),
        how_many=how_many(groups),
        groups=[GroupPresenter(each, pack, today()) for each in groups[start : start + ON_A_PAGE]],
        empty=EMPTY[standing],
        pages=PagesPresenter(number, len(groups), ON_A_PAGE),
        chosen={"show": standing},
        done=DONE.get(request.query_params.get("done", "")),
        undo=GroupPresenter(undo, pack, today()) if undo else None,
    )


def one(request: Request, visit: Visit) -> Response:
    """One question with everything that can be done about it."""
    return show_one(request, visit)


def show_one(request: Request, visit: Visit, *, error: str | None = None) -> Response:
    """The page of one question; after something that could not be done, with the reason."""
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        group = group_of(session, request, pack)
        beside = groups_standing(session, pack=pack, standing=group.standing, today=today())
        may_own = owners(session)
    before, after = neighbours([each.id for each in beside], group.id)
    hits = index_of(pack).search(group.text)
    near = [hit.answer for hit in hits if pack.answer(hit.answer.id) is not None]
    presented = GroupPresenter(group, pack, today())
    typed = visit.typed if error else (lambda _name: "")
    return show(
        request,
        "asked_one",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        one=presented,
        before=before,
        after=after,
        owners=may_own,
        owner=typed("owner") or group.owner or "",
        due=typed("due") or group.due.isoformat(),
        answers=presented.answers(near),
        answer=typed("answer"),
        reasons=REASONS,
        because=typed("because"),
        error=error,
    )


def figures(request: Request, visit: Visit) -> Response:
    """What was asked and how it ended, in numbers."""
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        queue = count_queue(session, consultation_slug=pack.slug, today=today())
        groups = every_group(session, pack=pack, today=today())
        enquiries = count_enquiries(session, consultation_slug=pack.slug)
    figures = FiguresPresenter(queue, groups, today(), enquiries, pack)
    return show(request, "asked_figures", visit=visit, workspace=shared, figures=figures)


def download_asked(request: Request, visit: Visit) -> Response:
    """Every question without an answer and what became of it, as CSV."""
    pack = pack_of(request)
    with writing() as session:
        text = asked_csv(session, pack=pack, actor=visit.name, today=today())
    return csv_file(text, f"{pack.slug}-asked.csv")


def download_enquiries(request: Request, visit: Visit) -> Response:
    """How often each answer was asked for, as CSV."""
    pack = pack_of(request)
    with writing() as session:
        text = enquiries_csv(session, pack=pack, actor=visit.name)
    return csv_file(text, f"{pack.slug}-enquiries.csv")


def group_of(session: Session, request: Request, pack: Pack) -> QuestionGroup:
    """The question that the address names, with those that ask the same.

    Raises HTTPException 404 when there is none.
    """
    group = _group(session, pack, request.path_params["question"])
    if group is None:
        raise HTTPException(404)
    return group


def _group(session: Session, pack: Pack, text: str) -> QuestionGroup | None:
    question_id = id_in(text)
    if question_id is None:
        return None
    return group_with(session, pack=pack, question_id=question_id)


ADDRESSES = (
    Address("/workspace/{slug}/asked", "workspace-asked", asked, may=EVERY_ROLE),
    Address("/workspace/{slug}/asked/figures", "workspace-asked-figures", figures, may=EVERY_ROLE),
    Address(
        "/workspace/{slug}/data/asked.csv", "workspace-asked-csv", download_asked, may=EVERY_ROLE
    ),
    Address(
        "/workspace/{slug}/data/enquiries.csv",
        "workspace-enquiries-csv",
        download_enquiries,
        may=EVERY_ROLE,
    ),
)
