"""Pages to read: what there is, where to turn, what is kept, and what was published."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from consultations.database import reading
from consultations.ledger.size import StatedSize, stated_size
from consultations.models import Outcome
from consultations.outcome.publishing import latest_outcome
from consultations.statements.deciding import Because
from web.pages.finding import all_consultations, consultation_of
from web.presenters.outcome import OutcomePresenter
from web.surroundings import surroundings_of
from web.templating import render

SECONDS_BLANK = 10


async def home(request: Request) -> Response:
    """Every consultation that people may see."""
    return render(request, "pages/home.html", consultations=await all_consultations())


async def privacy(request: Request) -> Response:
    """What is kept, and what is not."""
    return await _of_consultation(request, "pages/privacy.html")


async def show_help(request: Request) -> Response:
    """Where to turn, how this works, and the other ways to take part."""
    return await _of_consultation(request, "pages/help.html")


async def moderation(request: Request) -> Response:
    """What is done with statements that respondents suggest."""
    consultation = await consultation_of(request)
    reasons = list(Because)
    return render(request, "pages/moderation.html", consultation=consultation, reasons=reasons)


async def results(request: Request) -> Response:
    """What was published of the outcome, and how large a theme is that must have its reason."""
    consultation = await consultation_of(request)
    if consultation.is_draft:
        return render(request, "pages/not_open.html", consultation=consultation)

    def look_up() -> tuple[Outcome | None, StatedSize]:
        with reading() as session:
            slug = consultation.slug
            return latest_outcome(session, slug), stated_size(session, slug)

    published, size = await run_in_threadpool(look_up)
    outcome = published and OutcomePresenter(
        published.content, consultation.pack, published.published_at
    )
    return render(
        request,
        "pages/results.html",
        consultation=consultation,
        outcome=outcome,
        stated=size if consultation.pack.themes else None,
    )


async def any_help(request: Request) -> Response:
    """Help where no consultation is named."""
    return render(request, "pages/any_help.html", consultations=await all_consultations())


async def accessibility(request: Request) -> Response:
    """How well these pages work for everyone."""
    return render(request, "pages/accessibility.html", consultations=await all_consultations())


async def left(request: Request) -> Response:
    """A page that tells nothing of what was on the screen before.

    It leads on to the page that was configured, if there is one; a shared screen starts again.
    """
    here = surroundings_of(request)
    is_shared = here is not None and here.is_kiosk
    to = here.start if here is not None and is_shared else request.app.state.settings.leave_to
    return render(request, "pages/left.html", to=to, after=SECONDS_BLANK if is_shared else 0)


async def robots(request: Request) -> Response:
    """What search engines may read: the pages about a consultation, and no conversation."""
    hidden = ("/my-response", "/workspace", "/api", "/internal")
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in hidden)]
    return PlainTextResponse("\n".join([*lines, ""]))


async def favicon(request: Request) -> Response:
    """The mark of this service, for browsers that ask for it by its old name."""
    return RedirectResponse("/static/mark.svg", 301)


async def _of_consultation(request: Request, template: str) -> Response:
    consultation = await consultation_of(request)
    if consultation.is_draft:
        template = "pages/not_open.html"
    return render(request, template, consultation=consultation)
