"""What commissioners read about one consultation, page by page."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consultations.access import ANY_ROLE
from consultations.analysis import People
from consultations.cleaning import number_in
from consultations.content.library import current_pack, current_packs
from consultations.content.schema import Pack
from consultations.database import reading
from consultations.earlier import earlier_packs
from consultations.folders import folder_now, folder_slugs
from consultations.releases.inside import people_in_batches
from consultations.results.looking import Campaigns, Looking, apart
from consultations.results.questions import QuestionResult, group_names, question_results
from consultations.results.responses import ResponseCount, count_responses
from consultations.types import Lane
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.looking import LookingPresenter, looking_of
from web.presenters.workspace import (
    LANE_NAMES,
    WorkspacePresenter,
)
from web.presenters.workspace_questions import QuestionPresenter

LATEST, ON_A_PAGE = 5, 20
LONGEST_SEARCH = 200
LAST_PAGE = 999_999


def all_consultations(request: Request, visit: Visit) -> Response:
    """Every consultation, with its status and how many took part."""
    with reading() as session:
        counts = count_responses(session)
    listed = [
        WorkspacePresenter(pack, counts.get(pack.slug, ResponseCount()))
        for pack in current_packs()
        if visit.may(ANY_ROLE, pack.slug)
    ]
    known = {each.slug for each in listed}
    others = [slug for slug in folder_slugs() if slug not in known and visit.may(ANY_ROLE, slug)]
    waiting = [folder_now(slug) for slug in others]
    return show(request, "home", visit=visit, listed=listed, waiting=waiting)


def questions(request: Request, visit: Visit) -> Response:
    """Each closed question: what was chosen, in all and by group."""
    pack = pack_of(request)
    looking = looking_of(request.query_params, pack)
    with reading() as session:
        shared = workspace_of(session, pack)
        people = people_in_batches(session, pack=pack)
        results = question_results(session, pack=pack, looking=looking)
        without = without_campaigns(session, pack, people, looking)
        earlier = earlier_packs(session, pack=pack)
    filters = LookingPresenter(looking, pack, people)
    names = {lane: group_names(pack, lane, earlier) for lane in Lane}
    names[Lane.PUBLIC] = filters.names(names[Lane.PUBLIC])
    count = shared.count._replace(public=filters.public)
    presented = [
        QuestionPresenter(result, count, names[result.lane], without.get(_key(result)))
        for result in results
    ]
    lanes = [
        (LANE_NAMES[lane], [each for each in presented if each.result.lane is lane])
        for lane in Lane
        if lane in pack.consultation.lanes or any(each.lane is lane for each in results)
    ]
    return show(request, "questions", visit=visit, workspace=shared, lanes=lanes, filters=filters)


def without_campaigns(
    session: Session, pack: Pack, people: People, looking: Looking
) -> dict[tuple[str, str, str], QuestionResult]:
    """Each question without campaign letters, where everybody is shown and both may be."""
    if not looking.is_usual or not apart(people).may_be_shown:
        return {}
    others = replace(looking, campaigns=Campaigns.LEFT_OUT)
    return {
        _key(each): each
        for each in question_results(session, pack=pack, looking=others)
        if each.lane is Lane.PUBLIC
    }


def _key(result: QuestionResult) -> tuple[str, str, str]:
    return result.lane, result.asked.key, result.asked.kind


def pack_of(request: Request) -> Pack:
    """The pack that the address names: as people see it, or as its files are while nobody does.

    Raises HTTPException 404 when there is none.
    """
    slug = request.path_params["slug"]
    folder = None if current_pack(slug) else folder_now(slug)
    pack = folder.pack if folder else current_pack(slug)
    if pack is None:
        raise HTTPException(404)
    return pack


def workspace_of(session: Session, pack: Pack) -> WorkspacePresenter:
    """What every page says about its consultation: one count for all of them."""
    return WorkspacePresenter(pack, count_responses(session).get(pack.slug, ResponseCount()))


def page_number(request: Request) -> int:
    """Which page is asked for; the first when that is not a number."""
    text = request.query_params.get("page", "1")
    return number_in(text, most=LAST_PAGE) or 1


ADDRESSES = (
    Address("/workspace", "workspace", all_consultations, may=EVERY_ROLE),
    Address("/workspace/{slug}/questions", "workspace-questions", questions, may=EVERY_ROLE),
)
