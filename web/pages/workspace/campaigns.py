"""Campaigns: what was found, what it shares, and whether a person says that it is one."""

from __future__ import annotations

import uuid

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.campaigns.deciding import CampaignError, decide
from consultations.campaigns.job import how_far, start_search
from consultations.campaigns.standing import Standing, campaign_counts, known_campaigns
from consultations.campaigns.wording import common_text
from consultations.database import reading, writing
from consultations.releases.inside import people_in_batches
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_ANALYSE, Address
from web.pages.workspace.consultation import ON_A_PAGE, pack_of, page_number, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.campaigns import CampaignPresenter, CountsPresenter
from web.presenters.workspace import PagesPresenter

DONE = {
    "confirmed": "Confirmed. Every figure can now be read with and without this campaign.",
    "dismissed": "Dismissed. These responses count like all others.",
    "looking": "The search has begun.",
}
SEARCH = "search"


def campaigns(request: Request, visit: Visit) -> Response:
    """The campaigns, a page at a time; on a POST, look for them or decide on one."""
    if request.method == "GET":
        return _page(request, visit)
    pack = pack_of(request)
    wanted = visit.typed("do")
    if wanted == SEARCH:
        start_search(pack.slug, actor=visit.name)
        return _back(request, pack.slug, "looking")
    try:
        with writing() as session:
            decided = decide(
                session,
                consultation_slug=pack.slug,
                campaign_id=_id(visit.typed("campaign")),
                to=_standing(wanted),
                actor=visit.name,
            )
            state = decided.state
    except CampaignError as error:
        return _page(request, visit, error=str(error))
    return _back(request, pack.slug, state)


def _page(request: Request, visit: Visit, *, error: str | None = None) -> Response:
    pack, number = pack_of(request), page_number(request)
    start = (number - 1) * ON_A_PAGE
    with reading() as session:
        shared = workspace_of(session, pack)
        people = people_in_batches(session, pack=pack)
        known = known_campaigns(session, consultation_slug=pack.slug, people=people)
        listed = [
            CampaignPresenter(each, common_text(session, campaign_id=each.id), pack)
            for each in known[start : start + ON_A_PAGE]
        ]
    return show(
        request,
        "campaigns",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        counts=CountsPresenter(campaign_counts(people)),
        campaigns=listed,
        pages=PagesPresenter(number, len(known), ON_A_PAGE),
        chosen={},
        how_far=how_far(pack.slug),
        done=DONE.get(request.query_params.get("done", "")),
        error=error,
    )


def _back(request: Request, slug: str, done: str) -> Response:
    address = request.app.url_path_for("workspace-campaigns", slug=slug)
    return RedirectResponse(f"{address}?done={done}", status_code=303)


def _id(text: str) -> uuid.UUID:
    """Raises CampaignError when it is no id."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise CampaignError("There is no such campaign. Look at the list again.") from error


def _standing(text: str) -> Standing:
    return next((each for each in Standing if each == text), Standing.FLAGGED)


ADDRESSES = (
    Address(
        "/workspace/{slug}/campaigns",
        "workspace-campaigns",
        campaigns,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_ANALYSE,
    ),
)
