"""Look through a text for everything that could identify somebody."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.content.schema import Pack
from consultations.privacy.birth import birth_after, births_in
from consultations.privacy.finding import Finding, without_overlaps
from consultations.privacy.numbers import numbers_in
from consultations.privacy.people import people_in
from consultations.privacy.phones import phones_in
from consultations.privacy.published import Published, published_in, squeezed
from consultations.privacy.whereabouts import whereabouts_in
from consultations.privacy.workplaces import workplaces_in
from consultations.safety.speaking_up import speaks_up

CONTACTS = ("phone", "email", "postcode", "address")


def findings_in(text: str, *, pack: Pack | None = None) -> list[Finding]:
    """What could identify somebody, in the order in which it stands, without overlaps.

    Names, contacts and places that the pack itself publishes are left alone. Where somebody works
    counts only when they speak up about safety: it may give them away.
    """
    published = published_in(pack)
    workplaces = list(workplaces_in(text))
    if workplaces and not speaks_up(text):
        workplaces = []
    return without_overlaps([*_all(text, published), *workplaces])


def _all(text: str, published: Published) -> Iterator[Finding]:
    fixed = [
        finding
        for finding in (
            *numbers_in(text),
            *phones_in(text),
            *whereabouts_in(text, areas=published.areas),
            *births_in(text),
        )
        if not _is_published(text, finding, published)
    ]
    yield from fixed
    inside = {place for each in fixed for place in range(each.start, each.end)}
    for finding in people_in(text, published):
        if finding.start not in inside:
            yield finding
            after = birth_after(text, finding.end)
            if after is not None:
                yield after


def _is_published(text: str, finding: Finding, published: Published) -> bool:
    """Whether the pack gives this telephone number or address itself."""
    if finding.kind not in CONTACTS:
        return False
    return squeezed(text[finding.start : finding.end]) in published.contacts
