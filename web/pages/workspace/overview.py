"""The first page of a consultation: what came, where people stopped, and what waits."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consultations.campaigns.apart import looked_at
from consultations.database import reading, utc_now
from consultations.disclosure import release_sizes
from consultations.releases.inside import people_in_batches, public_of
from consultations.results.alerts import alerts
from consultations.results.looking import apart
from consultations.results.progress import steps, times_taken
from consultations.results.questions import group_names
from consultations.results.responses import (
    ResponseCount,
    count_by_day,
    count_responses,
    removed_by_reason,
)
from consultations.types import Lane
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.overview import OverviewPresenter
from web.presenters.with_without import WithWithoutPresenter, campaigns_of
from web.presenters.workspace import OverTimePresenter


def overview(request: Request, visit: Visit) -> Response:
    """How many took part, when and how; where they stopped; and what waits for somebody."""
    pack, now = pack_of(request), utc_now()
    campaigns = campaigns_of(request.query_params)
    with reading() as session:
        shared = workspace_of(session, pack)
        everybody = people_in_batches(session, pack=pack)
        people = looked_at(everybody, campaigns)
        public = people.of_lane(Lane.PUBLIC)
        presented = OverviewPresenter(
            count=shared.count,
            channels=people.channel.counts(public),
            groups=release_sizes(people.group.counts(public), lane=Lane.PUBLIC),
            group_names=group_names(pack, Lane.PUBLIC),
            steps=steps(session, pack=pack, now=now, people=people),
            times=times_taken(public_of(people)),
            alerts=[
                each
                for each in alerts(session, pack=pack, now=now)
                if visit.may(request.app.state.may_read.get(each.where, frozenset()), pack.slug)
            ],
            removed=removed_by_reason(session, slug=pack.slug),
            campaign_letters=apart(everybody).inside,
        )
    return show(
        request,
        "overview",
        visit=visit,
        workspace=shared,
        over_time=OverTimePresenter(count_by_day(people)),
        overview=presented,
        both=WithWithoutPresenter(everybody, campaigns),
    )


def pulse(request: Request, _visit: Visit) -> Response:
    """A number that changes when anything on the pages of this consultation may have changed.

    Staff who come before their batch does change no page, and so not this either.
    """
    pack = pack_of(request)
    with reading() as session:
        counts = count_responses(session).get(pack.slug, ResponseCount())
        version = people_in_batches(session, pack=pack).version
    return JSONResponse({"version": f"{version}-{'-'.join(map(str, counts))}"})


ADDRESSES = (
    Address("/workspace/{slug}", "workspace-overview", overview, may=EVERY_ROLE),
    Address("/workspace/{slug}/pulse", "workspace-pulse", pulse, may=EVERY_ROLE),
)
