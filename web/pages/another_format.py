"""Ask for the words in another form. What is asked here is kept apart from everybody's views."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.database import writing
from consultations.formats import Form, Lacks, ask_for_format, what_is_missing
from web.limits import check_pace
from web.pages.finding import consultation_of
from web.presenters.consultations import ConsultationPresenter
from web.templating import render


async def see(request: Request) -> Response:
    """The page that asks what is needed and where it goes."""
    consultation = await consultation_of(request)
    return _page(request, consultation, is_kept=request.query_params.get("done") == "yes")


async def ask(request: Request) -> Response:
    """Keep a request, or say what is missing."""
    check_pace(request, "code")
    consultation = await consultation_of(request)
    sent = await request.form()
    form, send_to = str(sent.get("form", "")), str(sent.get("send_to", ""))
    missing = what_is_missing(form, send_to)
    if missing:
        return _page(request, consultation, form=form, send_to=send_to, missing=missing)

    def keep() -> None:
        with writing() as session:
            ask_for_format(
                session, consultation_slug=consultation.slug, form=Form(form), send_to=send_to
            )

    await run_in_threadpool(keep)
    address = request.app.url_path_for("another_format", slug=consultation.slug)
    return RedirectResponse(f"{address}?done=yes", 303)


def _page(
    request: Request,
    consultation: ConsultationPresenter,
    *,
    form: str = "",
    send_to: str = "",
    missing: list[Lacks] | None = None,
    is_kept: bool = False,
) -> Response:
    return render(
        request,
        "pages/another_format.html",
        status=422 if missing else 200,
        consultation=consultation,
        forms=list(Form),
        form=form,
        send_to=send_to,
        missing=missing or [],
        is_kept=is_kept,
    )
