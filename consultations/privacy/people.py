"""Names of people in a text, by the words themselves and the words around them."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.privacy.called import called_in
from consultations.privacy.finding import Finding
from consultations.privacy.published import Published
from consultations.privacy.reading import Reading
from consultations.privacy.signatures import signatures_in
from consultations.privacy.standing import standing_in
from consultations.privacy.titles import titled_in

RULES = (titled_in, called_in, standing_in, signatures_in)


def people_in(text: str, published: Published) -> Iterator[Finding]:
    """The names of private people: no title, no possessive, nobody whom the pack itself names."""
    reading = Reading(text, published)
    for rule in RULES:
        for span in rule(reading):
            first, last = reading.tokens[span.start], reading.tokens[span.end - 1]
            yield Finding("name", first.start, last.end)
