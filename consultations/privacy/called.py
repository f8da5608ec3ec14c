"""Names that the words before them give away: "my son Kieran", "called Joan", "I'm Derek"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.privacy.lists import AROUND
from consultations.privacy.reading import Reading
from consultations.privacy.runs import NEVER, Span, names_a_place, run_from

RELATIONS, RISKY = AROUND["relations"], AROUND["risky_in_small"]
POSSESSIVES = AROUND["possessives"]
PEOPLE = RELATIONS | AROUND["others"]
STAFF = PEOPLE - AROUND["not_staff"]
SUBJECTS = frozenset({"he", "she", "who", "i'm"})
BODIES = frozenset({"hospital", "place", "company", "hospital's", "surgery", "ward"})
CALLED, NAME = ("called", "named"), ("name", "names")
IS = ("is", "was", "are", "were")
CAN_BE_NAMES = frozenset({"may", "will", "hope"})
NAMED_WITH_A_MARK = (":", " :", " -", "'", "\u2019")
BESIDE = re.compile(r"\s|\s?[,(\-\u2013]\s?|\s[\-\u2013]\s")
QUOTED = re.compile(r"[\s:\-\u2013\"'\u2018\u201c]{1,3}")
SHORTEST_UNKNOWN = 4


def called_in(reading: Reading) -> Iterator[Span]:
    """Every name that a relation, or a word such as "called", gives away."""
    for at, word in enumerate(reading.words):
        if word in PEOPLE and not reading.tokens[at].own:
            yield from _after_relation(reading, at)
        if word in CALLED:
            yield from _after_called(reading, at)
        elif word in NAME:
            yield from _after_name(reading, at)
        elif word in ("i", "i'm", "im", "this"):
            yield from _after_i_am(reading, at)


def _after_relation(reading: Reading, at: int) -> Iterator[Span]:
    """ "my son Kieran", "our neighbour, Joan Hibbert", "the receptionist Julie"."""
    start = at + 1
    if start >= reading.count or start in reading.taken:
        return
    gap, word = reading.tokens[start].gap, reading.word(start)
    own = reading.any_before(at, POSSESSIVES, within=3)
    meant = own and reading.cap(start) and word in CAN_BE_NAMES
    if not BESIDE.fullmatch(gap) or (word in NEVER and not meant):
        return
    if reading.cap(start):
        is_name = _is_related(reading, at, own=own, touching=gap.isspace())
    else:
        is_name = own and reading.is_given(start) and word not in RISKY
        is_name = is_name and not reading.is_common(start)
    span = run_from(reading, start)
    if is_name and not names_a_place(reading, span, small=False):
        yield span
        yield from _listed_after(reading, span)


def _is_related(reading: Reading, at: int, *, own: bool, touching: bool) -> bool:
    """Whether the word with a capital after a relation is a name."""
    start = at + 1
    if reading.is_given(start):
        return own or (not touching and _stands_between(reading, at))
    if touching and reading.is_surname(start, surely=True):
        return own or reading.word(at) in STAFF
    return touching and own and reading.is_unknown(start)


def _stands_between(reading: Reading, at: int) -> bool:
    """ "the HCA, Jordan, sat with her"."""
    after = at + 2
    closed = after < reading.count and reading.tokens[after].gap[:1] in (",", ")")
    return closed and reading.word(at - 1) in ("the", "a")


def _listed_after(reading: Reading, span: Span) -> Iterator[Span]:
    """ "my twins Aisha and Zain", "our boys Tom, Will and Josh"."""
    at = span.end
    while at < reading.count:
        gap = reading.tokens[at].gap.strip()
        if reading.word(at) == "and":
            at += 1
        elif gap not in (",", "&"):
            return
        if not (reading.cap(at) and reading.is_given(at)):
            return
        another = run_from(reading, at)
        yield another
        at = another.end


def _after_called(reading: Reading, at: int) -> Iterator[Span]:
    """ "a lady called Joan Hibbert", "she's called Niamh"; not "a ward called Primrose"."""
    owned = reading.any_before(at, PEOPLE, within=5) or reading.any_before(at, SUBJECTS, within=2)
    start = at + 1
    if owned:
        is_name = _is_somebody(reading, start) and (
            reading.cap(start) or reading.word(start) not in RISKY
        )
    elif reading.cap(start):
        is_name = reading.is_first(start)
    else:
        is_name = reading.is_first(start) and reading.is_surname(start + 1, surely=True)
    if is_name:
        yield from _quoted(reading, start, small=not owned)


def _after_name(reading: Reading, at: int) -> Iterator[Span]:
    """ "my name is zbigniew", "Name: Patricia Lumley"; not "my name is on the list"."""
    start = at + 1
    if reading.word(start) in IS:
        start += 1
    elif not (reading.tokens[at].own or _has_mark_after(reading, at)) and not (
        reading.word(at) == "names" and reading.any_before(at, POSSESSIVES, within=1)
    ):
        return
    if reading.any_before(at, BODIES, within=3):
        return
    word = reading.word(start)
    unknown = len(word) >= SHORTEST_UNKNOWN and not reading.is_common(start)
    unknown = unknown and reading.any_before(at, POSSESSIVES, within=2)
    if _is_somebody(reading, start) or (unknown and not reading.cap(start) and word not in NEVER):
        after = start + 1
        rare = reading.joined(after) and len(reading.word(after)) >= SHORTEST_UNKNOWN
        small = not (reading.cap(start) or reading.cap(after) or reading.is_common(after))
        if rare and small and reading.word(after) not in NEVER:
            yield Span(after, after + 1)
        yield from _quoted(reading, start, small=False)


def _has_mark_after(reading: Reading, at: int) -> bool:
    return reading.text.startswith(NAMED_WITH_A_MARK, reading.tokens[at].end)


def _is_somebody(reading: Reading, at: int) -> bool:
    if reading.word(at) in NEVER:
        return False
    if reading.cap(at):
        return reading.is_listed(at) or reading.is_unknown(at)
    return reading.is_given(at) or reading.is_surname(at, surely=True)


def _quoted(reading: Reading, at: int, *, small: bool) -> Iterator[Span]:
    """The name at a place, in quotation marks or not, and those listed after it."""
    if at >= reading.count or at in reading.taken or not QUOTED.fullmatch(reading.tokens[at].gap):
        return
    span = run_from(reading, at)
    if not names_a_place(reading, span, small=small):
        yield span
        yield from _listed_after(reading, span)


def _after_i_am(reading: Reading, at: int) -> Iterator[Span]:
    """ "I'm Joan Hibbert", "I am Derek", "this is Margaret", "im sandra"."""
    word, start = reading.word(at), at + 1
    if word in ("i", "this"):
        if reading.word(start) != ("am" if word == "i" else "is"):
            return
        start += 1
    if not reading.joined(start) or start in reading.taken or start in reading.places:
        return
    surname = reading.joined(start + 1) and reading.is_surname(start + 1)
    if reading.cap(start):
        whole = surname and reading.cap(start + 1)
        is_name = reading.is_first(start) or (reading.is_uncertain(start) and surname)
        is_name = is_name or (
            reading.is_rare(start)
            and (whole or (reading.joined(start + 1) and reading.is_rare(start + 1)))
        )
    else:
        sure = reading.is_first(start) and len(reading.word(start)) >= SHORTEST_UNKNOWN
        whole = reading.is_given(start) and reading.is_surname(start + 1, surely=True)
        is_name = sure or (whole and reading.word(start) not in RISKY)
    span = run_from(reading, start)
    if is_name and not names_a_place(reading, span):
        yield span
