"""Answer everything that a text asks, one part after the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from consultations.answering.lookup import Found, look_up
from consultations.answering.parts import parts_of
from consultations.content.schema import Pack

LONGEST_SECOND = 3
ONE_OR_OTHER = re.compile(r"^(?P<first>.+?\w)\s+(?:and|or|&)\s+(?P<second>\w+(?:\s+\w+){0,2})\W*$")


class Part(NamedTuple):
    """One thing that was asked, and what the pack has for it."""

    text: str
    found: Found


def answer_parts(pack: Pack, text: str, *, after: str | None = None) -> list[Part]:
    """What the pack has for each thing that a text asks; one part for most texts.

    A later part may point back to the answer of the one before. What a part says too little to
    find is looked for in the whole.
    """
    whole = Part(text, look_up(pack, text, after=after))
    pieces = parts_of(text)
    if len(pieces) == 1:
        return _both(pack, text) or [whole] if whole.found.answer is None else [whole]
    if whole.found.chance == 1.0:
        return [whole]
    parts: list[Part] = []
    before = after
    for piece in pieces:
        part = Part(piece, look_up(pack, piece, after=before, in_one_breath=bool(parts)))
        parts.append(part)
        before = part.found.answer.id if part.found.answer else before
    return _worth_telling(parts, whole)


def _worth_telling(parts: list[Part], whole: Part) -> list[Part]:
    """The parts, unless the whole says it better: when it has the only answer, or all are one."""
    answers = [part.found.answer for part in parts if part.found.answer]
    if whole.found.answer is not None and not answers:
        return [whole]
    if not any(part.found.answer or part.found.nearest for part in parts):
        return [whole]
    if answers and len({each.id for each in answers}) == 1 and len(answers) == len(parts):
        return [parts[0]]
    return parts


def _both(pack: Pack, text: str) -> list[Part] | None:
    """The two halves of "on paper or by phone" and "what about beds and staff", if both are sure.

    The second is put in the place of as many words of the first.
    """
    joined = ONE_OR_OTHER.match(text.strip())
    if joined is None:
        return None
    first, second = joined["first"], joined["second"]
    begins = first.split()[: -len(second.split())]
    pieces = [first, " ".join([*begins, second])]
    parts = [Part(piece, look_up(pack, piece)) for piece in pieces]
    ids = {part.found.answer.id for part in parts if part.found.answer}
    return parts if len(ids) == len(parts) else None
