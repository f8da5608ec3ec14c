"""Batches of staff results in words: when they came, out of how many, and what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.disclosure import InBatch, Released
from consultations.releases.giving import Waiting
from consultations.releases.ledger import Entry
from consultations.releases.parts import SMALLEST_GROUP
from web.presenters.workspace import day_in_words

NOTHING_YET = (
    "Nothing has been released yet. These results come out in batches, so that nobody can be "
    "recognised. “Staff results given out” says when the next one is due."
)


def base_of_batch(batch: InBatch, answered: int | None) -> str:
    """When these numbers came out, and how many people are in them."""
    if batch.at is None:
        return NOTHING_YET
    when = f"Batch {batch.number}, released on {day_in_words(batch.at.date())}"
    if answered is None:
        return f"{when}: fewer than {SMALLEST_GROUP} people had answered this."
    return f"{when}: about {answered:,} of about {batch.base:,} people answered this."


def hidden_in_batch(released: Released, joined: Sequence[str]) -> list[str]:
    """Why some numbers are not there, and why none is exact."""
    batch = released.batch or InBatch()
    if batch.at is None or not released.answered:
        return []
    said = [f"Every number is to the nearest {batch.rounded_to}, so they may not add up exactly."]
    if joined:
        said.append(
            f"Groups of fewer than {SMALLEST_GROUP} people, and where needed the next smallest, "
            f"are counted together: {', '.join(joined)}."
        )
    numbers = [
        number for group in released.groups for number in (group.answered, *group.people.values())
    ]
    if None in numbers or released.hidden:
        said.append("Small numbers are hidden, nought included, so that nobody can be recognised.")
    elif not released.groups:
        said.append("The groups are too small to be shown apart.")
    return said


@dataclass(frozen=True)
class BatchPresenter:
    """One batch in the list of all."""

    entry: Entry

    @property
    def name(self) -> str:
        return f"Batch {self.entry.batch.number}"

    @property
    def day(self) -> str:
        return day_in_words(self.entry.at.date())

    @property
    def by(self) -> str:
        return self.entry.by

    @property
    def base(self) -> str:
        return f"about {self.entry.base:,}"

    @property
    def tables(self) -> str:
        return f"{len(self.entry.batch.tables):,}"

    @property
    def coarser(self) -> str:
        """How many tables had to be made coarser than usual."""
        tables = self.entry.batch.tables.values()
        return f"{sum(1 for each in tables if each.rounded_to > 5 or not each.rows):,}"


@dataclass(frozen=True)
class WaitingPresenter:
    """What the next batch waits for."""

    waiting: Waiting

    @property
    def is_due(self) -> bool:
        return self.waiting.due

    @property
    def sentence(self) -> str:
        """What has to happen before more can be released, and not how much of it has happened."""
        if self.waiting.only_after_close:
            return (
                "No staff codes were given out, so anybody could answer as staff. Staff results "
                "come out once, after the close."
            )
        if self.waiting.due:
            return "A new batch is due. It is released within ten minutes, or when you ask for it."
        return (
            f"The next batch comes once {self.waiting.needs} more staff have answered with a staff "
            "code, or at the close. How many have answered since the last one is not told."
        )
