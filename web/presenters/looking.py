"""The ways to look at the answers of the public: which people, and how they are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from consultations.analysis import People
from consultations.content.schema import Pack
from consultations.results.looking import (
    IN_CAMPAIGN,
    NOT_IN_CAMPAIGN,
    Campaigns,
    Looking,
    Split,
    apart,
    names_of,
    splits_of,
)
from consultations.types import Lane
from web.presenters.overview import CHANNEL_NAMES
from web.presenters.workspace import people as people_in_words

SPLIT_WORDS = {
    Split.GROUP: "How people took part",
    Split.PLACE: "Area",
    Split.INTEREST: "Declared interest",
    Split.CHANNEL: "The way it came",
    Split.CAMPAIGN: "Campaign letters",
}
CAMPAIGN_WORDS = {
    Campaigns.WITH: "With all others",
    Campaigns.LEFT_OUT: "Left out",
    Campaigns.ONLY: "Only these",
}


class Field(NamedTuple):
    """One thing to choose: its name, its label, what is offered, and what is chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def looking_of(asked_for: Mapping[str, str], pack: Pack) -> Looking:
    """How an address asks to look at the answers. What is not offered is left as usual."""
    split = next((each for each in splits_of(pack) if each == asked_for.get("by")), Split.GROUP)
    campaigns = next(
        (each for each in Campaigns if each == asked_for.get("campaigns")), Campaigns.WITH
    )
    channel = asked_for.get("channel", "")
    return Looking(split, campaigns, channel if channel in CHANNEL_NAMES else "")


@dataclass(frozen=True)
class LookingPresenter:
    """The filters above the questions, and what they leave."""

    looking: Looking
    pack: Pack
    people: People

    @property
    def fields(self) -> list[Field]:
        """What can be chosen. It applies to the public alone."""
        channels = [each for each in CHANNEL_NAMES if each in self.people.channel.values]
        return [
            Field(
                "by",
                "Public, told apart by",
                [(each, SPLIT_WORDS[each]) for each in splits_of(self.pack)],
                self.looking.split,
            ),
            Field(
                "campaigns",
                "Campaign letters",
                [*CAMPAIGN_WORDS.items()],
                self.looking.campaigns,
            ),
            Field(
                "channel",
                "The way it came",
                [("", "Any way"), *((each, CHANNEL_NAMES[each]) for each in channels)],
                self.looking.channel,
            ),
        ]

    @property
    def public(self) -> int:
        """How many of the public are looked at."""
        some, public = self.looking.among(self.people), self.people.of_lane(Lane.PUBLIC)
        return int((public if some is None else public & some).sum())

    @property
    def said(self) -> str:
        """Who is shown, in words."""
        campaign = int((self.people.of_lane(Lane.PUBLIC) & self.people.in_campaign).sum())
        shown = people_in_words(self.public, "response", "responses")
        said = [
            f"Shown: {shown} from the public.",
            f"{campaign:,} of all belong to a confirmed campaign.",
        ]
        if self.looking.among(self.people) is not None:
            said.append("Some are left out, so totals are to the nearest 5.")
        elif self.looking.campaigns:
            said.append("They are too few, or nearly all, so they are not shown apart.")
        elif apart(self.people).may_be_shown:
            said.append("Beside each number stands the one without campaigns, to the nearest 5.")
        said.append("Staff are shown as they were last given out, whatever you choose here.")
        return " ".join(said)

    def names(self, groups: Mapping[str, str]) -> dict[str, str]:
        """The words for each column."""
        if self.looking.split is Split.GROUP:
            return dict(groups)
        if self.looking.split is Split.CHANNEL:
            return CHANNEL_NAMES
        if self.looking.split is Split.CAMPAIGN:
            return {IN_CAMPAIGN: "In a campaign", NOT_IN_CAMPAIGN: "In none"}
        return names_of(self.pack, self.looking.split)
