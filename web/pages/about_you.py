"""The equality questions, for whoever wants to answer them after sending a response in."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.database import writing
from consultations.equality import PREFER_NOT_TO_SAY, equality_questions, keep_equality
from web.limits import check_pace
from web.pages.finding import consultation_of
from web.templating import render
from web.tickets import Ticket, has_told, read_ticket, remember_told, use_up

LONGEST_TICKET = 500


async def see(request: Request) -> Response:
    """The questions, with why they are asked; or why they cannot be answered here."""
    consultation = await consultation_of(request)
    text = request.query_params.get("ticket", "")[:LONGEST_TICKET]
    is_done = has_told(request, consultation.slug) or request.query_params.get("done") == "yes"
    return render(
        request,
        "pages/about_you.html",
        consultation=consultation,
        asked=equality_questions(),
        prefer_not_to_say=PREFER_NOT_TO_SAY,
        ticket=text if read_ticket(text, consultation.slug) else "",
        is_done=is_done,
    )


async def tell(request: Request) -> Response:
    """Keep the answers once, with nothing that ties them to the response."""
    check_pace(request, "start")
    consultation = await consultation_of(request)
    form = await request.form()
    ticket = read_ticket(str(form.get("ticket", ""))[:LONGEST_TICKET], consultation.slug)
    address = request.app.url_path_for("about_you", slug=consultation.slug)
    if ticket is None or has_told(request, consultation.slug):
        return RedirectResponse(address, 303)
    given = {key.removeprefix("q:"): str(value) for key, value in form.items()}
    if use_up(ticket):
        await run_in_threadpool(_keep, consultation.slug, ticket, given)
    response = RedirectResponse(f"{address}?done=yes", 303)
    remember_told(request, response, consultation.slug)
    return response


def _keep(slug: str, ticket: Ticket, given: dict[str, str]) -> None:
    with writing() as session:
        keep_equality(session, consultation_slug=slug, lane=ticket.lane, given=given)
