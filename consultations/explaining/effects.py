"""What would change for one person under each option, from the data of the pack."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.content.effects import Journey, ServiceEffect
from consultations.content.schema import Cited, Pack, Proposal, WhatChanges
from consultations.content.words import words
from consultations.explaining.picking import MODE, PLACE, SERVICE, Picked, choices_of
from consultations.types import ProposalKind

LONGEST = 60


@dataclass(frozen=True)
class Effect:
    """What one option would mean for one person: what, where, how long now and then.

    What there is to know of the journey besides (what it costs, when there is none) is the note.
    """

    option: Proposal
    what: str
    where: str | None
    journey: str | None
    note: tuple[str, str] | None
    sources: tuple[Cited, ...]

    @property
    def lines(self) -> list[str]:
        """Everything in sentences, with what is not known, as far as it stays short."""
        lines = [each for each in (self.what, self.where, self.journey) if each]
        for unknown in self.option.not_known:
            if len(" ".join([*lines, unknown]).split()) <= LONGEST:
                lines.append(unknown)
        return lines


def effects_for(pack: Pack, picked: Picked) -> list[Effect]:
    """What every option, and leaving things as they are, would mean for one person.

    Raises LookupError when the pack has no such data or a part is not picked.
    """
    known = pack.what_changes
    if known is None or picked.missing is not None:
        raise LookupError("There is nothing to say what would change from.")
    now = _site_now(known, pack, picked)
    return [_effect(known, option, picked, now) for option in pack.options]


def label_of(known: WhatChanges, part: str, value: str | None) -> str:
    """The words of what was picked for one part."""
    return next((each.label for each in choices_of(known, part) if each.value == value), "")


def _effect(known: WhatChanges, option: Proposal, picked: Picked, now: str | None) -> Effect:
    lines = words().what_changes.lines
    told = _told(known, option, picked)
    if told is None:
        return Effect(option, lines.no_effect, None, None, None, known.sources)
    site = told.site_from(picked.place or "")
    names = {each.value: each.label for each in known.sites}
    where = lines.would_go.format(site=names.get(site, site)) if site else None
    sources = tuple(dict.fromkeys((*told.sources, *(known.sources if site else ()))))
    way = _way(known, picked, site)
    note = (names[site], way.note) if site and way is not None and way.note else None
    journey = _journey(known, picked, site, now)
    return Effect(option, told.text, where, journey, note, sources)


def _journey(known: WhatChanges, picked: Picked, site: str | None, now: str | None) -> str | None:
    """How long it would take to a place and how long it takes to where one goes now."""
    if site is None:
        return None
    lines, mode = words().what_changes.lines, label_of(known, MODE, picked.mode)
    then, today = _way(known, picked, site), _way(known, picked, now)
    if then is None:
        return lines.not_known.format(mode=mode)
    if then.minutes is None:
        return lines.no_way.format(mode=mode)
    if then.minutes == 0:
        return lines.no_travel
    if now is None:
        line = lines.minutes_alone
    elif today is None:
        line = lines.minutes_now_unknown
    elif today.minutes is None:
        line = lines.minutes_no_way_now
    else:
        line = lines.same_minutes if today.minutes == then.minutes else lines.minutes
    minutes_now = None if today is None else today.minutes
    return line.format(mode=mode, minutes=then.minutes, now=minutes_now)


def _way(known: WhatChanges, picked: Picked, site: str | None) -> Journey | None:
    if site is None:
        return None
    return known.minutes(place=picked.place or "", site=site, mode=picked.mode or "")


def _told(known: WhatChanges, option: Proposal, picked: Picked) -> ServiceEffect | None:
    wanted = (picked.service, option.id)
    return next((each for each in known.effects if (each.service, each.proposal) == wanted), None)


def _site_now(known: WhatChanges, pack: Pack, picked: Picked) -> str | None:
    """Where somebody goes now."""
    now = next(each for each in pack.options if each.kind is ProposalKind.AS_IS)
    told = _told(known, now, picked)
    return None if told is None else told.site_from(picked.place or "")


def heading_of(part: str) -> str:
    """The question that finds one part."""
    asked = words().what_changes
    return {PLACE: asked.place, SERVICE: asked.service, MODE: asked.mode}[part]
