"""Keep what takes seconds to work out, and show the last while the next is being made."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock, Thread
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
KEPT = 16
MOMENT = 0.25

logger = logging.getLogger(__name__)


class Made(NamedTuple, Generic[T]):
    """What was worked out, and whether it is about an earlier state than asked for."""

    result: T
    is_earlier: bool


class Lately(Generic[T]):
    """The last result for each key. A page never waits longer than a moment for the next."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, tuple[int, T]] = OrderedDict()
        self._at_work: dict[Hashable, Event] = {}
        self._lock = Lock()

    def get(
        self, key: Hashable, version: int, work: Callable[[], T], *, at_once: bool
    ) -> Made[T] | None:
        """The result for this version; else an earlier one; none while the first is being made.

        With ``at_once`` it is worked out here and now, for work that is known to be quick.
        """
        with self._lock:
            known = self._made.get(key)
        if known is not None and known[0] == version:
            return Made(known[1], False)
        if at_once:
            self._keep(key, version, work())
        else:
            self._start(key, version, work).wait(MOMENT if known is None else 0)
        with self._lock:
            known = self._made.get(key)
        return None if known is None else Made(known[1], known[0] != version)

    def _start(self, key: Hashable, version: int, work: Callable[[], T]) -> Event:
        with self._lock:
            if key in self._at_work:
                return self._at_work[key]
            done = self._at_work[key] = Event()

        def run() -> None:
            try:
                self._keep(key, version, work())
            except Exception:
                logger.exception("Something could not be worked out for a page of the workspace.")
            finally:
                with self._lock:
                    del self._at_work[key]
                done.set()

        Thread(target=run, name="working out", daemon=True).start()
        return done

    def _keep(self, key: Hashable, version: int, result: T) -> None:
        with self._lock:
            self._made[key] = (version, result)
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
