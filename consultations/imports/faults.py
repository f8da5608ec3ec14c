"""Why a file cannot be brought in, each fault with its row and column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST_NAMED = 50


class Fault(NamedTuple):
    """One thing that is wrong with a file. Without a row it is about the file as a whole."""

    sentence: str
    row: int | None = None
    column: str = ""
    header: str = ""

    def __str__(self) -> str:
        if self.row is None:
            return self.sentence
        if not self.column:
            return f"Row {self.row}: {self.sentence}"
        return f"Row {self.row}, column {self.column} ({self.header}): {self.sentence}"


class WrongFile(Exception):
    """A file that cannot be brought in. Nothing of it was kept."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults[:MOST_NAMED])
        self.more = max(0, len(faults) - MOST_NAMED)
        super().__init__("\n".join(str(each) for each in self.faults))


def wrong(sentence: str) -> WrongFile:
    """A file with one fault that is about all of it."""
    return WrongFile([Fault(sentence)])
