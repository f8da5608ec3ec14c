"""Names that stand for two things, and names that stand for none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from consultations.content.faults import Fault, did_you_mean
from consultations.content.place import Place

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def used_twice(places: Iterable[Place], what: str, *, warning: bool = False) -> Iterator[Fault]:
    """Words that two places share, whatever the size of their letters."""
    seen: dict[str, Place] = {}
    for place in places:
        said = place.text.casefold().strip()
        if said and said in seen:
            first = seen[said]
            where = (
                f"in line {first.line}"
                if first.document is place.document
                else f"in {first.document.name}, line {first.line}"
            )
            yield place.fault(
                f"The {what} '{place.text}' is used twice, first {where}.",
                "Give each one of its own.",
                warning=warning,
            )
        seen.setdefault(said, place)


def no_address(places: Iterable[Place], what: str) -> Iterator[Fault]:
    """Ids and keys that would not do in an address."""
    for place in places:
        if place.text and not ADDRESS.fullmatch(place.text):
            yield place.fault(
                f"The {what} '{place.text}' must be small letters, digits and hyphens.",
                "Write it like 'stroke-units'.",
            )


def leads_nowhere(place: Place, what: str, known: Iterable[str]) -> Iterator[Fault]:
    """A name that points at something which does not exist."""
    names = set(known)
    if place.text and place.text not in names:
        listed = ", ".join(sorted(names)) if len(names) <= 6 else ""
        otherwise = f"There are: {listed}." if listed else "Check how it is spelt, or add it."
        yield place.fault(
            f"There is no {what} '{place.text}'.",
            did_you_mean(place.text, names, otherwise=otherwise),
        )
