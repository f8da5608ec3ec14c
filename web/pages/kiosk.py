"""A screen that many people share: it starts fresh, and it clears itself."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.languages import COOKIE
from web.pages.finding import consultation_of
from web.pages.language import BACK
from web.surroundings import Surroundings, forget, surroundings_of
from web.templating import render

SECONDS_TO_ANSWER = 60
# It says nothing of anybody, and the page that is sent with it needs it.
FORM_TOKEN = "sb_form"


async def begin(request: Request) -> Response:
    """The page that the screen rests on. Whoever was here before is forgotten."""
    consultation = await consultation_of(request)
    template = "pages/kiosk.html" if consultation.is_open else "pages/chat/start.html"
    if consultation.is_draft:
        template = "pages/not_open.html"
    response = render(
        request, template, consultation=consultation, lost="", card=None, at_rest=True
    )
    kept = {FORM_TOKEN, *({COOKIE} if "lang" in request.query_params else ())}
    forget(request, response, but=kept)
    return response


async def still_there(request: Request) -> Response:
    """Ask whether somebody is still there, where no script can; else clear the screen."""
    here = _only_here(request)
    consultation = await consultation_of(request)
    back = request.query_params.get("back", "")
    if not BACK.fullmatch(back) or not back.startswith(f"/c/{consultation.slug}/"):
        back = str(request.app.url_path_for("chat", slug=consultation.slug))
    return render(
        request,
        "pages/still_there.html",
        consultation=consultation,
        back=here.outer(back),
        seconds=SECONDS_TO_ANSWER,
        at_rest=True,
    )


async def clear(request: Request) -> Response:
    """Take everything from this screen. Answers that were given stay, as begun and not sent."""
    _only_here(request)
    consultation = await consultation_of(request)
    address = request.app.url_path_for("kiosk", slug=consultation.slug)
    response = RedirectResponse(address, 303)
    forget(request, response)
    return response


def _only_here(request: Request) -> Surroundings:
    here = surroundings_of(request)
    if here is None or not here.is_kiosk:
        raise HTTPException(404)
    return here
