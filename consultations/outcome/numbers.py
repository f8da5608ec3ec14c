"""How many people raised each theme, as the public may read it: by lane, through disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from consultations.coding.counting import ThemeCount
from consultations.disclosure import RULES, release
from consultations.small_numbers import Table
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

    The numbers of a whole lane are exact. One that is smaller than the lane's rule is hidden.
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
    shown = {theme: _shown(number, rule.smallest) for theme, number in released.totals.items()}
    return ThemeNumbers(released.answered, shown, rule.smallest)


def _shown(number: int, smallest: int) -> int | None:
    return number if number >= smallest else None
