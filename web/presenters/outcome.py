"""“You said, we did” as people read it: in the workspace before, on the public page after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from consultations.content.schema import Pack
from consultations.disclosure import RULES
from consultations.outcome.own import OwnTheme
from consultations.types import Lane


class Number(NamedTuple):
    """A number of one lane in words; None for fewer than ``smallest``."""

    lane: str
    people: str | None
    smallest: int


@dataclass(frozen=True)
class OutcomeRow:
    """One theme: what people said, and what became of it."""

    row: Mapping[str, Any]
    pack: Pack

    @property
    def id(self) -> str:
        return str(self.row["theme"])

    @property
    def name(self) -> str:
        """The theme as the pack names it, in the language of the page; else as it was renamed."""
        if self.row.get("renamed"):
            return str(self.row["name"])
        labels = (each.label for each in self.pack.themes if each.id == self.row["theme"])
        return next(labels, str(self.row["name"]))

    @property
    def you_said(self) -> str:
        return str(self.row["you_said"])

    @property
    def outcome(self) -> str:
        return str(self.row["outcome"])

    @property
    def what(self) -> str:
        return str(self.row["what"])

    @property
    def because(self) -> str:
        return str(self.row["because"])

    @property
    def people(self) -> list[Number]:
        """By lane: how many raised it."""
        return _numbers(self.row["people"])


@dataclass(frozen=True)
class OutcomePresenter:
    """The whole of it."""

    content: Mapping[str, Any]
    pack: Pack
    published_at: datetime | None = None

    @property
    def opening(self) -> str:
        return str(self.content["opening"])

    @property
    def what_next(self) -> str:
        return str(self.content["what_next"])

    @property
    def rows(self) -> list[OutcomeRow]:
        """The themes, those that most people raised first."""
        return [OutcomeRow(each, self.pack) for each in self.content["rows"]]

    @property
    def base(self) -> list[Number]:
        """By lane: how many took part."""
        return _numbers(self.content["base"])

    @property
    def smallest(self) -> str:
        """From how many people on each theme has its reason."""
        return f"{self.content['smallest']:,}"

    @property
    def size(self) -> Mapping[str, Any]:
        """How that number comes about: people, and a share of those who took part."""
        size: Mapping[str, Any] = self.content["size"]
        return {"people": size["people"], "percent": f"{size['percent']:g}"}


@dataclass(frozen=True)
class OwnPoint:
    """Something that the holder of a code raised, and what became of it."""

    theme: OwnTheme
    pack: Pack

    @property
    def name(self) -> str:
        return self.theme.name

    @property
    def by_themselves(self) -> bool:
        """Whether they said themselves that their words are about it."""
        return self.theme.by_themselves

    @property
    def became(self) -> OutcomeRow | None:
        """What was published about it, if anything was."""
        row = self.theme.became
        return None if row is None else OutcomeRow(row, self.pack)


def _numbers(by_lane: Mapping[str, int | None]) -> list[Number]:
    return [
        Number(lane, None if number is None else f"{number:,}", RULES[Lane(lane)].smallest)
        for lane, number in by_lane.items()
    ]
