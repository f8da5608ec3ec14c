"""Choose a password by the link that an administrator handed over."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.accounts import SHORTEST_PASSWORD, AccountError, forget_first_password
from consultations.accounts.people import account_of_link, choose_first_password
from consultations.database import reading, writing
from web.limits import check_pace
from web.pages.workspace.showing import show
from web.problems import Problem

NOT_ALIKE = "The two passwords are not the same. Type the same one twice."
TOO_MANY = "There were too many tries. Wait a minute and open the link again."
LONGEST_TYPED = 1_000


async def first_link_page(request: Request) -> Response:
    """Show whose link it is and ask for a password; keep it on a POST."""
    link = request.query_params.get("link", "")[:LONGEST_TYPED]
    if request.method == "GET":
        return await run_in_threadpool(_form, request, link)
    form = await request.form()
    new, again = (str(form.get(name) or "")[:LONGEST_TYPED] for name in ("new", "again"))
    return await run_in_threadpool(_choose, request, link, new, again)


def _choose(request: Request, link: str, new: str, again: str) -> Response:
    try:
        check_pace(request, "sign-in")
        if new != again:
            raise AccountError(NOT_ALIKE)
        with writing() as session:
            account = choose_first_password(session, link=link, new=new)
    except Problem:
        return _form(request, link, error=TOO_MANY, status=429)
    except AccountError as error:
        return _form(request, link, error=str(error), status=422)
    forget_first_password(request.app.state.settings, account=account)
    path = request.app.url_path_for("workspace-sign-in")
    return RedirectResponse(f"{path}?chosen=yes", status_code=303)


def _form(request: Request, link: str, *, error: str | None = None, status: int = 200) -> Response:
    name = None
    try:
        with reading() as session:
            name = account_of_link(session, link).name
    except AccountError as over:
        error, status = str(over), 403
    return show(
        request,
        "first_link",
        visit=None,
        status=status,
        name=name,
        error=error,
        shortest=SHORTEST_PASSWORD,
    )
