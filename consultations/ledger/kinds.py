"""What may become of a theme."""

from __future__ import annotations

from enum import StrEnum


class Became(StrEnum):
    """What became of what people said about one theme."""

    CHANGED = "changed"
    PARTLY = "partly"
    NOT_CHANGED = "not-changed"
    STILL_LOOKING = "still-looking"


SETTLED = frozenset({Became.CHANGED, Became.PARTLY, Became.NOT_CHANGED})


class LedgerError(Exception):
    """Something that cannot be written into the ledger, said in one sentence."""
