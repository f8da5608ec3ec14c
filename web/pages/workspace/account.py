"""Sign in, sign out, and change a password."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.accounts import (
    SHORTEST_PASSWORD,
    AccountError,
    change_password,
    check_password,
    forget_first_password,
    note_sign_in,
)
from consultations.accounts.second_factor import is_on
from consultations.database import reading, writing
from consultations.models import Commissioner
from consultations.settings import Settings
from web.limits import check_pace
from web.pages.workspace.address import BOTH, EVERY_ROLE, SEND, Address
from web.pages.workspace.backing_off import BackingOff
from web.pages.workspace.half_way import half_way, inside
from web.pages.workspace.showing import show
from web.pages.workspace.signing import PROVIDER, Visit, end, sign_in_to, sign_out_of
from web.presenters.people import where_and_what
from web.presenters.workspace import seconds_in_words
from web.problems import Problem

WRONG = "The name or the password is not right. Check both and try again."
TOO_MANY = "There were too many tries. Wait {wait} and try again."
NOT_ALIKE = "The two new passwords are not the same. Type the new one twice."
LONGEST_TYPED = 1_000
backing_off = BackingOff()


async def sign_in_page(request: Request) -> Response:
    """Ask for name and password; take them on a POST."""
    if request.method == "GET":
        return _sign_in_form(request, onward=request.query_params.get("next", ""))
    form = await request.form()
    typed = {name: str(form.get(name) or "")[:LONGEST_TYPED] for name in form}
    return await run_in_threadpool(_sign_in, request, typed)


def _sign_in(request: Request, typed: dict[str, str]) -> Response:
    name, onward = typed.get("name", "").strip(), typed.get("next", "")
    try:
        check_pace(request, "sign-in")
    except Problem:
        return _sign_in_form(request, name=name, onward=onward, wait=60)
    wait = backing_off.seconds_to_wait(name)
    if wait:
        return _sign_in_form(request, name=name, onward=onward, wait=wait)
    account = _check(name, typed.get("password", ""))
    if account is None:
        backing_off.was_wrong(name)
        return _sign_in_form(request, name=name, onward=onward, error=WRONG, status=403)
    backing_off.was_right(name)
    if is_on(account):
        return half_way(request, account, onward=inside(onward))
    response = RedirectResponse(inside(onward), status_code=303)
    sign_in_to(request, response, account)
    return response


def _check(name: str, password: str) -> Commissioner | None:
    """Whose name and password these are. Who owes a second step is not signed in yet."""
    with reading() as session:
        account = check_password(session, name=name, password=password)
    if account is None or not is_on(account):
        with writing() as session:
            note_sign_in(session, account=account)
    return account


def _sign_in_form(
    request: Request,
    *,
    name: str = "",
    onward: str = "",
    error: str | None = None,
    status: int = 200,
    wait: int = 0,
) -> Response:
    headers = {}
    settings: Settings = request.app.state.settings
    if wait:
        error, status = TOO_MANY.format(wait=seconds_in_words(wait)), 429
        headers["Retry-After"] = str(wait)
    return show(
        request,
        "sign_in",
        visit=None,
        status=status,
        headers=headers,
        name=name,
        onward=onward,
        error=error,
        provider=settings.provider.name if settings.provider else None,
        chosen=request.query_params.get("chosen") == "yes",
    )


def sign_out(request: Request, visit: Visit) -> Response:
    """End the sign-in and go back to the door."""
    response = RedirectResponse(request.app.url_path_for("workspace-sign-in"), status_code=303)
    end(visit)
    sign_out_of(request, response)
    return response


def account_page(request: Request, visit: Visit) -> Response:
    """Change the password. Every other sign-in of the account ends with it."""
    if request.method == "GET":
        done = request.query_params.get("changed") == "yes"
        return _account_form(request, visit, done=done)
    old, new, again = (visit.typed(field) for field in ("old", "new", "again"))
    try:
        if new != again:
            raise AccountError(NOT_ALIKE)
        with writing() as session:
            account = change_password(session, account_id=visit.account_id, old=old, new=new)
    except AccountError as error:
        return _account_form(request, visit, error=str(error), status=422)
    forget_first_password(request.app.state.settings, account=account)
    response = RedirectResponse(f"{request.url.path}?changed=yes", status_code=303)
    sign_in_to(request, response, account)
    return response


def _account_form(
    request: Request,
    visit: Visit,
    *,
    error: str | None = None,
    done: bool = False,
    status: int = 200,
) -> Response:
    return show(
        request,
        "account",
        status=status,
        visit=visit,
        error=error,
        done=done,
        shortest=SHORTEST_PASSWORD,
        by_provider=visit.how == PROVIDER,
        may=where_and_what(visit.roles),
    )


ADDRESSES = (
    Address("/workspace/sign-out", "workspace-sign-out", sign_out, SEND, may=EVERY_ROLE),
    Address("/workspace/account", "workspace-account", account_page, BOTH, may=EVERY_ROLE),
)
