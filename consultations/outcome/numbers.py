"""How many people raised each theme, as the public may read it: by lane, through disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from consultations.coding.counting import ThemeCount
from consultations.disclosure import RULES, release
from consultations.small_numbers import Table, rounded
from consultations.types import Lane

EVERYBODY = ""


class ThemeNumbers(NamedTuple):
    """The numbers of one lane: out of how many, and how many raised each theme.

    ``base`` is None when too few took part to say anything. A theme is None when too few raised it.
    """

    base: int | None
    people: Mapping[str, int | None]
    smallest: int


def theme_numbers(
    counts: Iterable[ThemeCount], *, took_part: Mapping[Lane, int]
) -> dict[Lane, ThemeNumbers]:
    """What may be shown of how many people raised each theme, in each lane in which anybody is.

    A number that is smaller than the lane's rule is hidden. Those of the public are exact. Those of
    staff are to the nearest 5, so that two versions do not tell of one colleague.
    """
    counts = list(counts)
    return {lane: _of_lane(counts, lane, base) for lane, base in took_part.items() if base}


def _of_lane(counts: list[ThemeCount], lane: Lane, base: int) -> ThemeNumbers:
    people = {
        (each.theme_id, EVERYBODY): each.staff if lane is Lane.STAFF else each.public
        for each in counts
    }
    table = Table(
        tuple(theme for theme, _ in people),
        {EVERYBODY: base},
        {EVERYBODY: base},
        people,
        one_choice_each=False,
    )
    rule, released = RULES[lane], release(table, lane=lane)
    shown = {
        theme: None if number < rule.smallest else rounded(number) if lane is Lane.STAFF else number
        for theme, number in released.totals.items()
    }
    return ThemeNumbers(released.answered, shown, rule.smallest)
