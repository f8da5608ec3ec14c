"""Names that stand by themselves: a first name with a capital, a whole name, a name with a hint."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.privacy.hints import Hint, hint_after, hint_before
from consultations.privacy.lists import AROUND, MONTHS
from consultations.privacy.reading import Reading
from consultations.privacy.runs import NEVER, Span, names_a_place, run_from

RISKY, LABELS = AROUND["risky_in_small"], AROUND["before_a_letter"]
ARTICLES = AROUND["articles"]
SURNAMES_LIKE_PLACES = ("hill", "green", "wood", "woods", "moor", "fields", "lodge")
OF_PLACES = ("the", "at", "in", "on", "near", "to", "from", "of")
MORE_PLACE_THAN_NAME = frozenset({"florence", "chelsea", "victoria"})
SHORTEST_IN_SMALL = SHORTEST_IN_CAPITALS = 4


def standing_in(reading: Reading) -> Iterator[Span]:
    """Every name that needs no word before it, and those that have a hint beside them."""
    at = 0
    while at < reading.count:
        span = _name_at(reading, at)
        if span is not None:
            yield span
        at = span.end if span is not None else at + 1


def _name_at(reading: Reading, at: int) -> Span | None:
    token = reading.tokens[at]
    if not (token.cap or reading.is_given(at)) or _blocked(reading, at):
        return None
    if token.cap and len(token.plain) == 1:
        return _initials(reading, at)
    return _whole_name(reading, at) or _alone(reading, at) or _hinted(reading, at)


def _blocked(reading: Reading, at: int) -> bool:
    """Whether the word belongs to a known phrase, or follows a word such as "St" or "Queen"."""
    if at in reading.taken:
        return True
    before = reading.word(at - 1)
    return (
        before in reading.not_names.before
        and reading.joined(at)
        and (reading.tokens[at - 1].cap or not reading.case_counts or before in ("st", "saint"))
    )


def _whole_name(reading: Reading, at: int) -> Span | None:
    """A first name and a surname."""
    if not (reading.is_given(at) and reading.joined(at + 1)) or reading.tokens[at].own:
        return None
    if not reading.cap(at):
        return _whole_in_small(reading, at)
    span = run_from(reading, at)
    last = span.end - 1
    if last == at or names_a_place(reading, span):
        return None
    if reading.is_institution(last) and not _may_be_surname(reading, span):
        return None
    return span if reading.is_first(at) or _is_surely_whole(reading, span) else None


def _whole_in_small(reading: Reading, at: int) -> Span | None:
    """ "joan hibbert": only where both are names and nothing else."""
    after = at + 1
    both = reading.is_first(at) and reading.is_surname(after, surely=True)
    if not both or reading.is_common(after) or reading.cap(after) or at in reading.places:
        return None
    span = Span(at, at + 2)
    return None if names_a_place(reading, span) else span


def _is_surely_whole(reading: Reading, span: Span) -> bool:
    """Whether what follows an uncertain first name makes a person of it: "Rose Tattersall"."""
    last = span.end - 1
    sure = reading.is_surname(last, surely=True)
    if span.start in reading.places:
        return sure
    elsewhere = not reading.starts_sentence(span.start) and reading.is_surname(last)
    return sure or reading.is_first(last) or elsewhere


def _may_be_surname(reading: Reading, span: Span) -> bool:
    """ "Joan Hill" is somebody; "at Joan Hill" and "Alexandra Park" are places."""
    return (
        reading.is_first(span.start)
        and reading.word(span.end - 1) in SURNAMES_LIKE_PLACES
        and reading.word(span.start - 1) not in OF_PLACES
    )


def _initials(reading: Reading, at: int) -> Span | None:
    """ "J. Hibbert", "A K Sharma"; not "Vitamin D Deficiency" or "Option B Tolbridge"."""
    end = at + 1
    while reading.joined(end) and reading.tokens[end].cap and len(reading.word(end)) == 1:
        end += 1
    if not (reading.joined(end) and reading.cap(end)) or reading.word(at) == "i":
        return None
    if end in reading.taken or end in reading.places or reading.is_institution(end):
        return None
    dotted, single = "." in reading.tokens[at + 1].gap, end - at == 1
    if reading.word(at - 1) in LABELS or (reading.word(at) == "a" and single and not dotted):
        return None
    if reading.is_surname(end, surely=True):
        return Span(at, end + 1)
    if dotted and (reading.is_surname(end) or reading.is_unknown(end)) and (not single or at == 0):
        return Span(at, end + 1)
    return None


def _alone(reading: Reading, at: int) -> Span | None:
    """A first name with a capital that is hardly anything else."""
    token = reading.tokens[at]
    if not (token.cap and reading.is_first(at)) or at in reading.places:
        return None
    if token.capitals and len(token.plain) < SHORTEST_IN_CAPITALS:
        return None
    span = run_from(reading, at)
    more = span.end - at > 1 and reading.is_institution(span.end - 1)
    if more or names_a_place(reading, span) or names_a_place(reading, Span(at, at + 1)):
        return None
    return Span(at, at + 1)


def _hinted(reading: Reading, at: int) -> Span | None:
    """An uncertain, rare or small-letter name, where the words beside it speak of a person."""
    token = reading.tokens[at]
    if len(token.plain) < 3 or token.plain in NEVER:
        return None
    span = run_from(reading, at, most=2)
    into_place = len(range(*span)) > 1 and reading.is_institution(span.end - 1)
    if into_place or names_a_place(reading, span):
        return None
    before, after = hint_before(reading, at), hint_after(reading, span)
    if not reading.cap(at):
        is_name = at not in reading.places and _is_meant_in_small(reading, at, before, after)
    elif reading.is_uncertain(at):
        is_name = _is_meant(reading, at, before, after)
    else:
        is_name = reading.is_unknown(at) and _is_somebody_rare(reading, at, before, after)
    return span if is_name else None


def _is_meant(reading: Reading, at: int, before: Hint, after: Hint) -> bool:
    """ "Mark on reception", "thanks to Grace"; not "in May" or "Florence is closed"."""
    token = reading.tokens[at]
    if token.capitals and len(token.plain) < SHORTEST_IN_CAPITALS:
        return False
    if Hint.SURE in (before, after):
        return True
    is_place = at in reading.places or token.plain in MORE_PLACE_THAN_NAME
    other = token.plain in MONTHS or token.plain == "will" or is_place
    return bool(before or after) and not other and not reading.starts_sentence(at)


def _is_somebody_rare(reading: Reading, at: int, before: Hint, after: Hint) -> bool:
    """ "seen by Xochitl", "Kieren on reception"."""
    if reading.word(at - 1) in ARTICLES and reading.joined(at):
        return False
    if after is Hint.SURE and reading.word(at + 1) in ("on", "at", "in"):
        return True
    whole = reading.is_rare(at) and reading.joined(at + 1) and not reading.tokens[at].own
    if whole and reading.is_surname(at + 1, surely=True) and reading.cap(at + 1):
        return True
    if reading.starts_sentence(at):
        return after is Hint.SURE and reading.is_rare(at)
    return (before is Hint.SURE or after is Hint.SURE) and not reading.is_institution(at + 1)


def _is_meant_in_small(reading: Reading, at: int, before: Hint, after: Hint) -> bool:
    """ "sandra on reception is lovely", "i spoke to dawn on reception"."""
    word = reading.word(at)
    if reading.is_first(at):
        return (
            len(word) >= SHORTEST_IN_SMALL and not reading.is_common(at) and bool(before or after)
        )
    return before is after is Hint.SURE
