"""Views that moved: before and after, who moved and why, whether both sides were shown alike."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from consultations.analysis import People
from consultations.campaigns.apart import looked_at
from consultations.content.schema import Pack
from consultations.database import reading
from consultations.deliberation.channels import channels_of, effort_of
from consultations.deliberation.exposure import Exposure, exposure_of
from consultations.deliberation.options import by_option
from consultations.deliberation.results import checks_of, views_that_moved
from consultations.opinion.agreement import FEW
from consultations.opinion.lately import Lately, Made
from consultations.releases.inside import people_in_batches, public_of
from consultations.results.looking import Campaigns
from consultations.settings import settings
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.with_without import WithWithoutPresenter, campaigns_of
from web.presenters.worked_out import from_when
from web.presenters.workspace_moved import (
    ChecksPresenter,
    EvenPresenter,
    MovedPresenter,
)
from web.presenters.workspace_options import OptionsPresenter
from web.presenters.workspace_ways_in import ChannelsPresenter

_exposure: Lately[Exposure] = Lately()


def moved(request: Request, visit: Visit) -> Response:
    """Each pair of views, then checks, even-handedness, and the chat beside the form."""
    pack, campaigns = pack_of(request), campaigns_of(request.query_params)
    with reading() as session:
        shared = workspace_of(session, pack)
        everybody = public_of(people_in_batches(session, pack=pack))
        people = looked_at(everybody, campaigns)
        channels = channels_of(session, people=people, slug=pack.slug)
        shown = _exposure_of(session, people, pack, campaigns)
    both = WithWithoutPresenter(everybody, campaigns)
    pairs = views_that_moved(people, pack, is_part=both.is_part)
    options = by_option(people, pack, is_part=both.is_part)
    return show(
        request,
        "moved",
        visit=visit,
        workspace=shared,
        both=both,
        pairs=[MovedPresenter(each, pack) for each in pairs],
        options=OptionsPresenter(options) if options else None,
        checks=ChecksPresenter(checks_of(people, pack, is_part=both.is_part)),
        even=EvenPresenter(shown.result) if shown else None,
        earlier=from_when(shown),
        channels=ChannelsPresenter(channels, effort_of(people)),
    )


def _exposure_of(
    session: Session, people: People, pack: Pack, campaigns: Campaigns
) -> Made[Exposure] | None:
    """What was shown; with many people it is read beside the page, with a session of its own."""

    def beside() -> Exposure:
        with reading() as another:
            return exposure_of(another, people=people, pack=pack)

    few = people.n <= FEW
    return _exposure.get(
        (settings().database_url, pack.slug, pack.version, campaigns),
        people.version,
        (lambda: exposure_of(session, people=people, pack=pack)) if few else beside,
        at_once=few,
    )


ADDRESSES = (Address("/workspace/{slug}/moved", "workspace-moved", moved, may=EVERY_ROLE),)
