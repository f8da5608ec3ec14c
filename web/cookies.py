"""Which conversation a browser holds, in a signed cookie that no script can read."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response

from consultations.settings import Settings
from consultations.types import Lane

SECONDS_KEPT = 30 * 24 * 60 * 60


class Held(NamedTuple):
    """A conversation and the secret of its owner."""

    conversation_id: uuid.UUID
    token: str


def held(request: Request, slug: str) -> Held | None:
    """The conversation that this browser holds for a consultation, if there is one."""
    value = request.cookies.get(_name(slug))
    if value is None:
        return None
    try:
        conversation, token = _serializer(request.app.state.settings).loads(value)
        return Held(uuid.UUID(conversation), str(token))
    except (BadSignature, ValueError, TypeError):
        return None


def hold(
    request: Request, response: Response, *, slug: str, holding: Held, lane: str | None
) -> None:
    """Give a conversation to this browser.

    Practice staff often share a computer: theirs is forgotten when the browser is closed.
    """
    settings: Settings = request.app.state.settings
    response.set_cookie(
        _name(slug),
        str(_serializer(settings).dumps([holding.conversation_id.hex, holding.token])),
        max_age=None if lane == Lane.STAFF else SECONDS_KEPT,
        httponly=True,
        samesite="lax",
        secure=settings.https,
    )


def let_go(request: Request, response: Response, slug: str) -> None:
    """Take the conversation of a consultation from this browser."""
    settings: Settings = request.app.state.settings
    response.delete_cookie(_name(slug), httponly=True, samesite="lax", secure=settings.https)


def _name(slug: str) -> str:
    return f"sb_talk_{slug}"


def _serializer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(settings.secret, salt="conversation")
