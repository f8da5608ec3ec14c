"""The chat beside the form and other ways in, and how much people gave, in words."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.deliberation.channels import SMALLEST, VOTES_WANTED, Channel, Effort
from web.presenters.workspace import people

CHANNELS = {
    "chat": "Chat",
    "form": "Form",
    "paper": "Paper",
    "telephone": "Telephone",
    "letter": "Letter",
    "import": "Another system",
}
Rows = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class ChannelsPresenter:
    """The chat beside the form and the other ways in, and how much people gave."""

    channels: tuple[Channel, ...]
    effort: Effort

    @property
    def rows(self) -> Rows:
        """One row for each way in; one with few people only says so."""
        return [(CHANNELS.get(each.name, each.name), _cells_of(each)) for each in self.channels]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Votes and reasons, each once enough people gave any."""
        effort, figures = self.effort, []
        if effort.voted >= SMALLEST:
            figures += [
                (f"{effort.votes:g}", "Votes that half of those who voted cast, or more"),
                (share(effort.enough_votes), f"Of them cast {VOTES_WANTED} votes or more"),
            ]
        if effort.wrote >= SMALLEST:
            figures.append((share(effort.with_reason), "Of those who wrote gave a reason"))
        return figures

    @property
    def base(self) -> str:
        voted = people(self.effort.voted, "person voted", "people voted")
        wrote = people(self.effort.wrote, "person wrote", "people wrote")
        return f"{voted} and {wrote} in their own words."


def share(number: float | None) -> str:
    """A share in hundredths; nothing where it is not told."""
    return "" if number is None else f"{100 * number:.0f}%"


def _cells_of(channel: Channel) -> list[str]:
    if channel.people is None:
        return ["under 10", *[""] * 6]
    numbers = (channel.answers, channel.with_reason, channel.reasons, channel.words)
    answers, with_reason, reasons, words = numbers
    return [
        f"{channel.people:,}",
        _plain(answers),
        share(with_reason),
        _plain(reasons),
        _plain(words),
        _plain(round(channel.minutes or 0, 1)),
        share(channel.finished),
    ]


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
