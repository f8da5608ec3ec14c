"""Set options side by side: the same lines of each, in equal measure, and none called best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from consultations.content.schema import Cited, Proposal
from consultations.content.words import words

COST, BEDS, STAFF = "cost", "beds", "staff"
ASPECTS = {
    COST: re.compile(r"cheap|cost|price|money|dear|expens|afford|spend|save", re.IGNORECASE),
    BEDS: re.compile(r"\bbeds?\b", re.IGNORECASE),
    STAFF: re.compile(r"\b(?:staff|nurses?|doctors?|posts|jobs)\b", re.IGNORECASE),
}
JUDGES = re.compile(
    r"\b(?:best|better|worst|worse|recommend|prefer|favou?rite|should i|you choose|you pick|"
    r"you vote)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Compared:
    """What is said of one option when several are set side by side."""

    proposal: Proposal
    lines: tuple[str, ...]
    sources: tuple[Cited, ...]


def compare(proposals: Sequence[Proposal], text: str = "") -> list[Compared]:
    """The same lines of each: those that the text asks for, or all when it asks for none."""
    asked = {aspect for aspect, pattern in ASPECTS.items() if pattern.search(text)}
    return [_of_one(each, proposals, asked or set(ASPECTS), not asked) for each in proposals]


def asks_which_is_best(text: str) -> bool:
    """Whether somebody wants to be told which to choose."""
    return JUDGES.search(text) is not None


def _of_one(one: Proposal, others: Sequence[Proposal], asked: set[str], whole: bool) -> Compared:
    said = words().comparing
    lines: list[str] = [one.in_one_line] if whole else []
    sources = list(one.sources)
    if COST in asked and (any(each.cost for each in others) or not whole):
        lines.append(said.cost.format(text=one.cost.text if one.cost else said.not_given))
        sources += one.cost.sources if one.cost else ()
    if BEDS in asked and (any(each.beds for each in others) or not whole):
        beds = said.beds.format(now=one.beds.now, would_be=one.beds.would_be) if one.beds else ""
        lines.append(beds or said.no_beds.format(text=said.not_given))
        sources += one.beds.sources if one.beds else ()
    if STAFF in asked and (any(each.staffing for each in others) or not whole):
        text = one.staffing.text if one.staffing else said.not_given
        lines.append(said.staff.format(text=text))
        sources += one.staffing.sources if one.staffing else ()
    if whole:
        lines.append(said.gain.format(whose=one.gains[0].whose, point=one.gains[0].point))
        lines.append(said.lose.format(whose=one.losses[0].whose, point=one.losses[0].point))
    return Compared(one, tuple(lines), tuple(dict.fromkeys(sources)))
