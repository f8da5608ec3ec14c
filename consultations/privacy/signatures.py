"""The name under a message: "Kind regards, Margaret", or a last line with a name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.privacy.lists import AROUND
from consultations.privacy.reading import Reading
from consultations.privacy.runs import NEVER, Span, names_a_place, run_from

RISKY = AROUND["risky_in_small"]
CLOSING = re.compile(
    r"(?:^|[\n.,!?;\-\u2013])\s*(?:signed|(?:kind(?:est)?|best|warm(?:est)?|many|with)?\s?"
    r"(?:regards|wishes)|yours(?:\s\w+)?|sincerely|many thanks|thanks|thank you|cheers|love|"
    r"love from|best|from|written by|sent by)(?:\sfrom)?\s*[,.:;\n\-\u2013]*\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
DASHED = re.compile(r"(?:\s[\-\u2013~]\s?|\n)(?=[^\W\d_])")
WEAK = re.compile(r"\b(?:from|thanks|thank you|love|best)\W*$")
MOST_WORDS = 4


def signatures_in(reading: Reading) -> Iterator[Span]:
    """Every name that stands under a message."""
    if not reading.count:
        return
    first = max(0, reading.count - MOST_WORDS)
    places = {reading.tokens[at].start: at for at in range(first, reading.count)}
    for pattern in (CLOSING, DASHED):
        for match in pattern.finditer(reading.text):
            at = places.get(match.end())
            if at is None or at in reading.taken or at in reading.places:
                continue
            said = match[0].casefold()
            weak = pattern is DASHED or WEAK.search(said) is not None
            if _is_signed(reading, at, weak=weak, signed="signed" in said):
                yield run_from(reading, at)


def _is_signed(reading: Reading, at: int, *, weak: bool, signed: bool) -> bool:
    word, span = reading.word(at), run_from(reading, at)
    rest = reading.count - span.end
    if rest > 1 or word in NEVER or names_a_place(reading, span):
        return False
    if reading.is_institution(span.end - 1) and not reading.is_surname(span.end - 1):
        return False
    if reading.is_given(at):
        if reading.cap(at):
            return True
        return word not in RISKY and (signed or (reading.is_first(at) and not weak))
    if weak or rest or not reading.cap(at):
        return False
    return reading.is_surname(at) or reading.is_unknown(at) or len(word) == 1
