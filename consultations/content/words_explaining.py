"""Words for explaining: layers on demand, easier words, the meaning of words, what changes."""

from __future__ import annotations

from consultations.content.parts import Part


class LayerWords(Part):
    """What each further layer is called when it is offered, and how it is headed."""

    more: str
    detail: str
    why: str
    beds: str
    beds_line: str
    cost: str
    staffing: str
    source: str
    part_heading: str


class EasierWords(Part):
    """Easier words, and the usual ones again."""

    turn_on: str
    turn_off: str
    is_on: str
    is_off: str
    none_yet: str


class EffectLines(Part):
    """The sentences that an answer to "what changes for me?" is made of."""

    no_effect: str
    would_go: str
    minutes: str
    same_minutes: str
    minutes_alone: str
    minutes_now_unknown: str
    minutes_no_way_now: str
    no_way: str
    not_known: str
    no_travel: str


class EffectRows(Part):
    """The headings of the rows that set the options side by side."""

    what: str
    where: str
    minutes: str
    not_known: str


class EffectWords(Part):
    """What changes for one person: three questions and the answer."""

    offer: str
    none: str
    place: str
    service: str
    mode: str
    for_whom: str
    how_measured: str
    another_service: str
    another_mode: str
    another_place: str
    no: tuple[str, ...]
    also: dict[str, tuple[str, ...]]
    lines: EffectLines
    rows: EffectRows
