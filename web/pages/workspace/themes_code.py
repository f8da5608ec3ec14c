"""Read comments one by one and code them, those of which the model is least sure first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.coding.by_hand import code_comment, given_by, take_back
from consultations.coding.comments import Comment, comment_with
from consultations.coding.counting import coded_so_far
from consultations.coding.frame import counted_as, frame_of, selected
from consultations.coding.kinds import CodingError, Scheme
from consultations.coding.labels import labels_on_answer
from consultations.coding.waiting import read_by, waiting, waiting_for_second
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.redactions import redactions_of
from web.pages.workspace.address import BOTH, MAY_ANALYSE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_coding import CommentToCode, labels_on

SECOND = "second"


class Place(NamedTuple):
    """Which comment is asked for: one by its id, or the one at a place in the queue."""

    place: int
    answer_id: uuid.UUID | None
    second: bool

    def query(self, **more: str) -> str:
        """The rest of the address that leads here."""
        said = {"as": SECOND} if self.second else {}
        return urlencode(said | more)


def code(request: Request, visit: Visit) -> Response:
    """The next comment to read; on a POST, keep its codes or take them back."""
    place = _place(request)
    if request.method == "GET":
        return _page(request, visit, place)
    pack, answer_id = pack_of(request), _id(visit.typed("answer"))
    address = request.app.url_path_for("workspace-themes-code", slug=pack.slug)
    try:
        if answer_id is None:
            raise CodingError("This comment is not there any more.")
        with writing() as session:
            if visit.typed("do") == "undo":
                take_back(session, answer_id=answer_id, actor=visit.name)
                onward = place.query(answer=str(answer_id))
            else:
                code_comment(
                    session,
                    pack=pack,
                    answer_id=answer_id,
                    themes=[str(each) for each in visit.form.getlist("theme")],
                    sentiment=visit.typed("sentiment") or None,
                    actor=visit.name,
                    second=place.second,
                )
                onward = place.query(done=str(answer_id), place=str(place.place))
    except CodingError as error:
        return _page(request, visit, place._replace(answer_id=answer_id), error=str(error))
    return RedirectResponse(f"{address}?{onward}", status_code=303)


def _page(request: Request, visit: Visit, place: Place, *, error: str | None = None) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        mine = read_by(session, pack=pack, actor=visit.name, second=place.second)
        found = _comment(session, pack, visit, place)
        to_code = _to_code(session, pack, visit, place, found, mine) if found else None
        so_far = coded_so_far(session, pack=pack)
    done = _id(request.query_params.get("done", ""))
    return show(
        request,
        "themes_code",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        one=to_code,
        second=place.second,
        previous=_before(place, mine, found),
        next=place.query(place=str(place.place + 1)) if found else None,
        acting=place.query(place=str(place.place)),
        undo=str(done) if done in mine else None,
        so_far=so_far,
        read_by_me=len(mine),
        error=error,
    )


def _comment(session: Session, pack: Pack, visit: Visit, place: Place) -> Comment | None:
    """The comment that is asked for; at the end of the queue, its first."""
    if place.answer_id is not None:
        return comment_with(session, pack=pack, answer_id=place.answer_id)
    if place.second:
        queue = waiting_for_second(session, pack=pack, actor=visit.name)
        queue = queue[place.place : place.place + 1] or queue[:1]
    else:
        queue = waiting(session, pack=pack, skip=place.place) or waiting(session, pack=pack)
    return comment_with(session, pack=pack, answer_id=queue[0]) if queue else None


def _to_code(
    session: Session,
    pack: Pack,
    visit: Visit,
    place: Place,
    comment: Comment,
    mine: Sequence[uuid.UUID],
) -> CommentToCode:
    frame, answer_id = frame_of(session, pack=pack), comment.answer_id
    labels = [] if place.second else labels_on_answer(session, pack=pack, answer_id=answer_id)
    sounds = [each.code for each in labels if each.scheme is Scheme.SENTIMENT]
    return CommentToCode(
        comment,
        pack,
        selected(frame),
        given_by(session, answer_id=answer_id, actor=visit.name),
        answer_id in mine,
        visit.name,
        labels_on(
            [each.label for each in labels if each.scheme is Scheme.THEMES], counted_as(frame)
        ),
        sounds[0] if sounds else None,
        redactions_of(session, consultation_slug=pack.slug).get(answer_id, ()),
    )


def _before(place: Place, mine: Sequence[uuid.UUID], found: Comment | None) -> str | None:
    """The way back: an earlier place in the queue, or else what was read before this."""
    if place.answer_id is None and place.place > 0:
        return place.query(place=str(place.place - 1))
    at = mine.index(found.answer_id) + 1 if found and found.answer_id in mine else 0
    return place.query(answer=str(mine[at])) if at < len(mine) else None


def _place(request: Request) -> Place:
    asked = request.query_params
    number = asked.get("place", "0")
    return Place(
        int(number[:6]) if number.isascii() and number.isdigit() else 0,
        _id(asked.get("answer", "")),
        asked.get("as") == SECOND,
    )


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


ADDRESSES = (
    Address(
        "/workspace/{slug}/themes/code",
        "workspace-themes-code",
        code,
        BOTH,
        may=MAY_ANALYSE,
    ),
)
