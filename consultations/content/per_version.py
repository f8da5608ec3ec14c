"""Work something out once for each version of a pack."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

from consultations.content.schema import Pack

T = TypeVar("T")
VERSIONS_REMEMBERED = 16


def once_per_version(work: Callable[[Pack], T]) -> Callable[[Pack], T]:
    """Remember what a function returned for the last few versions of packs."""
    known: OrderedDict[str, T] = OrderedDict()
    lock = Lock()

    @wraps(work)
    def remembered(pack: Pack) -> T:
        with lock:
            if pack.version not in known:
                known[pack.version] = work(pack.original)
            known.move_to_end(pack.version)
            while len(known) > VERSIONS_REMEMBERED:
                known.popitem(last=False)
            return known[pack.version]

    return remembered
