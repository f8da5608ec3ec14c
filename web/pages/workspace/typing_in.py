"""Type in what came on paper, by telephone or as a letter; a sample of it twice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.forms import Given, Wrong, what_is_wrong
from consultations.imports.bringing import batch_called, batches_of, keep_response, new_batch
from consultations.imports.channels import NAMES, Channel
from consultations.imports.checking import day_in
from consultations.imports.faults import WrongFile
from consultations.imports.files import terms
from consultations.imports.twice import (
    agreement,
    mark_of,
    papers_to_type_again,
    to_settle,
)
from consultations.models import Conversation, ImportBatch
from consultations.types import Lane
from web.pages.form import given_in
from web.pages.workspace.address import BOTH, MAY_ANALYSE, Address
from web.pages.workspace.bringing_in import as_uuid
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.one_of_many import id_in
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace import LANE_NAMES
from web.presenters.workspace_bringing_in import (
    AgreementPresenter,
    BatchPresenter,
    EntryPresenter,
    TypingForm,
    nothing_given,
)

TYPED_IN = "Typed in"
CHANNELS = (Channel.PAPER, Channel.TELEPHONE, Channel.LETTER)
EMPTY = "Type at least one answer."
NO_DAY = "Give the day on which it came, not before the consultation opened and not in the future."
SITTINGS_SHOWN = 20


def typing_in(request: Request, visit: Visit) -> Response:
    """Begin a sitting; below, earlier ones, and the papers to type again."""
    pack = pack_of(request)
    if request.method == "GET":
        return _page(request, visit)
    channel = next((each for each in CHANNELS if each == visit.typed("channel")), Channel.PAPER)
    try:
        with writing() as session:
            batch = new_batch(session, pack=pack, channel=channel, name=TYPED_IN, by=visit.name)
            key = batch.id
    except WrongFile as error:
        return _page(request, visit, error=str(error))
    lane = lane_of(pack, visit.typed("lane"))
    return RedirectResponse(_sitting(request, pack, key, lane=lane), status_code=303)


def sitting(request: Request, visit: Visit) -> Response:
    """Type one response in; the next one comes straight after."""
    pack = pack_of(request)
    lane = lane_of(pack, request.query_params.get("lane", ""))
    with reading() as session:
        batch = _batch(session, request, pack)
        closed = batch.undone_at is not None or batch.by != visit.name
    if closed:
        raise HTTPException(404)
    if request.method == "GET":
        form = empty_form(pack, lane)
        return _form(request, visit, form, batch, kept=request.query_params.get("kept", ""))
    form, given = form_sent(visit, pack, lane)
    day = day_in(visit.typed("received"))
    holds = terms(pack, lane=lane)
    error = EMPTY if nothing_given(given) else None
    if day is None or not holds.first_day <= day <= holds.last_day:
        error = NO_DAY
    if error or form.wrong or day is None:
        return _form(request, visit, form, batch, error=error, received=visit.typed("received"))
    with writing() as session:
        kept = session.get(Conversation, form.form_id)
        if kept is None:
            batch = _batch(session, request, pack)
            response = keep_response(
                session,
                pack=pack,
                batch=batch,
                lane=lane,
                given=given,
                received_on=day,
                conversation_id=form.form_id,
            )
            batch.rows += 1
            response_id = response.id
        else:
            response_id = _kept_before(kept, pack)
        more = {"kept": mark_of(response_id), "received": day.isoformat()}
    return RedirectResponse(_sitting(request, pack, batch.id, lane=lane, **more), status_code=303)


def _kept_before(kept: Conversation, pack: Pack) -> uuid.UUID:
    """What was kept when the same form came before. Raises 404 for any other conversation."""
    if kept.consultation_slug != pack.slug or kept.response is None:
        raise HTTPException(404)
    return kept.response.id


def lane_of(pack: Pack, text: str) -> Lane:
    """The lane that was chosen, or the first of the consultation."""
    lanes = list(pack.consultation.lanes)
    return next((each for each in lanes if each == text), lanes[0])


def empty_form(pack: Pack, lane: Lane) -> TypingForm:
    """A form with every question, and nothing typed."""
    return TypingForm(pack=pack, lane=lane, version=pack.version, form_id=uuid.uuid4())


def form_sent(visit: Visit, pack: Pack, lane: Lane) -> tuple[TypingForm, dict[str, Given]]:
    """What was typed, with what is wrong with it. Paper may leave out what the page may not."""
    given, places = given_in(visit.form, pack, lane)
    form = TypingForm(
        pack=pack,
        lane=lane,
        version=pack.version,
        form_id=id_in(visit.typed("form_id")) or uuid.uuid4(),
        given=given,
        places=places,
        wrong=_wrong(pack, lane, given),
    )
    return form, {key: each for key, each in given.items() if not each.is_empty}


def _wrong(pack: Pack, lane: Lane, given: Mapping[str, Given]) -> dict[str, Wrong]:
    found = what_is_wrong(pack, pack.questions_for(lane), given)
    return {key: each for key, each in found.items() if each is not Wrong.MISSING}


def _form(
    request: Request,
    visit: Visit,
    form: TypingForm,
    batch: ImportBatch,
    *,
    kept: str = "",
    error: str | None = None,
    received: str = "",
) -> Response:
    with reading() as session:
        shared = workspace_of(session, form.pack)
    today = f"{utc_now():%Y-%m-%d}"
    return show(
        request,
        "typing_in_form",
        visit=visit,
        status=422 if error or form.wrong else 200,
        workspace=shared,
        form=form,
        batch=BatchPresenter(batch),
        received=received or request.query_params.get("received", today),
        kept=kept,
        error=error,
    )


def _page(request: Request, visit: Visit, *, error: str | None = None) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        sittings = [
            each
            for each in batches_of(session, consultation_slug=pack.slug)
            if each.sha256 is None and each.undone_at is None
        ]
        again = papers_to_type_again(session, consultation_slug=pack.slug, by=visit.name)
        papers = [(str(each.response_id), each.mark, each.typed_by) for each in again]
        unsettled = to_settle(session, consultation_slug=pack.slug)
        found = agreement(session, consultation_slug=pack.slug)
    return show(
        request,
        "typing_in",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        sittings=[BatchPresenter(each) for each in sittings[:SITTINGS_SHOWN]],
        own=visit.name,
        papers=papers,
        unsettled=[EntryPresenter(each, pack) for each in unsettled],
        agreement=AgreementPresenter(found),
        channels=[(each, NAMES[each]) for each in CHANNELS],
        lanes=[(lane, LANE_NAMES[lane]) for lane in pack.consultation.lanes],
        settled=request.query_params.get("done") == "settled",
        error=error,
    )


def _batch(session: Session, request: Request, pack: Pack) -> ImportBatch:
    """The sitting that the address names. Raises HTTPException 404 when there is none."""
    found = batch_called(
        session, consultation_slug=pack.slug, batch_id=as_uuid(request.path_params["batch"])
    )
    if found is None:
        raise HTTPException(404)
    return found


def _sitting(request: Request, pack: Pack, batch: uuid.UUID, *, lane: Lane, **more: str) -> str:
    where = request.app.url_path_for("workspace-sitting", slug=pack.slug, batch=str(batch))
    return f"{where}?{urlencode({'lane': lane, **more})}"


ADDRESSES = (
    Address(
        "/workspace/{slug}/data/typing-in",
        "workspace-typing-in",
        typing_in,
        BOTH,
        may=MAY_ANALYSE,
    ),
    Address(
        "/workspace/{slug}/data/typing-in/{batch}",
        "workspace-sitting",
        sitting,
        BOTH,
        may=MAY_ANALYSE,
    ),
)
