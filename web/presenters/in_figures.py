"""Numbers as they stand in a table, on a bar, or in place of what is hidden."""

from __future__ import annotations

HIDDEN = "hidden"


def shown(number: int | None) -> str:
    """A number; a word where it is hidden."""
    return HIDDEN if number is None else f"{number:,}"


def percent(number: int, of: int) -> str:
    """A share in whole hundredths, at most all of it."""
    share = 100 * number / of if of else 0.0
    return "under 1%" if 0 < share < 1 else f"{min(share, 100):.0f}%"


def width(number: int, of: int) -> float:
    """How wide a bar is, in hundredths of the widest."""
    return round(min(100.0, 100 * number / of), 2)
