"""Do something about questions: save owner and date, choose an answer, close, put back."""

from __future__ import annotations

import uuid
from datetime import date
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.content.schema import Pack
from consultations.database import writing
from consultations.models import AskedQuestion
from consultations.queue.looking_after import (
    Because,
    QueueError,
    answer_with,
    assign,
    chosen,
    close,
    put_back,
    set_due,
)
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_MODERATE, MAY_WRITE, Address
from web.pages.workspace.asked import one, show_one
from web.pages.workspace.consultation import pack_of
from web.pages.workspace.one_of_many import back_to_list, id_in
from web.pages.workspace.signing import Visit

MOST_AT_ONCE, MOST_IN_ADDRESS = 2_000, 40


def one_question(request: Request, visit: Visit) -> Response:
    """Show a question; on a POST, do what the pressed button says."""
    if request.method == "GET":
        return one(request, visit)
    pack, do = pack_of(request), visit.typed("do")
    if do == "write":
        return _to_form(request, pack, visit)
    try:
        with writing() as session:
            questions = chosen(session, consultation_slug=pack.slug, ids=ids_in(visit))
            said = _do(session, do, questions, pack, visit)
    except QueueError as error:
        return show_one(request, visit, error=str(error))
    return to_list(request, pack, questions[0].id, **said)


def _to_form(request: Request, pack: Pack, visit: Visit) -> Response:
    """To the form for an answer, with the same boxes ticked unless there are very many."""
    where = {"slug": pack.slug, "question": request.path_params["question"]}
    address = request.app.url_path_for("workspace-asked-answer", **where)
    ticked = [str(value).split()[:1] for value in visit.form.getlist("with")]
    named = urlencode([("with", each[0]) for each in ticked if each])
    more = f"?{named}" if named and len(ticked) <= MOST_IN_ADDRESS else ""
    return RedirectResponse(f"{address}{more}", status_code=303)


def to_list(request: Request, pack: Pack, question_id: uuid.UUID, **said: str) -> Response:
    """Back to the list, which says what was done."""
    if said.get("undo"):
        said["undo"] = str(question_id)
    return back_to_list(request, "workspace-asked", pack.slug, **said)


def ids_in(visit: Visit) -> list[uuid.UUID]:
    """The questions that were ticked: each box stands for all that were asked in its words."""
    ids: list[uuid.UUID] = []
    for value in visit.form.getlist("with"):
        found = map(id_in, str(value).split()[:MOST_AT_ONCE])
        ids += [each for each in found if each is not None]
    return ids[:MOST_AT_ONCE]


def _do(
    session: Session, do: str, questions: list[AskedQuestion], pack: Pack, visit: Visit
) -> dict[str, str]:
    """Raises QueueError when it cannot be done."""
    actor = visit.name
    if do == "save":
        due = _day(visit.typed("due"))
        assign(session, questions=questions, owner=visit.typed("owner") or None, actor=actor)
        set_due(session, questions=questions, due=due, actor=actor)
        return {"done": "saved"}
    if do == "answer":
        answer_id = visit.typed("answer")
        answer_with(session, questions=questions, pack=pack, answer_id=answer_id, actor=actor)
        return {"done": "answered", "undo": "yes"}
    if do == "close":
        because = next((each for each in Because if each == visit.typed("because")), None)
        if because is None:
            raise QueueError("Choose why you close it.")
        close(session, questions=questions, because=because, actor=actor)
        return {"done": "closed", "undo": "yes"}
    if do == "back":
        put_back(session, questions=questions, actor=actor)
        return {"done": "back"}
    raise QueueError("Choose what to do.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise QueueError("Write the date as a day, a month and a year.") from error


ADDRESSES = (
    Address(
        "/workspace/{slug}/asked/{question}",
        "workspace-asked-one",
        one_question,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_WRITE | MAY_MODERATE,
    ),
)
