"""The frame of themes: draft it, add to it, rename, select, set aside and merge."""

from __future__ import annotations

from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.coding.frame import (
    add_theme,
    frame_of,
    merge_theme,
    put_theme,
    rename_theme,
)
from consultations.coding.kinds import CodingError, Standing
from consultations.content.schema import Pack
from consultations.database import reading, writing
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_ANALYSE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_coding import frame_rows

PUT = {
    "select": Standing.SELECTED,
    "aside": Standing.SET_ASIDE,
    "candidate": Standing.CANDIDATE,
}
DONE = {
    "draft": "The draft is below, under Candidates. Nothing is counted until you put it in use.",
    "add": "The theme was added and is in use.",
    "rename": "The theme was changed.",
    "select": "The theme is in use.",
    "aside": "The theme was set aside. Its codes are kept and not counted.",
    "candidate": "The theme is a candidate again.",
    "merge": "The themes were merged. Everybody is counted once.",
}


def frame(request: Request, visit: Visit) -> Response:
    """The frame of themes; on a POST, do what the pressed button says."""
    if request.method == "GET":
        return _page(request, visit)
    pack, do = pack_of(request), visit.typed("do")
    try:
        with writing() as session:
            _change(session, pack, visit, do)
    except CodingError as error:
        return _page(request, visit, error=str(error))
    address = request.app.url_path_for("workspace-themes-frame", slug=pack.slug)
    return RedirectResponse(f"{address}?{urlencode({'done': do})}", status_code=303)


def _change(session: Session, pack: Pack, visit: Visit, do: str) -> None:
    """Raises CodingError when it cannot be done."""
    theme_id, actor = visit.typed("theme"), visit.name
    name, description = visit.typed("name"), visit.typed("description")
    if do == "draft":
        # The library of models is large, and the pages start quicker without it.
        from consultations.coding.drafting import draft_themes

        draft_themes(session, pack=pack, actor=actor)
    elif do == "add":
        add_theme(session, pack=pack, name=name, description=description, actor=actor)
    elif do == "rename":
        rename_theme(
            session,
            pack=pack,
            theme_id=theme_id,
            name=name,
            description=description,
            actor=actor,
        )
    elif do == "merge":
        if not visit.typed("into"):
            raise CodingError("Choose the theme to merge it into.")
        merge_theme(session, pack=pack, theme_id=theme_id, into=visit.typed("into"), actor=actor)
    elif do in PUT:
        put_theme(session, pack=pack, theme_id=theme_id, standing=PUT[do], actor=actor)
    else:
        raise CodingError("Choose what to do.")


def _page(request: Request, visit: Visit, *, error: str | None = None) -> Response:
    pack = pack_of(request)
    adds = visit.typed("do") == "add"
    with reading() as session:
        shared = workspace_of(session, pack)
        themes = frame_of(session, pack=pack)
    return show(
        request,
        "themes_frame",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        groups=frame_rows(themes),
        typed={each: visit.typed(each) if adds else "" for each in ("name", "description")},
        may_send=visit.may(MAY_ANALYSE, pack.slug),
        done=DONE.get(request.query_params.get("done", "")),
        error=error,
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/themes/frame",
        "workspace-themes-frame",
        frame,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_ANALYSE,
    ),
)
