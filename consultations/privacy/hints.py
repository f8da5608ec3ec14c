"""What the words beside an uncertain name say of it: "spoke to dawn on reception"."""

from __future__ import annotations

import re
from enum import IntEnum

from consultations.privacy.called import STAFF
from consultations.privacy.lists import AROUND
from consultations.privacy.reading import Reading
from consultations.privacy.runs import Span

SPOKE, DONE_BY, MET = AROUND["spoke"], AROUND["done_by"], AROUND["met"]
SAID, DID = AROUND["said"], AROUND["did"]
DESKS, TEAMS = AROUND["desks"], AROUND["teams"]
WITH = frozenset({"with", "by", "for", "to", "from", "like", "about", "and"})
AFTER_NAME = re.compile(r"\s|,\s|\s?\(")


class Hint(IntEnum):
    """How surely the words beside a name speak of a person."""

    NONE = 0
    MAYBE = 1
    SURE = 2


def hint_before(reading: Reading, at: int) -> Hint:
    """What the words before a name say."""
    if not reading.joined(at):
        return Hint.NONE
    one, two, three = (reading.word(at - back) for back in (1, 2, 3))
    spoken = one in ("to", "with") and two in SPOKE
    done = one == "by" and (two in DONE_BY or f"{three} {two}" in ("looked after", "cared for"))
    if spoken or done or (one == "for" and two in ("ask", "asked", "asking")):
        return Hint.SURE
    thanked = one == "to" and two in ("thanks", "grateful", "thankful")
    return Hint.MAYBE if one in MET or one in WITH or thanked else Hint.NONE


def hint_after(reading: Reading, span: Span) -> Hint:
    """What the words after a name say."""
    at = span.end
    if at >= reading.count or not AFTER_NAME.fullmatch(reading.tokens[at].gap):
        return Hint.NONE
    one, two, three = (reading.word(at + step) for step in (0, 1, 2))
    if one in ("on", "at", "in") and (two in DESKS or three in DESKS):
        return Hint.SURE
    if one in ("from", "in", "on", "at") and two in ("the", "our", "that"):
        near = (three, reading.word(at + 3), reading.word(at + 4))
        return Hint.SURE if any(word in TEAMS for word in near) else Hint.NONE
    if one in SAID or (one in ("the", "our", "my", "a") and (two in STAFF or three in STAFF)):
        return Hint.SURE
    return Hint.MAYBE if one in DID and reading.tokens[at].gap == " " else Hint.NONE
