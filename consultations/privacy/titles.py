"""Names after a title: "Dr Patel", "mrs hibbert", "Nurse Kelly"."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.privacy.lists import AROUND
from consultations.privacy.reading import Reading
from consultations.privacy.runs import NEVER, PARTICLES, Span, names_a_place, run_from

ALWAYS, OFTEN = AROUND["titles"], AROUND["weak_titles"]
RISKY = AROUND["risky_in_small"] | {"long", "close"}
PLURAL = ("drs", "profs", "cllrs")
SHORTEST_IN_SMALL = 3
MOST_INITIALS = 4


def titled_in(reading: Reading) -> Iterator[Span]:
    """Every name that has a title before it, without the title."""
    for at, word in enumerate(reading.words):
        if reading.tokens[at].own:
            continue
        if word in ALWAYS:
            yield from _after_title(reading, at)
        elif word in OFTEN:
            yield from _after_role(reading, at)


def _after_title(reading: Reading, at: int) -> Iterator[Span]:
    """Dr, Mr, Mrs and the like always come before a name."""
    start = _past_initials(reading, at + 1)
    if not reading.joined(start) or (start in reading.taken and at in reading.taken):
        return
    word = reading.word(start)
    if word in PARTICLES and (reading.cap(start + 1) or reading.cap(start + 2)):
        yield run_from(reading, start, most=4)
        return
    if word in NEVER or not _is_name(reading, at, start):
        return
    span = run_from(reading, start)
    if names_a_place(reading, span, small=False):
        return
    yield span
    if reading.word(at) in PLURAL:
        yield from _and_another(reading, span)


def _past_initials(reading: Reading, start: int) -> int:
    last = start + MOST_INITIALS
    while (
        start < last
        and reading.joined(start)
        and len(reading.word(start)) <= 2
        and reading.tokens[start].cap
        and not reading.is_listed(start)
    ):
        start += 1
    return start


def _is_name(reading: Reading, title: int, at: int) -> bool:
    listed = reading.is_listed(at)
    if at in reading.taken and not listed:
        return False
    if reading.cap(at):
        return listed or not reading.is_common(at)
    if listed and reading.word(at) not in RISKY:
        return True
    ordinary = reading.is_common(at) or len(reading.word(at)) < SHORTEST_IN_SMALL
    return not ordinary and reading.word(title) not in ("sir", "dame", "rev")


def _and_another(reading: Reading, span: Span) -> Iterator[Span]:
    """ "Drs Patel and Khan", "Drs Patel & Khan"."""
    at = span.end
    if reading.word(at) == "and":
        at += 1
    elif at >= reading.count or reading.tokens[at].gap.strip() != "&":
        return
    if reading.cap(at) or reading.is_surname(at):
        yield run_from(reading, at)


def _after_role(reading: Reading, at: int) -> Iterator[Span]:
    """ "Nurse Kelly": but nurse, doctor or sister also come before other words."""
    start = at + 1
    if not reading.joined(start) or (at in reading.taken and start in reading.taken):
        return
    if reading.word(start) in NEVER:
        return
    if reading.cap(start):
        known = reading.is_listed(start) and start not in reading.taken
        is_name = known or reading.is_unknown(start)
    else:
        sure = reading.is_first(start) or reading.is_surname(start, surely=True)
        is_name = sure and not reading.is_common(start) and reading.word(at) != "miss"
    span = run_from(reading, start)
    if is_name and not names_a_place(reading, span):
        yield span
