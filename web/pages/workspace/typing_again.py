"""Type a paper of the sample in a second time, settle what differs, and enter petitions."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.imports.checking import day_in
from consultations.imports.petitions import (
    PetitionRefused,
    add_petition,
    count_signatures,
    petitions_of,
)
from consultations.imports.twice import (
    Paper,
    entry_with,
    papers_to_type_again,
    settle,
    type_again,
)
from consultations.models import Response as Typed
from consultations.models import SecondEntry
from consultations.types import Lane
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_ANALYSE, Address
from web.pages.workspace.bringing_in import as_uuid
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.pages.workspace.typing_in import empty_form, form_sent
from web.presenters.workspace import people
from web.presenters.workspace_bringing_in import EntryPresenter, PetitionPresenter

RIGHT = "right:"
NO_NUMBER = "Give the number of signatures, such as 5497."
NO_DAY = "Give the day on which it came."


def typing_again(request: Request, visit: Visit) -> Response:
    """The same paper once more, without what was typed first."""
    pack = pack_of(request)
    with reading() as session:
        paper = _paper(session, request, visit, pack)
        first = session.get_one(Typed, paper.response_id)
        mark, lane = paper.mark, Lane(first.lane or Lane.PUBLIC)
        shared = workspace_of(session, pack)
    if request.method == "GET":
        form, given = empty_form(pack, lane), None
    else:
        form, given = form_sent(visit, pack, lane)
    if given is not None and not form.wrong:
        with writing() as session:
            paper = _paper(session, request, visit, pack)
            first = session.get_one(Typed, paper.response_id)
            entry = type_again(session, response=first, given=given, by=visit.name)
            name = "workspace-typing-in" if entry.settled_at else "workspace-settling"
            key = str(entry.id)
        more = {} if name == "workspace-typing-in" else {"entry": key}
        return RedirectResponse(request.app.url_path_for(name, slug=pack.slug, **more), 303)
    return show(
        request,
        "typing_again",
        visit=visit,
        status=422 if form.wrong else 200,
        workspace=shared,
        form=form,
        mark=mark,
    )


def settling(request: Request, visit: Visit) -> Response:
    """Say which of two entries is right, beside the paper."""
    pack = pack_of(request)
    if request.method == "POST":
        right = {
            name.removeprefix(RIGHT): str(value)
            for name, value in visit.form.multi_items()
            if name.startswith(RIGHT)
        }
        with writing() as session:
            settle(
                session, entry=_entry(session, request, pack), pack=pack, right=right, by=visit.name
            )
        where = request.app.url_path_for("workspace-typing-in", slug=pack.slug)
        return RedirectResponse(f"{where}?done=settled", status_code=303)
    with reading() as session:
        shared = workspace_of(session, pack)
        entry = EntryPresenter(_entry(session, request, pack), pack)
    return show(request, "typing_settled", visit=visit, workspace=shared, entry=entry)


def petitions(request: Request, visit: Visit) -> Response:
    """Petitions with their signatures, apart from the responses; and a form to enter one."""
    error = None
    if request.method == "POST":
        error = _add_petition(request, visit)
        if error is None:
            where = request.app.url_path_for("workspace-petitions", slug=pack_of(request).slug)
            return RedirectResponse(f"{where}?done=yes", status_code=303)
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        listed = petitions_of(session, consultation_slug=pack.slug)
        total = count_signatures(session, consultation_slug=pack.slug)
    fields = ("title", "words", "from_whom", "signatures", "received")
    return show(
        request,
        "petitions",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        petitions=[PetitionPresenter(each) for each in listed],
        total=people(total, "signature", "signatures"),
        may_enter=visit.may(MAY_ANALYSE, pack.slug),
        typed={name: visit.typed(name) for name in fields},
        today=f"{utc_now():%Y-%m-%d}",
        done=request.query_params.get("done") == "yes",
        error=error,
    )


def _add_petition(request: Request, visit: Visit) -> str | None:
    """Keep what was typed; the reason when it cannot be kept."""
    count = visit.typed("signatures").replace(",", "").replace(" ", "")
    day = day_in(visit.typed("received"))
    if not (count.isascii() and count.isdecimal() and len(count) < 10):
        return NO_NUMBER
    if day is None:
        return NO_DAY
    try:
        with writing() as session:
            add_petition(
                session,
                pack=pack_of(request),
                title=visit.typed("title"),
                words=visit.typed("words"),
                from_whom=visit.typed("from_whom"),
                signatures=int(count),
                received_on=day,
                by=visit.name,
            )
    except PetitionRefused as error:
        return str(error)
    return None


def _paper(session: Session, request: Request, visit: Visit, pack: Pack) -> Paper:
    """The paper that the address names, if this person may type it again. Raises 404 otherwise."""
    key = as_uuid(request.path_params["response"])
    for each in papers_to_type_again(session, consultation_slug=pack.slug, by=visit.name):
        if each.response_id == key:
            return each
    raise HTTPException(404)


def _entry(session: Session, request: Request, pack: Pack) -> SecondEntry:
    """The paper typed twice that the address names. Raises HTTPException 404 when there is none."""
    key = as_uuid(request.path_params["entry"])
    found = entry_with(session, consultation_slug=pack.slug, entry_id=key)
    if found is None:
        raise HTTPException(404)
    return found


ADDRESSES = (
    Address(
        "/workspace/{slug}/data/typing-again/{response}",
        "workspace-typing-again",
        typing_again,
        BOTH,
        may=MAY_ANALYSE,
    ),
    Address(
        "/workspace/{slug}/data/settling/{entry}",
        "workspace-settling",
        settling,
        BOTH,
        may=MAY_ANALYSE,
    ),
    Address(
        "/workspace/{slug}/data/petitions",
        "workspace-petitions",
        petitions,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_ANALYSE,
    ),
)
