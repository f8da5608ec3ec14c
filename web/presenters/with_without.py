"""With or without campaign letters: which figures a page shows, and the other ones a tap away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from consultations.analysis import People
from consultations.campaigns.apart import left_out
from consultations.disclosure import RULES
from consultations.results.looking import Campaigns, apart
from consultations.types import Lane
from web.presenters.workspace import people as people_in_words

WORDS = {
    Campaigns.WITH: "With campaign letters",
    Campaigns.LEFT_OUT: "Without campaign letters",
}


class Choice(NamedTuple):
    """One of the two ways to read a page, as it stands in an address."""

    value: str
    words: str
    is_shown: bool


def campaigns_of(asked_for: Mapping[str, str]) -> Campaigns:
    """Which figures an address asks for: with campaign letters, unless it says without."""
    without = asked_for.get("campaigns") == Campaigns.LEFT_OUT
    return Campaigns.LEFT_OUT if without else Campaigns.WITH


@dataclass(frozen=True)
class WithWithoutPresenter:
    """What stands above the figures of a page that can be read both ways."""

    everybody: People
    campaigns: Campaigns

    @property
    def is_part(self) -> bool:
        """Whether somebody is left out."""
        return left_out(self.everybody, self.campaigns)

    @property
    def choices(self) -> list[Choice]:
        """Both ways to read the page; none while they come to the same."""
        if not apart(self.everybody).may_be_shown:
            return []
        return [
            Choice(each, words, (each is Campaigns.LEFT_OUT) is self.is_part)
            for each, words in WORDS.items()
        ]

    @property
    def beside(self) -> str:
        """How many of the public are in no confirmed campaign, to stand beside how many are."""
        parts = apart(self.everybody)
        if not parts.may_be_shown:
            return ""
        return f"{parts.outside:,} without campaign letters"

    @property
    def said(self) -> str:
        """Whose figures these are."""
        parts = apart(self.everybody)
        if not parts.inside:
            return "No campaign is confirmed, so the figures are the same with and without."
        if not parts.may_be_shown:
            return (
                f"Fewer than {RULES[Lane.PUBLIC].smallest} people are in a confirmed campaign, or "
                "in none. So they are not shown apart."
            )
        inside = people_in_words(parts.inside, "person", "people")
        if self.is_part:
            return (
                f"You see the figures without the {inside} of the public in a confirmed campaign. "
                "What they said is counted to the nearest 5. What is shown of staff stays the same."
            )
        return f"You see the figures with the {inside} of the public in a confirmed campaign."
