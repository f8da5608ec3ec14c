"""A ticket to answer the equality questions once, given out when a response is sent.

It is signed, holds the consultation, the lane and a random number, and nothing of the response. The
numbers of tickets that were used are remembered in this process alone, for as long as they last.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from consultations.settings import settings
from consultations.types import Lane
from web.surroundings import is_kiosk

SECONDS_GOOD = 24 * 60 * 60
MOST_REMEMBERED = 100_000
TOLD = "yes"
_used: OrderedDict[str, None] = OrderedDict()
_lock = Lock()


class Ticket(NamedTuple):
    """Somebody who has sent a response in, and nothing of who or which."""

    lane: Lane
    number: str


def new_ticket(slug: str, lane: str) -> str:
    """A ticket for whoever is shown the receipt of a response."""
    return str(_serializer().dumps([slug, lane, secrets.token_hex(8)]))


def read_ticket(text: str, slug: str) -> Ticket | None:
    """What a ticket says; None when it is not ours, for something else, or a day old."""
    try:
        said, lane, number = _serializer().loads(text, max_age=SECONDS_GOOD)
        return Ticket(Lane(lane), str(number)) if said == slug else None
    except (BadSignature, ValueError, TypeError):
        return None


def use_up(ticket: Ticket) -> bool:
    """Whether a ticket was good until now; from now on it is not."""
    with _lock:
        is_new = ticket.number not in _used
        _used[ticket.number] = None
        while len(_used) > MOST_REMEMBERED:
            _used.popitem(last=False)
    return is_new


def has_told(request: Request, slug: str) -> bool:
    """Whether somebody has answered the equality questions in this browser before."""
    return request.cookies.get(_cookie(slug)) == TOLD


def remember_told(request: Request, response: Response, slug: str) -> None:
    """Remember that until the browser is closed: the cookie says "yes", and is the same for all.

    A shared screen remembers nothing: the next person may answer as well.
    """
    if not is_kiosk(request):
        secure = request.app.state.settings.https
        response.set_cookie(_cookie(slug), TOLD, httponly=True, samesite="lax", secure=secure)


def _cookie(slug: str) -> str:
    return f"sb_told_{slug}"


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret, salt="about-you")
