"""Reach: who has not been heard, beside a population profile that somebody loads."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.database import reading, writing
from consultations.reach.comparing import reach
from consultations.reach.dimensions import dimensions
from consultations.reach.profile import COLUMNS, ProfileError, load_profile
from consultations.reach.reminding import reminder
from consultations.releases.inside import people_in_batches
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_ANALYSE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.reach import ReachedPresenter, ReminderPresenter
from web.presenters.with_without import WithWithoutPresenter, campaigns_of


def reach_page(request: Request, visit: Visit) -> Response:
    """Each group's share of those who took part and of the population; on a POST, load a file."""
    if request.method == "GET":
        return _page(request, visit)
    pack = pack_of(request)
    try:
        with writing() as session:
            load_profile(session, pack=pack, text=visit.typed("csv"), actor=visit.name)
    except ProfileError as error:
        return _page(request, visit, faults=error.faults)
    address = request.app.url_path_for("workspace-reach", slug=pack.slug)
    return RedirectResponse(f"{address}?done=yes", status_code=303)


def _page(request: Request, visit: Visit, *, faults: list[str] | None = None) -> Response:
    pack, campaigns = pack_of(request), campaigns_of(request.query_params)
    with reading() as session:
        shared = workspace_of(session, pack)
        everybody = people_in_batches(session, pack=pack)
        found = reach(session, pack=pack, campaigns=campaigns)
        reached = [ReachedPresenter(each) for each in found]
        missing = reminder(session, pack=pack)
    return show(
        request,
        "reach",
        visit=visit,
        status=422 if faults else 200,
        workspace=shared,
        reached=reached,
        both=WithWithoutPresenter(everybody, campaigns),
        reminder=ReminderPresenter(missing) if missing else None,
        columns=",".join(COLUMNS),
        known=[(each.key, each.name, list(each.counted_as)) for each in dimensions(pack)],
        typed=visit.typed("csv") if faults else "",
        done=request.query_params.get("done") == "yes",
        faults=faults,
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/reach",
        "workspace-reach",
        reach_page,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_ANALYSE,
    ),
)
