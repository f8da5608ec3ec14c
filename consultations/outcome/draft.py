"""What would be published now: one row for each theme of the ledger that has an outcome."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from consultations.cleaning import clean_text
from consultations.content.schema import Pack
from consultations.ledger.themes import Ledger, LedgerTheme, ledger_of
from consultations.outcome.numbers import ThemeNumbers, theme_numbers
from consultations.plain import WordFault, check_text
from consultations.releases.inside import people_in_batches
from consultations.types import Lane

LONGEST = 2_000
# What is published here was decided, so it may say so.
NOT_HERE = frozenset({"already-decided"})


class Draft(NamedTuple):
    """The words and numbers of "you said, we did" as they stand, before anybody publishes them."""

    opening: str
    what_next: str
    content: dict[str, Any]
    faults: tuple[WordFault, ...]
    ledger: Ledger

    @property
    def stops(self) -> list[WordFault]:
        """The faults with which it cannot be published."""
        return [each for each in self.faults if not each.warning]

    @property
    def digest(self) -> str:
        """A short name for exactly this content, for whoever agrees to it."""
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def draft_outcome(session: Session, *, pack: Pack, opening: str = "", what_next: str = "") -> Draft:
    """ "You said, we did" as the ledger says it now, with what the gate finds in its sentences."""
    ledger = ledger_of(session, pack=pack)
    people = people_in_batches(session, pack=pack)
    took_part = {lane: int(people.of_lane(lane).sum()) for lane in Lane}
    numbers = theme_numbers([each.raised for each in ledger.themes], took_part=took_part)
    opening, what_next = clean_text(opening)[:LONGEST], clean_text(what_next)[:LONGEST]
    labels = {each.id: each.label for each in pack.themes}
    rows = [_row(each, numbers, labels) for each in ledger.themes if each.decision is not None]
    content = {
        "opening": opening,
        "what_next": what_next,
        "size": {"people": ledger.size.people, "percent": ledger.size.percent},
        "smallest": ledger.smallest,
        "base": {lane: each.base for lane, each in numbers.items()},
        "rows": rows,
    }
    return Draft(opening, what_next, content, tuple(_faults(content, pack)), ledger)


def _row(
    theme: LedgerTheme, numbers: dict[Lane, ThemeNumbers], labels: dict[str, str]
) -> dict[str, Any]:
    decision = theme.decision
    assert decision is not None
    return {
        "theme": theme.theme_id,
        "name": theme.raised.name,
        "renamed": labels.get(theme.theme_id) != theme.raised.name,
        "you_said": decision.we_heard,
        "outcome": decision.outcome,
        "what": decision.what,
        "because": decision.because,
        "revision": decision.revision,
        "people": {lane: each.people.get(theme.theme_id) for lane, each in numbers.items()},
    }


def _faults(content: dict[str, Any], pack: Pack) -> list[WordFault]:
    """What the plain-language gate says of every sentence that the public would read."""
    passages = [("opening", content["opening"]), ("what_next", content["what_next"])]
    for row in content["rows"]:
        fields = ("you_said", "what", "because")
        passages += [(f"{row['theme']}#{field}", row[field]) for field in fields]
    return [
        fault
        for where, text in passages
        if text
        for fault in check_text(text, pack=pack, where=where)
        if fault.rule not in NOT_HERE
    ]
