"""The second step: asked for after the password, and looked after on a page of its own."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.accounts import AccountError, account_signed_in, note_sign_in
from consultations.accounts.sealing import opened, sealed
from consultations.accounts.second_factor import (
    WRONG,
    check_second_factor,
    is_on,
    new_secret,
    replace_recovery_codes,
    turn_off,
    turn_on,
)
from consultations.database import reading, writing
from consultations.models import Commissioner
from consultations.settings import Settings
from web.limits import check_pace
from web.pages.workspace.address import BOTH, EVERY_ROLE, Address
from web.pages.workspace.backing_off import BackingOff
from web.pages.workspace.half_way import HalfWay, is_half_way, is_through
from web.pages.workspace.showing import show
from web.pages.workspace.signing import SECOND_STEP, Visit, sign_in_to
from web.presenters.second_factor import SetUpPresenter
from web.presenters.workspace import day_in_words, seconds_in_words
from web.problems import Problem

TOO_MANY = "There were too many tries. Wait {wait} and try again."
TOO_LATE = "That took too long, so there is a new square to scan. Delete the old entry in your app."
STAYS = "Everybody who signs in here with a password needs the second step."
SECONDS_TO_SET_UP = 15 * 60
PURPOSE = "second factor being set up"
LONGEST_TYPED = 100
backing_off = BackingOff()


async def second_code_page(request: Request) -> Response:
    """Ask for the code of the app, or one from the paper, after a right password."""
    here = is_half_way(request)
    if here is None:
        return RedirectResponse(request.app.url_path_for("workspace-sign-in"), status_code=303)
    if request.method == "GET":
        return _code_form(request)
    typed = str((await request.form()).get("code") or "")[:LONGEST_TYPED]
    return await run_in_threadpool(_take_code, request, here, typed)


def _take_code(request: Request, here: HalfWay, typed: str) -> Response:
    wait = _wait(request, here.account_id.hex)
    if wait:
        return _code_form(request, error=TOO_MANY.format(wait=seconds_in_words(wait)), wait=wait)
    with writing() as session:
        account = account_signed_in(session, account_id=here.account_id, seal=here.seal)
        if account is None:
            return RedirectResponse(request.app.url_path_for("workspace-sign-in"), status_code=303)
        is_right = check_second_factor(session, account_id=account.id, code=typed)
        if is_right:
            note_sign_in(session, account=account, how="password and second factor")
    if not is_right:
        backing_off.was_wrong(here.account_id.hex)
        return _code_form(request, error=WRONG, status=403)
    backing_off.was_right(here.account_id.hex)
    response = RedirectResponse(here.onward, status_code=303)
    sign_in_to(request, response, account)
    is_through(request, response)
    return response


def _wait(request: Request, key: str) -> int:
    try:
        check_pace(request, "sign-in")
    except Problem:
        return 60
    return backing_off.seconds_to_wait(key)


def _code_form(
    request: Request, *, error: str | None = None, status: int = 200, wait: int = 0
) -> Response:
    return show(
        request,
        "second_code",
        visit=None,
        status=429 if wait else status,
        headers={"Retry-After": str(wait)} if wait else {},
        error=error,
    )


def second_step(request: Request, visit: Visit) -> Response:
    """Turn the second step of one's own account on or off, or make new codes for the paper."""
    with reading() as session:
        account = session.get_one(Commissioner, visit.account_id)
    if request.method == "GET":
        return _step_page(request, visit, account)
    wait = _wait(request, account.id.hex)
    if wait:
        error = TOO_MANY.format(wait=seconds_in_words(wait))
        return _step_page(request, visit, account, error=error, status=429)
    try:
        response = _do(request, visit, account)
    except AccountError as error:
        backing_off.was_wrong(account.id.hex)
        return _step_page(request, visit, account, error=str(error), status=422)
    backing_off.was_right(account.id.hex)
    return response


def _do(request: Request, visit: Visit, account: Commissioner) -> Response:
    """Raises AccountError when the code is wrong or the thing cannot be done."""
    settings: Settings = request.app.state.settings
    do, code = visit.typed("do"), visit.typed("code")[:LONGEST_TYPED]
    if do == "off":
        if settings.second_factor_required:
            raise AccountError(STAYS)
        with writing() as session:
            changed = turn_off(session, account_id=account.id, code=code)
        response: Response = RedirectResponse(f"{request.url.path}?off=yes", status_code=303)
        sign_in_to(request, response, changed, how=visit.how)
        return response
    with writing() as session:
        if do == "codes":
            codes = replace_recovery_codes(session, account_id=account.id, code=code)
        else:
            secret = opened(PURPOSE, visit.typed("secret"), seconds=SECONDS_TO_SET_UP)
            owner, _, bare = (secret or "").partition(" ")
            if owner != account.id.hex:
                raise AccountError(TOO_LATE)
            codes = turn_on(session, account_id=account.id, secret=bare, code=code)
        changed = session.get_one(Commissioner, account.id)
    response = show(request, "recovery_codes", visit=visit, codes=codes)
    sign_in_to(request, response, changed, how=visit.how)
    return response


def _step_page(
    request: Request,
    visit: Visit,
    account: Commissioner,
    *,
    error: str | None = None,
    status: int = 200,
) -> Response:
    settings: Settings = request.app.state.settings
    required = settings.second_factor_required
    if is_on(account):
        return show(
            request,
            "second_step",
            visit=visit,
            status=status,
            error=error,
            since=day_in_words((account.second_factor_since or account.added_at).date()),
            left=len(account.recovery_codes),
            required=required,
        )
    kept = opened(PURPOSE, visit.typed("secret"), seconds=SECONDS_TO_SET_UP) or ""
    secret = kept.partition(" ")[2] or new_secret()
    return show(
        request,
        "second_step_set_up",
        visit=visit,
        status=status,
        error=error,
        setting_up=SetUpPresenter(secret, visit.name),
        sealed=sealed(PURPOSE, f"{account.id.hex} {secret}"),
        required=required,
        off=request.query_params.get("off") == "yes",
    )


ADDRESSES = (
    Address("/workspace/account/second-step", SECOND_STEP, second_step, BOTH, may=EVERY_ROLE),
)
