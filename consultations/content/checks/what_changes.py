"""Rules for ``what-changes.yml``: every tap leads to an answer."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.content.checks.repeats import leads_nowhere, no_address, used_twice
from consultations.content.faults import Fault
from consultations.content.place import Place
from consultations.content.reading import PackFiles

LISTS = {"places": "place", "services": "service", "modes": "mode", "sites": "site"}


def faults(files: PackFiles) -> Iterator[Fault]:
    """Names that lead nowhere, and taps that would find nothing."""
    whole = files.place("what-changes")
    if not isinstance(whole.value, dict):
        return
    known: dict[str, list[str]] = {}
    for name, one in LISTS.items():
        values = [each / "value" for each in whole / name]
        known[one] = [each.text for each in values]
        yield from used_twice(values, one)
        yield from no_address(values, one)
    kinds = {(each / "id").text: (each / "kind").text for each in files.items("proposals")}
    known["proposal"] = [each for each in kinds if kinds[each] in ("option", "as-is")]
    if not files.all_read("proposals"):
        return
    yield from _names(whole, known)
    yield from _effects(whole, known)
    yield from _journeys(whole, known)


def _names(whole: Place, known: dict[str, list[str]]) -> Iterator[Fault]:
    """Services, proposals, places, sites and modes that are named and do not exist."""
    for effect in whole / "effects":
        for one in ("service", "proposal", "site"):
            yield from leads_nowhere(effect / one, one, known[one])
        for site in effect / "site_for":
            yield from leads_nowhere(site, "site", known["site"])
            if str(site.path[-1]) not in known["place"]:
                yield site.fault(f"There is no place '{site.path[-1]}'.", "Check the spelling.")
    for journey in whole / "journeys":
        for one in ("place", "site", "mode"):
            yield from leads_nowhere(journey / one, one, known[one])
        if isinstance(journey.value, dict) and "minutes" not in journey.value:
            yield journey.fault(
                "'minutes' is missing.", "Write 'minutes: null' if there is no such way."
            )


def _effects(whole: Place, known: dict[str, list[str]]) -> Iterator[Fault]:
    """One effect, and only one, for every service under every option."""
    given: dict[tuple[str, str], Place] = {}
    for effect in whole / "effects":
        pair = (effect / "service").text, (effect / "proposal").text
        if pair in given and all(pair):
            yield effect.fault(
                f"The effect of '{pair[1]}' on '{pair[0]}' is given twice, "
                f"first in line {given[pair].line}.",
                "Keep one of them.",
            )
        given.setdefault(pair, effect)
    for service in whole / "services":
        for proposal in known["proposal"]:
            value = (service / "value").text
            if value and (value, proposal) not in given:
                yield service.fault(
                    f"Nothing says what '{proposal}' would mean for the service '{value}'.",
                    "Add an effect, even if nothing would change.",
                )


def _journeys(whole: Place, known: dict[str, list[str]]) -> Iterator[Fault]:
    """A journey by every mode from every place to each site that somebody there would go to."""
    given: dict[tuple[str, str, str], Place] = {}
    for journey in whole / "journeys":
        place, site, mode = (journey / each for each in ("place", "site", "mode"))
        way = place.text, site.text, mode.text
        if way in given and all(way):
            yield journey.fault(
                f"The journey from '{way[0]}' to '{way[1]}' by '{way[2]}' is given twice, "
                f"first in line {given[way].line}.",
                "Keep one of them.",
            )
        given.setdefault(way, journey)
    for start in known["place"]:
        for stop in sorted(_sites_from(whole, start) & set(known["site"])):
            missing = [mode for mode in known["mode"] if (start, stop, mode) not in given]
            if missing:
                yield (whole / "journeys").fault(
                    f"There is no journey from '{start}' to '{stop}' by {', '.join(missing)}.",
                    "Add it, with 'minutes: null' if there is no such way.",
                )


def _sites_from(whole: Place, start: str) -> set[str]:
    """Where people of one place would go, under any option and for any service."""
    sites = set()
    for effect in whole / "effects":
        sites.add((effect / "site_for" / start).text or (effect / "site").text)
    return sites - {""}
