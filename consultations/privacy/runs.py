"""How far a name goes on, and whether it is the name of a place after all."""

from __future__ import annotations

from typing import NamedTuple

from consultations.privacy.lists import AROUND
from consultations.privacy.reading import Reading

PARTICLES, NEVER = AROUND["particles"], AROUND["never_a_name"]
NO_INITIALS = ("i", "a")
MODAL = ("will", "may")


class Span(NamedTuple):
    """The words of one name, by their places: from the first to before the last."""

    start: int
    end: int


def run_from(reading: Reading, at: int, *, most: int = 3) -> Span:
    """The name that begins at a place: on through initials and further words of a name."""
    end = at + 1
    listed_only = not reading.cap(at) and reading.word(at) not in PARTICLES
    while end < reading.count and end - at < most and reading.joined(end):
        if reading.tokens[end - 1].own or not _goes_on(reading, end, listed_only=listed_only):
            break
        end += 1
    while end - at > 1 and reading.word(end - 1) in NO_INITIALS:
        end -= 1
    return Span(at, end)


def names_a_place(reading: Reading, span: Span, *, small: bool = True) -> bool:
    """Whether a name goes on into a place or a body: "Dr Gray's Hospital", "Kelly ward".

    ``small`` counts a word in small letters too. "Kieran's ward" is about Kieran all the same.
    """
    after = span.end
    if reading.tokens[after - 1].own and after < reading.count and not reading.tokens[after].cap:
        return False
    if not reading.joined(after) or not reading.is_institution(after):
        return False
    return reading.tokens[after].cap or (small and reading.word(after) in AROUND["places_in_small"])


def _goes_on(reading: Reading, at: int, *, listed_only: bool) -> bool:
    word, token = reading.word(at), reading.tokens[at]
    if "." in token.gap and len(reading.word(at - 1)) > 2:
        return False
    if listed_only:
        return reading.is_surname(at, surely=True) and word not in NEVER
    if token.cap and len(word) == 1:
        return word not in NO_INITIALS
    if not reading.cap(at):
        return word in PARTICLES and (reading.cap(at + 1) or reading.cap(at + 2))
    listed = reading.is_surname(at) or (reading.is_given(at) and word not in MODAL)
    return listed or reading.is_unknown(at)
