"""The first page of a consultation: what came, where people stopped, and what waits."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consultations.analysis import people_of
from consultations.content.schema import Pack
from consultations.database import reading, utc_now
from consultations.disclosure import release_sizes
from consultations.models import Removal
from consultations.models import Response as Sent
from consultations.results.alerts import alerts
from consultations.results.progress import steps, times_taken
from consultations.results.questions import group_names
from consultations.results.responses import ResponseCount, count_by_day, count_responses
from consultations.types import Lane
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.overview import OverviewPresenter
from web.presenters.workspace import OverTimePresenter


def overview(request: Request, visit: Visit) -> Response:
    """How many took part, when and how; where they stopped; and what waits for somebody."""
    pack, now = pack_of(request), utc_now()
    with reading() as session:
        shared = workspace_of(session, pack)
        people = people_of(session, pack=pack)
        presented = OverviewPresenter(
            count=shared.count,
            channels=people.channel.counts(),
            groups=release_sizes(
                people.group.counts(people.of_lane(Lane.PUBLIC)), lane=Lane.PUBLIC
            ),
            group_names=group_names(pack, Lane.PUBLIC),
            steps=steps(session, pack=pack, now=now),
            times=times_taken(people),
            alerts=[
                each
                for each in alerts(session, pack=pack, now=now)
                if visit.may(request.app.state.may_read.get(each.where, frozenset()), pack.slug)
            ],
            removed=_removed(session, pack),
        )
    return show(
        request,
        "overview",
        visit=visit,
        workspace=shared,
        over_time=OverTimePresenter(count_by_day(people)),
        overview=presented,
    )


def pulse(request: Request, _visit: Visit) -> Response:
    """A number that changes when anything on the pages of this consultation may have changed."""
    pack = pack_of(request)
    with reading() as session:
        counts = count_responses(session).get(pack.slug, ResponseCount())
        version = people_of(session, pack=pack).version
    return JSONResponse({"version": f"{version}-{'-'.join(map(str, counts))}"})


def _removed(session: Session, pack: Pack) -> dict[str, int]:
    """How many responses were set apart, by reason."""
    statement = (
        select(Removal.reason, func.count())
        .join(Sent, Sent.id == Removal.response_id)
        .where(
            Removal.consultation_slug == pack.slug,
            Removal.put_back_at.is_(None),
            Sent.withdrawn_at.is_(None),
        )
        .group_by(Removal.reason)
        .order_by(Removal.reason)
    )
    return {reason: number for reason, number in session.execute(statement)}  # noqa: C416


ADDRESSES = (
    Address("/workspace/{slug}", "workspace-overview", overview, may=EVERY_ROLE),
    Address("/workspace/{slug}/pulse", "workspace-pulse", pulse, may=EVERY_ROLE),
)
