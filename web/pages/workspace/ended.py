"""Sign-ins that were ended by hand: their cookie opens nothing, even where a copy of it is left."""

from __future__ import annotations

import uuid
from threading import Lock


class Ended:
    """Which sign-ins were ended, each until its cookie would be over in any case.

    They are remembered until the service starts again: what a copy could do after that ends with
    the minutes without a click.
    """

    def __init__(self) -> None:
        self._until: dict[tuple[uuid.UUID, float], float] = {}
        self._lock = Lock()

    def end(self, account_id: uuid.UUID, since: float, *, until: float, now: float) -> None:
        """Remember that this sign-in is over, and forget those that are over by themselves."""
        with self._lock:
            self._until = {each: at for each, at in self._until.items() if at > now}
            self._until[account_id, since] = until

    def is_over(self, account_id: uuid.UUID, since: float) -> bool:
        """Whether this sign-in was ended by hand."""
        return (account_id, since) in self._until
