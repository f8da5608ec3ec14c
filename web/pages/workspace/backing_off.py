"""Make whoever guesses passwords wait longer after each wrong one, account by account."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

FREE_TRIES = 5
LONGEST_WAIT = 60.0
NAMES_REMEMBERED = 10_000


class BackingOff:
    """Wrong passwords in a row, by the name typed, whether there is such an account or not.

    The longest wait is a minute, so that nobody can lock a commissioner out for long.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def seconds_to_wait(self, name: str) -> int:
        """How long this name has to wait from now, in whole seconds."""
        with self._lock:
            tries, last = self._wrong.get(_key(name), (0, 0.0))
        if tries < FREE_TRIES:
            return 0
        wait = min(LONGEST_WAIT, 2.0 ** (tries - FREE_TRIES + 1))
        return max(0, math.ceil(last + wait - self._clock()))

    def was_wrong(self, name: str) -> None:
        """Count a wrong password."""
        with self._lock:
            tries, _ = self._wrong.pop(_key(name), (0, 0.0))
            self._wrong[_key(name)] = (tries + 1, self._clock())
            while len(self._wrong) > NAMES_REMEMBERED:
                self._wrong.popitem(last=False)

    def was_right(self, name: str) -> None:
        """Forget what was wrong before."""
        with self._lock:
            self._wrong.pop(_key(name), None)


def _key(name: str) -> str:
    return name.strip().casefold()[:200]
