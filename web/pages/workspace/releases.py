"""Releases: which batches of staff and equality results came out, and when the next one does."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.database import reading
from consultations.releases.giving import waiting
from consultations.releases.ledger import STAFF, equality_series, read_ledger
from consultations.types import Lane
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_ANALYSE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.releases import BatchPresenter, WaitingPresenter
from web.presenters.workspace import LANE_NAMES
from web.releasing import release_if_due

DONE = {
    "yes": "A new batch is released.",
    "no": "Nothing was released: too few people have answered since the last batch.",
}


def releases(request: Request, visit: Visit) -> Response:
    """Every batch, and what the next one waits for; on a POST, release what is due."""
    pack = pack_of(request)
    if request.method == "POST":
        made = release_if_due(pack.slug, by=visit.name)
        address = request.app.url_path_for("workspace-releases", slug=pack.slug)
        return RedirectResponse(f"{address}?done={'yes' if made else 'no'}", status_code=303)
    names = {STAFF: "What staff said"}
    names |= {equality_series(lane): f"Who we heard from: {LANE_NAMES[lane]}" for lane in Lane}
    with reading() as session:
        shared = workspace_of(session, pack)
        next_one = WaitingPresenter(waiting(session, pack=pack))
        series = [
            (
                name,
                [
                    BatchPresenter(each)
                    for each in reversed(
                        read_ledger(session, consultation_slug=pack.slug, series=key)
                    )
                ],
            )
            for key, name in names.items()
        ]
    return show(
        request,
        "releases",
        visit=visit,
        workspace=shared,
        waiting=next_one,
        series=series,
        done=DONE.get(request.query_params.get("done", "")),
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/releases",
        "workspace-releases",
        releases,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_ANALYSE,
    ),
)
