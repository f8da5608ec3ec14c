"""Somebody who is half-way in: what they have shown so far, in a short cookie that is sealed."""

from __future__ import annotations

import json
import uuid
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.accounts import seal_of
from consultations.accounts.sealing import opened, sealed
from consultations.models import Commissioner
from consultations.settings import Settings
from web.pages.workspace.signing import PATH

COOKIE, WAY_IN = "sb_half_way", f"{PATH}/sign-in"
SECONDS = 5 * 60
PURPOSE = "half-way in"


class HalfWay(NamedTuple):
    """Whose password was right, and the page that they want."""

    account_id: uuid.UUID
    seal: str
    onward: str


def half_way(request: Request, account: Commissioner, *, onward: str) -> Response:
    """Lead somebody whose password was right to the second step."""
    path = request.app.url_path_for("workspace-second-code")
    response = RedirectResponse(path, status_code=303)
    said = json.dumps([account.id.hex, seal_of(account), onward])
    _set(request, response, sealed(PURPOSE, said))
    return response


def is_half_way(request: Request) -> HalfWay | None:
    """Who has come half-way within the last 5 minutes."""
    said = opened(PURPOSE, request.cookies.get(COOKIE, ""), seconds=SECONDS)
    if said is None:
        return None
    account_id, seal, onward = json.loads(said)
    return HalfWay(uuid.UUID(account_id), seal, onward)


def is_through(request: Request, response: Response) -> None:
    """Forget that somebody was half-way."""
    settings: Settings = request.app.state.settings
    response.delete_cookie(
        COOKIE, path=WAY_IN, httponly=True, samesite="strict", secure=settings.https
    )


def inside(onward: str) -> str:
    """The page that was wanted, if it is one of the workspace."""
    is_inside = onward == PATH or onward.startswith(f"{PATH}/")
    return onward if is_inside and "\\" not in onward and onward.isprintable() else PATH


def _set(request: Request, response: Response, value: str) -> None:
    settings: Settings = request.app.state.settings
    response.set_cookie(
        COOKIE,
        value,
        max_age=SECONDS,
        path=WAY_IN,
        httponly=True,
        samesite="strict",
        secure=settings.https,
    )
