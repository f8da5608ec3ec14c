"""Keep what takes seconds to work out, and show the last while the next is being made."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Event, Lock, Thread
from time import monotonic, thread_time
from typing import Generic, NamedTuple, TypeVar

from consultations.database import utc_now

T = TypeVar("T")
KEPT = 16
MOMENT = 0.25
# Work that took a second is not done again for half a minute, however many responses come.
RESTS = 30

logger = logging.getLogger(__name__)


class Made(NamedTuple, Generic[T]):
    """What was worked out and when, and whether it is about an earlier state than asked for."""

    result: T
    is_earlier: bool
    at: datetime


class _Known(NamedTuple, Generic[T]):
    """What was worked out last, and until when it is good enough."""

    version: int
    result: T
    at: datetime
    rests_until: float

    def made(self, version: int) -> Made[T]:
        return Made(self.result, self.version != version, self.at)


class Lately(Generic[T]):
    """The last result for each key. A page never waits longer than a moment for the next.

    While responses keep coming the next is begun only after a rest, so that this takes a small part
    of a processor and pages keep theirs.
    """

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, _Known[T]] = OrderedDict()
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
        if known is not None and known.version == version:
            return known.made(version)
        if at_once:
            self._make(key, version, work)
        elif known is None or monotonic() >= known.rests_until:
            self._start(key, version, work).wait(MOMENT if known is None else 0)
        with self._lock:
            known = self._made.get(key)
        return None if known is None else known.made(version)

    def _start(self, key: Hashable, version: int, work: Callable[[], T]) -> Event:
        with self._lock:
            if key in self._at_work:
                return self._at_work[key]
            done = self._at_work[key] = Event()

        def run() -> None:
            try:
                self._make(key, version, work)
            except Exception:
                logger.exception("Something could not be worked out for a page of the workspace.")
            finally:
                with self._lock:
                    del self._at_work[key]
                done.set()

        Thread(target=run, name="working out", daemon=True).start()
        return done

    def _make(self, key: Hashable, version: int, work: Callable[[], T]) -> None:
        at, began = utc_now(), thread_time()
        result = work()
        until = monotonic() + RESTS * (thread_time() - began)
        with self._lock:
            self._made[key] = _Known(version, result, at, until)
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
