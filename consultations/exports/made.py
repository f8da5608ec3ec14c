"""A file that an export has made."""

from __future__ import annotations

from typing import NamedTuple


class Made(NamedTuple):
    """One file of an export: where it is in the folder, how many rows, and what a row is.

    ``of_people`` is set where there is one row for each response: these rows must be as many as
    the pages say.
    """

    path: str
    rows: int
    row_is: str
    of_people: bool = False


A_RESPONSE = "one response"
