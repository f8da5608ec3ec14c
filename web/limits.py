"""Keep one sender from crowding out the others."""

from __future__ import annotations

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request

from web.problems import Problem

# Far above what people do: a practice, a library or a whole hospital may share one address.
PER_CONVERSATION = parse("240/minute")
PER_ADDRESS_STARTS = parse("600/minute")
PER_ADDRESS_SIGN_INS = parse("20/minute")
PER_ADDRESS_CODES = parse("20/minute")
RULES = {"start": PER_ADDRESS_STARTS, "sign-in": PER_ADDRESS_SIGN_INS, "code": PER_ADDRESS_CODES}


def limiter() -> SlidingWindowCounterRateLimiter:
    """A limiter for one process."""
    return SlidingWindowCounterRateLimiter(MemoryStorage())


def check_pace(request: Request, what: str) -> None:
    """Let a request through, unless there were too many of its kind in the last minute.

    Raises Problem 429.
    """
    rule = RULES.get(what, PER_CONVERSATION)
    address = request.client.host if request.client else "unknown"
    key = f"{what}:{address}" if what in RULES else what
    if not request.app.state.limiter.hit(rule, key):
        raise Problem(429, "That was a lot in one minute. Wait a minute and send it again.")
