"""Who is signed in to the workspace, by a signed cookie; and the door in front of every page."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from time import time
from urllib.parse import urlencode

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.access import Role, Roles, roles_in, roles_of
from consultations.accounts import account_signed_in, seal_of
from consultations.database import reading, writing
from consultations.models import Commissioner
from consultations.settings import Settings
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.ended import LONGEST_SIGN_IN, Ended, end_for_good
from web.presenters.workspace_rail import EVERYTHING_ELSE
from web.templating import render

COOKIE, PATH = "sb_workspace", "/workspace"
SECONDS_IDLE = 15 * 60
SECONDS_IN_ALL = LONGEST_SIGN_IN.total_seconds()
PASSWORD, PROVIDER = "password", "provider"
ended = Ended()
SECOND_STEP = "workspace-second-step"
# What may be done by somebody who has to set up the second step first.
BEFORE_SECOND_STEP = frozenset({SECOND_STEP, "workspace-sign-out"})


@dataclass(frozen=True)
class Visit:
    """Somebody who is signed in, since when, and what they sent."""

    account_id: uuid.UUID
    name: str
    seal: str
    since: float
    form: FormData
    roles: Roles = field(default_factory=dict)
    how: str = PASSWORD
    has_second_step: bool = False

    def may(self, allowed: frozenset[Role], slug: str | None) -> bool:
        """Whether one of the roles that are allowed is held in this consultation."""
        return bool(roles_in(self.roles, slug) & allowed)

    def typed(self, field: str) -> str:
        """The text of one field of a form."""
        value = self.form.get(field, "")
        return value if isinstance(value, str) else ""


WorkspacePage = Callable[[Request, Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def signed_in(address: Address) -> Endpoint:
    """The page for those who are signed in and may use it; the way to sign in for strangers.

    Whoever has another role is told so. Pages read the database, so they run in a thread. Every
    answer renews the sign-in.
    """

    async def behind_the_door(request: Request) -> Response:
        form = await request.form() if request.method == "POST" else FormData()
        visit = await run_in_threadpool(_visit, request, form)
        if visit is None:
            response: Response = RedirectResponse(_way_in(request), status_code=303)
            sign_out_of(request, response)
            return response
        if _owes_second_step(request, visit) and address.name not in BEFORE_SECOND_STEP:
            response = RedirectResponse(request.app.url_path_for(SECOND_STEP), status_code=303)
        elif is_allowed(address, visit, request):
            response = await run_in_threadpool(address.page, request, visit)
        else:
            response = _refused(request, visit)
        if "set-cookie" not in response.headers:
            _keep(
                request,
                response,
                visit.account_id,
                visit.seal,
                since=visit.since,
                how=visit.how,
            )
        return response

    return behind_the_door


def is_allowed(address: Address, visit: Visit, request: Request) -> bool:
    """Whether somebody's roles cover this page. What no rule allows is refused.

    Raises HTTPException 404 for a consultation in which they have no role at all, as for one that
    is not there. One's own account and the list of one's consultations need no role.
    """
    slug = request.path_params.get("slug")
    allowed = address.allowed(request.method)
    if visit.may(allowed, slug) or (slug is None and allowed == EVERY_ROLE):
        return True
    if slug is not None and not roles_in(visit.roles, slug):
        raise HTTPException(404)
    return False


def _owes_second_step(request: Request, visit: Visit) -> bool:
    """Whether somebody who came with a password has to set up a second step before all else."""
    settings: Settings = request.app.state.settings
    is_owed = settings.second_factor_required and visit.how == PASSWORD
    return is_owed and not visit.has_second_step


def elsewhere_for(request: Request, visit: Visit | None) -> list[tuple[str, str]]:
    """The pages outside any one consultation that somebody may use."""
    may: Mapping[str, frozenset[Role]] = request.app.state.may_read
    return [
        (name, words)
        for name, words in EVERYTHING_ELSE
        if visit and (visit.may(may[name], None) or may[name] == EVERY_ROLE)
    ]


def _refused(request: Request, visit: Visit) -> Response:
    return render(
        request,
        "pages/workspace/refused.html",
        status=403,
        visit=visit,
        workspace=None,
        elsewhere=elsewhere_for(request, visit),
    )


def sign_in_to(
    request: Request, response: Response, account: Commissioner, *, how: str = PASSWORD
) -> None:
    """Begin a sign-in: the cookie goes to pages of the workspace only, and never to scripts."""
    _keep(request, response, account.id, seal_of(account), since=time(), how=how)


def end(visit: Visit) -> None:
    """End a sign-in, so that no copy of its cookie opens anything either."""
    with writing() as session:
        end_for_good(session, account_id=visit.account_id, name=visit.name, since=visit.since)


def sign_out_of(request: Request, response: Response) -> None:
    """Take the cookie of a sign-in from this browser."""
    settings: Settings = request.app.state.settings
    response.delete_cookie(
        COOKIE, path=PATH, httponly=True, samesite="strict", secure=settings.https
    )


def _keep(
    request: Request,
    response: Response,
    account_id: uuid.UUID,
    seal: str,
    *,
    since: float,
    how: str,
) -> None:
    settings: Settings = request.app.state.settings
    value = _serializer(settings).dumps([account_id.hex, seal, since, int(time()), how])
    response.set_cookie(
        COOKIE,
        str(value),
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=settings.https,
    )


def _visit(request: Request, form: FormData) -> Visit | None:
    """Who this is, unless they were away for 15 minutes or came 12 hours ago."""
    value = request.cookies.get(COOKIE)
    if value is None:
        return None
    try:
        account_id, seal, since, seen, how = _serializer(request.app.state.settings).loads(value)
        key = uuid.UUID(account_id)
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None
    now = time()
    if now - seen > SECONDS_IDLE or now - since > SECONDS_IN_ALL:
        return None
    with reading() as session:
        if ended.is_over(session, key, since):
            return None
        account = account_signed_in(session, account_id=key, seal=seal)
        if account is None:
            return None
        roles = roles_of(session, account_id=account.id)
        return Visit(
            key, account.name, seal, since, form, roles, how, account.second_factor is not None
        )


def _way_in(request: Request) -> str:
    where = {"next": request.url.path} if request.method == "GET" else {}
    address = request.app.url_path_for("workspace-sign-in")
    return f"{address}?{urlencode(where)}" if where else str(address)


def _serializer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(settings.secret, salt="workspace")
