"""Which people a commissioner looks at, and by what they are told apart: the public lane only.

What staff said is given out in fixed tables, so nothing here reaches it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from consultations.analysis import Coded, People
from consultations.analysis.people import Mask
from consultations.asked import pack_question
from consultations.content.schema import SKIP, Pack
from consultations.disclosure import RULES
from consultations.types import Lane


class Split(StrEnum):
    """By what people are told apart."""

    GROUP = "stakeholder_group"
    PLACE = "place"
    INTEREST = "interest"
    CHANNEL = "channel"
    CAMPAIGN = "campaign"


class Campaigns(StrEnum):
    """Whether those in a confirmed campaign are among them."""

    WITH = ""
    LEFT_OUT = "left-out"
    ONLY = "only"


IN_CAMPAIGN, NOT_IN_CAMPAIGN = "in", "out"


class Apart(NamedTuple):
    """How many of the public are in a confirmed campaign, and in none."""

    inside: int
    outside: int

    @property
    def may_be_shown(self) -> bool:
        """Whether both are enough people: else one would tell on the other."""
        return min(self.inside, self.outside) >= RULES[Lane.PUBLIC].smallest


def apart(people: People) -> Apart:
    """The two parts of the public."""
    public = people.of_lane(Lane.PUBLIC)
    inside = int((public & people.in_campaign).sum())
    return Apart(inside, int(public.sum()) - inside)


@dataclass(frozen=True)
class Looking:
    """One way of looking at the responses, which can be written into an address."""

    split: Split = Split.GROUP
    campaigns: Campaigns = Campaigns.WITH
    channel: str = ""

    @property
    def is_usual(self) -> bool:
        """Whether everybody is looked at."""
        return not self.campaigns and not self.channel

    @property
    def is_small(self) -> bool:
        """Whether a group of its own is looked at, and not all but some."""
        return self.campaigns is Campaigns.ONLY or bool(self.channel)

    def among(self, people: People) -> Mask | None:
        """The people looked at; None for everybody, as when too few would be told apart."""
        told_apart = bool(self.campaigns) and apart(people).may_be_shown
        if not (told_apart or self.channel):
            return None
        some = people.everybody
        if told_apart and self.campaigns is Campaigns.ONLY:
            some = some & people.in_campaign
        elif told_apart:
            some = some & ~people.in_campaign
        return some & people.channel.is_(self.channel) if self.channel else some

    def told_apart(self, people: People) -> Coded:
        """What tells people apart, one value for each."""
        if self.split is Split.CAMPAIGN:
            return Coded((NOT_IN_CAMPAIGN, IN_CAMPAIGN), people.in_campaign.astype(np.int32))
        known: Mapping[Split, Coded] = {
            Split.GROUP: people.group,
            Split.PLACE: people.place,
            Split.INTEREST: people.interest,
            Split.CHANNEL: people.channel,
        }
        return known[self.split]


USUAL = Looking()


def splits_of(pack: Pack) -> list[Split]:
    """By what the public can be told apart in one consultation."""
    filled = {str(each.fills) for each in pack.questions_for(Lane.PUBLIC) if each.fills}
    always = {str(Split.CHANNEL), str(Split.CAMPAIGN)}
    return [each for each in Split if str(each) in filled | always]


def names_of(pack: Pack, split: Split) -> dict[str, str]:
    """The words for each value of a split that the pack asks for, in order; else nothing."""
    for question in pack.questions_for(Lane.PUBLIC):
        if question.fills == split:
            asked = pack_question(pack, question)
            return {value: asked.label(value) for value in asked.values if value != SKIP}
    return {}
