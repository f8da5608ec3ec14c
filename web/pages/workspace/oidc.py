"""Sign in with an account of one's own organisation: there, and back."""

from __future__ import annotations

import hmac
import json
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.accounts import note_sign_in
from consultations.accounts.people import account_of_person
from consultations.accounts.provider import (
    NOT_TRUSTED,
    SAID_NO,
    ProviderError,
    ask_provider,
    person_who_came,
)
from consultations.accounts.sealing import opened, sealed
from consultations.database import writing
from consultations.settings import OpenIdProvider, Settings
from web.limits import check_pace
from web.pages.workspace.half_way import WAY_IN, inside
from web.pages.workspace.showing import show
from web.pages.workspace.signing import PROVIDER, sign_in_to
from web.problems import Problem

COOKIE, PURPOSE = "sb_provider", "on the way to the provider"
SECONDS = 10 * 60
NO_PROVIDER = "Signing in with an organisation is not set up here. Use your name and password."
TOO_MANY = "There were too many tries. Wait a minute and try again."
TOO_LATE = "That took longer than 10 minutes, or began in another browser. Try again."
NOT_ADDED = (
    "Nobody has added you to this workspace yet. Ask an administrator to put the e-mail address "
    "that {name} knows you by on an account."
)


class OnTheWay(NamedTuple):
    """What an answer of the provider has to fit, and the page that is wanted."""

    state: str
    nonce: str
    verifier: str
    onward: str


async def to_provider(request: Request) -> Response:
    """Send somebody to the provider. A short sealed cookie remembers what was asked."""
    return await run_in_threadpool(_go, request)


def _go(request: Request) -> Response:
    provider = _provider(request)
    if provider is None:
        return _failed(request, NO_PROVIDER, status=404)
    try:
        check_pace(request, "sign-in")
        asked = ask_provider(provider, back_to=_back_to(request))
    except Problem:
        return _failed(request, TOO_MANY, status=429)
    except ProviderError as error:
        return _failed(request, str(error), status=503)
    onward = inside(request.query_params.get("next", ""))
    on_the_way = json.dumps([asked.state, asked.nonce, asked.verifier, onward])
    response = RedirectResponse(asked.address, status_code=303)
    response.set_cookie(
        COOKIE,
        sealed(PURPOSE, on_the_way),
        max_age=SECONDS,
        path=WAY_IN,
        httponly=True,
        # Whoever comes back comes from another site, so a strict cookie would stay behind.
        samesite="lax",
        secure=_settings(request).https,
    )
    return response


async def back_from_provider(request: Request) -> Response:
    """Take somebody back from the provider, if its answer fits and they have an account."""
    return await run_in_threadpool(_come, request)


def _come(request: Request) -> Response:
    provider = _provider(request)
    if provider is None:
        return _failed(request, NO_PROVIDER, status=404)
    try:
        check_pace(request, "sign-in")
        onward = _let_in(request, provider)
    except Problem:
        return _failed(request, TOO_MANY, status=429)
    except ProviderError as error:
        with writing() as session:
            note_sign_in(session, account=None, how=PROVIDER)
        return _failed(request, str(error), status=403)
    return onward


def _let_in(request: Request, provider: OpenIdProvider) -> Response:
    """Raises ProviderError with what to tell whoever cannot be let in."""
    query, on_the_way = request.query_params, _on_the_way(request)
    if on_the_way is None or not hmac.compare_digest(
        on_the_way.state.encode(), query.get("state", "").encode()
    ):
        raise ProviderError(TOO_LATE)
    if query.get("iss", provider.issuer) != provider.issuer:
        raise ProviderError(NOT_TRUSTED.format(name=provider.name))
    if "code" not in query:
        raise ProviderError(SAID_NO.format(name=provider.name))
    person = person_who_came(
        provider,
        back_to=_back_to(request),
        code=query["code"],
        nonce=on_the_way.nonce,
        verifier=on_the_way.verifier,
    )
    with writing() as session:
        account = account_of_person(session, person=person)
        if account is not None:
            note_sign_in(session, account=account, how=PROVIDER)
    if account is None:
        raise ProviderError(NOT_ADDED.format(name=provider.name))
    # The browser has come from another site. From a page of ours it goes on with its new cookie.
    response = show(request, "signed_in", visit=None, onward=on_the_way.onward)
    sign_in_to(request, response, account, how=PROVIDER)
    _forget(request, response)
    return response


def _on_the_way(request: Request) -> OnTheWay | None:
    said = opened(PURPOSE, request.cookies.get(COOKIE, ""), seconds=SECONDS)
    return None if said is None else OnTheWay(*json.loads(said))


def _back_to(request: Request) -> str:
    """Where the provider sends people back to. It has to be known to the provider."""
    here = _settings(request).public_url or str(request.base_url).rstrip("/")
    return f"{here}{request.app.url_path_for('workspace-back')}"


def _failed(request: Request, error: str, *, status: int) -> Response:
    provider = _provider(request)
    response = show(
        request,
        "sign_in",
        visit=None,
        status=status,
        name="",
        onward="",
        error=error,
        provider=provider.name if provider else None,
        chosen=False,
    )
    _forget(request, response)
    return response


def _forget(request: Request, response: Response) -> None:
    response.delete_cookie(
        COOKIE, path=WAY_IN, httponly=True, samesite="lax", secure=_settings(request).https
    )


def _provider(request: Request) -> OpenIdProvider | None:
    return _settings(request).provider


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings
