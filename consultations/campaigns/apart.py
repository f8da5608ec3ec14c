"""Read every figure with and without campaign letters, without telling on the few who sent them."""

from __future__ import annotations

from consultations.analysis import People
from consultations.analysis.people import Mask
from consultations.analysis.some import some_of
from consultations.disclosure import RULES, Released
from consultations.results.looking import Campaigns, apart
from consultations.small_numbers import rounded
from consultations.types import Lane


def left_out(people: People, campaigns: Campaigns) -> bool:
    """Whether anybody is left out by this choice. Nobody is where that would tell on a few."""
    return campaigns is Campaigns.LEFT_OUT and apart(people).may_be_shown


def kept_in(people: People) -> Mask:
    """Everybody but the public who are in a confirmed campaign.

    Staff stay whatever is chosen: a figure of staff with and without a few would tell on them.
    """
    kept: Mask = ~(people.in_campaign & people.of_lane(Lane.PUBLIC))
    return kept


def looked_at(people: People, campaigns: Campaigns) -> People:
    """The people whose figures a page shows: all of them, or those without campaign letters."""
    if not left_out(people, campaigns):
        return people
    return some_of(people, kept_in(people), version=hash((people.version, Campaigns.LEFT_OUT)))


def as_part(released: Released, *, is_small: bool = False) -> Released:
    """The totals of a part of the public to the nearest 5, as the numbers of any group are.

    An exact one, taken from the exact total of all, would give the exact number of those left out.
    Of a part that is a group of its own, ``is_small``, numbers of 1 to 7 are hidden as well.
    """
    if released.answered is None or released.batch is not None:
        return released
    small = RULES[Lane.PUBLIC].smallest
    hidden = [each for each, number in released.totals.items() if is_small and 0 < number < small]
    return released._replace(
        answered=rounded(released.answered),
        totals={each: rounded(n) for each, n in released.totals.items() if each not in hidden},
        hidden=(*released.hidden, *hidden),
    )
