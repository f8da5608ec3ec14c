"""Themes: how many people raised each, who says so, how good the codes are, and the comments."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.coding.counting import answers_of_theme, coded_so_far, theme_counts
from consultations.coding.frame import frame_of
from consultations.coding.kinds import CodingError, Standing
from consultations.coding.learning import last_learnt, start_learning
from consultations.coding.plugin import plugin_in_use, suggest
from consultations.coding.progress import progress_of
from consultations.coding.two_readers import agreement
from consultations.database import reading
from consultations.redactions import redactions_of
from consultations.releases.inside import people_in_batches
from consultations.types import Lane
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_ANALYSE, Address
from web.pages.workspace.consultation import ON_A_PAGE, pack_of, page_number, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.with_without import WithWithoutPresenter, campaigns_of
from web.presenters.workspace import LANE_NAMES, PagesPresenter, people
from web.presenters.workspace_themes import ThemeAnswerPresenter, ThemesPresenter

DONE = {
    "learning": "The model is learning. You may leave this page; its codes appear here when done.",
}
SECONDS_UNTIL_SHOWN_AGAIN = "3"


def themes(request: Request, visit: Visit) -> Response:
    """How many people raised each theme; on a POST, let the model or the plug-in go to work."""
    if request.method == "GET":
        return _page(request, visit)
    pack = pack_of(request)
    try:
        if visit.typed("do") == "plugin":
            number = suggest(pack, actor=visit.name)
            said = {"suggested": str(number)}
        else:
            start_learning(pack, actor=visit.name)
            said = {"done": "learning"}
    except CodingError as error:
        return _page(request, visit, error=str(error))
    address = request.app.url_path_for("workspace-themes", slug=pack.slug)
    return RedirectResponse(f"{address}?{urlencode(said)}", status_code=303)


def _page(request: Request, visit: Visit, *, error: str | None = None) -> Response:
    pack, campaigns = pack_of(request), campaigns_of(request.query_params)
    with reading() as session:
        shared = workspace_of(session, pack)
        everybody = people_in_batches(session, pack=pack)
        presenter = ThemesPresenter(
            pack,
            theme_counts(session, pack=pack, campaigns=campaigns),
            coded_so_far(session, pack=pack),
            agreement(session, pack=pack),
            last_learnt(session, pack=pack),
            progress_of(pack.slug),
        )
    progress = presenter.progress
    runs = progress is not None and not progress.failed
    suggested = request.query_params.get("suggested", "")
    done = DONE.get(request.query_params.get("done", "")) if runs else None
    if suggested.isascii() and suggested.isdigit():
        number = people(int(suggested[:6]), "comment", "comments")
        done = f"The plug-in suggested themes for {number}. They wait for a person to confirm them."
    return show(
        request,
        "themes",
        visit=visit,
        status=422 if error else 200,
        headers={"Refresh": SECONDS_UNTIL_SHOWN_AGAIN} if runs and not error else None,
        workspace=shared,
        themes=presenter,
        both=WithWithoutPresenter(everybody, campaigns),
        runs=runs,
        may_send=visit.may(MAY_ANALYSE, pack.slug),
        plugin=plugin_in_use(),
        done=done,
        error=error,
    )


def one_theme(request: Request, visit: Visit) -> Response:
    """The comments about one theme, a page at a time.

    Raises HTTPException 404 when the theme is not in use.
    """
    pack, number = pack_of(request), page_number(request)
    theme_id = request.path_params["theme"]
    lane = next((each for each in Lane if each == request.query_params.get("lane")), None)
    with reading() as session:
        shared = workspace_of(session, pack)
        frame = frame_of(session, pack=pack)
        theme = next((each for each in frame if each.theme_id == theme_id), None)
        if theme is None or theme.standing is not Standing.SELECTED:
            raise HTTPException(404)
        found = answers_of_theme(
            session,
            pack=pack,
            theme_id=theme_id,
            lane=lane,
            skip=(number - 1) * ON_A_PAGE,
            most=ON_A_PAGE,
        )
        hidden = redactions_of(session, consultation_slug=pack.slug)
    return show(
        request,
        "theme",
        visit=visit,
        workspace=shared,
        theme=theme,
        answers=[
            ThemeAnswerPresenter(each, pack, hidden.get(each.comment.answer_id, ()))
            for each in found.rows
        ],
        pages=PagesPresenter(number, found.total, ON_A_PAGE),
        chosen={"lane": lane or ""},
        lane_options=[(each, LANE_NAMES[each]) for each in pack.consultation.lanes],
        may_send=visit.may(MAY_ANALYSE, pack.slug),
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/themes",
        "workspace-themes",
        themes,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_ANALYSE,
    ),
    Address("/workspace/{slug}/themes/about/{theme}", "workspace-theme", one_theme, may=EVERY_ROLE),
)
