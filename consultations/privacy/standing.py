"""Names that stand by themselves: a first name with a capital, a whole name, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.privacy.called import (
    NOT_AFTER_TITLE,
    RISKY_IN_SMALL,
    STAFF,
    Span,
    names_a_place,
    run_from,
)
from consultations.privacy.reading import Reading

SPOKE = frozenset({"spoke", "spoken", "speak", "speaking", "talked", "talk", "talking", "chatted"})
DONE_BY = frozenset({"seen", "treated", "nursed", "examined", "assessed", "discharged"})
LED_TO_BY = frozenset({"after", "for"})
MET = frozenset(
    """thank thanks bless told asked met rang phoned emailed texted saw visited helped hugged""".split()
)
WITH = frozenset({"with", "by", "for", "to", "from", "like", "about", "and"})
SAID = frozenset(
    """said says told rang phoned explained listened smiled cried replied apologised apologized shouted
    whispered laughed visited texted died retired who helped reassured swore promised noticed""".split()
)
DID = frozenset(
    """was is had has did went came gave made sat took got always never works worked looked does would
    could really kept goes needs left lives lived""".split()
)
DESKS = frozenset({"reception", "desk", "front", "ward", "nights", "phone", "switchboard", "phones"})
TEAMS = frozenset({"team", "unit", "clinic", "ward", "desk", "surgery", "pharmacy", "office"})
NOT_SINGLE = frozenset(
    """option plan idea type vitamin group ward block hepatitis band grade class level floor part section
    table strep zone bay gate team stage phase model version choice proposal answer scenario wing unit
    lane site room car bus route annex appendix category tier""".split()
)
CLOSING = re.compile(
    r"(?:^|[\n.,!?;\-\u2013])\s*(?:signed|(?:kind(?:est)?|best|warm(?:est)?|many|with)?\s?(?:regards|wishes)|"
    r"yours(?:\s\w+)?|sincerely|many thanks|thanks|thank you|cheers|love|love from|best|from|"
    r"written by|sent by)\s*[,.:;\n\-\u2013]*\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
DASHED = re.compile(r"(?:\s[\-\u2013~]\s?|\n)(?=[^\W\d_])")
LAST_WORDS = 3


def standing_in(reading: Reading) -> Iterator[Span]:
    """Every name that needs no word before it, and those that have only a hint beside them."""
    at = 0
    while at < reading.count:
        token = reading.tokens[at]
        if not (token.cap or token.plain in reading.names.first or reading.is_uncertain(at)):
            at += 1
            continue
        span = _whole_name(reading, at) or _alone(reading, at) or _hinted(reading, at)
        if span is not None:
            yield span
            at = max(span.end, at + 1)
        else:
            at += 1
    yield from _signatures(reading)


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
    """A first name and a surname, or initials and a surname."""
    if _blocked(reading, at) or not reading.joined(at + 1):
        return None
    if _is_initial(reading, at):
        return _initials(reading, at)
    if not reading.is_given(at) or reading.tokens[at].own:
        return None
    after = at + 1
    if not reading.cap(at):
        small = reading.is_first(at) and reading.is_surname(after, surely=True)
        small = small and not reading.is_common(after) and not reading.cap(after)
        span = Span(at, at + 2)
        is_place = names_a_place(reading, span) or at in reading.places
        return span if small and not is_place else None
    span = run_from(reading, at)
    if span.end == after:
        return None
    if names_a_place(reading, span):
        return None
    if reading.is_institution(span.end - 1) and not _may_be_surname(reading, span):
        return None
    last = span.end - 1
    if reading.is_uncertain(at):
        sure = reading.is_surname(last, surely=True) or reading.is_first(last)
        if not sure and (reading.starts_sentence(at) or not reading.is_surname(last)):
            return None
        if at in reading.places and not reading.is_surname(last, surely=True):
            return None
    return span


def _may_be_surname(reading: Reading, span: Span) -> bool:
    """ "Joan Hill" is somebody; "the Victoria Park" is not."""
    last = span.end - 1
    before = reading.word(span.start - 1)
    return (
        reading.is_first(span.start)
        and reading.word(last) in ("hill", "green", "wood", "woods", "moor", "fields", "lodge")
        and before not in ("the", "at", "in", "on", "near", "to", "from", "of")
    )


def _is_initial(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    return token.cap and len(token.plain) == 1 and not token.own


def _initials(reading: Reading, at: int) -> Span | None:
    """ "J. Hibbert", "A K Sharma"; not "Vitamin D Deficiency" or "Option B Tolbridge"."""
    end = at + 1
    while reading.joined(end) and _is_initial(reading, end) and end - at < 3:
        end += 1
    if not (reading.joined(end) and reading.cap(end)) or reading.word(at) in ("i",):
        return None
    dotted = "." in reading.tokens[at + 1].gap
    before = reading.word(at - 1)
    if before in NOT_SINGLE or (reading.word(at) == "a" and not dotted and end - at == 1):
        return None
    if end in reading.taken or end in reading.places or reading.is_institution(end):
        return None
    sure = reading.is_surname(end, surely=True)
    if not (sure or (dotted and (reading.is_surname(end) or reading.is_unknown(end)))):
        return None
    if dotted and reading.starts_sentence(end) and not sure and end - at == 1 and at > 0:
        return None
    return Span(at, end + 1)


def _alone(reading: Reading, at: int) -> Span | None:
    """A first name with a capital that is hardly anything else."""
    if not (reading.is_first(at) and reading.cap(at)) or _blocked(reading, at):
        return None
    token = reading.tokens[at]
    if token.capitals and len(token.plain) < 4:
        return None
    if at in reading.places or names_a_place(reading, Span(at, at + 1)):
        return None
    if reading.joined(at + 1) and reading.cap(at + 1):
        span = run_from(reading, at)
        if names_a_place(reading, span) or (
            reading.is_institution(span.end - 1) and span.end - at > 1
        ):
            return None
    return Span(at, at + 1)


def _hinted(reading: Reading, at: int) -> Span | None:
    """An uncertain, rare or small-letter name, where the words beside it speak of a person."""
    token = reading.tokens[at]
    if _blocked(reading, at) or len(token.plain) < 3 or token.plain in NOT_AFTER_TITLE:
        return None
    span = run_from(reading, at, most=2)
    if names_a_place(reading, span):
        return None
    before, after = _hint_before(reading, at), _hint_after(reading, span)
    if reading.cap(at):
        if reading.is_uncertain(at) and not (token.capitals and len(token.plain) < 4):
            strong = before == "sure" or after == "sure"
            meant = not reading.starts_sentence(at) and (before or after)
            meant = meant and token.plain not in ("may", "june", "april", "august", "will")
            is_place = at in reading.places or token.plain in ("florence", "chelsea", "victoria")
            return span if strong or (meant and not is_place) else None
        if reading.is_unknown(at) and not reading.starts_sentence(at):
            return span if before == "sure" and not reading.is_institution(at + 1) else None
        if reading.is_unknown(at) and after == "sure" and reading.word(at + 1) in ("on", "at", "in"):
            return span
        return None
    listed = reading.is_first(at) and len(token.plain) > 3 and not reading.is_common(at)
    uncertain = reading.is_uncertain(at) and token.plain not in RISKY_IN_SMALL
    if at in reading.places:
        return None
    if listed and (before or after):
        return span
    return span if uncertain and before == "sure" and after == "sure" else None


def _hint_before(reading: Reading, at: int) -> str:
    """Whether the words before speak of a person: "sure", "maybe", or not at all."""
    one, two = reading.word(at - 1), reading.word(at - 2)
    if not reading.joined(at):
        return ""
    if one in ("to", "with") and two in SPOKE:
        return "sure"
    if one == "by" and (two in DONE_BY or (two in LED_TO_BY and reading.word(at - 3) in ("looked", "cared"))):
        return "sure"
    if one == "for" and two in ("ask", "asked", "asking"):
        return "sure"
    if one in MET or (one == "to" and two in ("thanks", "grateful", "thankful")):
        return "maybe"
    return "maybe" if one in WITH else ""


def _hint_after(reading: Reading, span: Span) -> str:
    """Whether the words after speak of a person."""
    at = span.end
    if at >= reading.count or not re.fullmatch(r"\s|,\s|\s?\(", reading.tokens[at].gap):
        return ""
    one, two = reading.word(at), reading.word(at + 1)
    if one in ("on", "at", "in") and (two in DESKS or reading.word(at + 2) in DESKS):
        return "sure" if two in ("reception", "the", "front", "nights", "ward") else "maybe"
    if one in ("the", "our", "my", "a") and (two in STAFF or reading.word(at + 2) in STAFF):
        return "sure"
    if one in SAID:
        return "sure"
    if one in ("from", "in", "on", "at") and two in ("the", "our", "that"):
        return "sure" if any(reading.word(at + step) in TEAMS for step in (2, 3, 4)) else ""
    return "maybe" if one in DID and reading.tokens[at].gap == " " else ""


def _signatures(reading: Reading) -> Iterator[Span]:
    """The name under a message: "Kind regards, Margaret", or a last line with a name alone."""
    if reading.count == 0:
        return
    tail = reading.tokens[max(0, reading.count - LAST_WORDS - 1)].start
    for pattern, sure in ((CLOSING, True), (DASHED, False)):
        for match in pattern.finditer(reading.text):
            at = next((i for i in range(reading.count) if reading.tokens[i].start >= match.end()), -1)
            if at < 0 or reading.tokens[at].start < tail or match.end() != reading.tokens[at].start:
                continue
            span = _signed(reading, at, sure=sure, said=match[0].casefold())
            if span is not None:
                yield span


def _signed(reading: Reading, at: int, *, sure: bool, said: str) -> Span | None:
    if at in reading.taken or at in reading.places:
        return None
    word = reading.word(at)
    weak = not sure or re.search(r"\b(?:from|thanks|thank you|love|best)\W*$", said) is not None
    span = run_from(reading, at)
    rest = reading.count - span.end
    if rest > 1 or names_a_place(reading, span):
        return None
    if word in NOT_AFTER_TITLE or word in ("x", "xx") or reading.is_institution(span.end - 1):
        return None
    if reading.is_given(at):
        allowed = reading.cap(at) or (reading.is_first(at) and not weak) or "signed" in said
        return span if allowed and (word not in RISKY_IN_SMALL or reading.cap(at)) else None
    if weak or not reading.cap(at):
        return None
    known = reading.is_surname(at) or reading.is_unknown(at) or _is_initial(reading, at)
    return span if known and rest == 0 else None
