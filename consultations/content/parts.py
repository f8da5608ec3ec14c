"""The small parts that every file of a pack is made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict

LONDON = ZoneInfo("Europe/London")


def london_time(value: object) -> object:
    """A time without an offset is the time on a clock in London; a day alone is its midnight."""
    if type(value) is date:
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=LONDON)
    return value


LondonTime = Annotated[datetime, BeforeValidator(london_time)]


class Part(BaseModel):
    """A part of a pack: fixed once read, and free of fields that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Cited(Part):
    """Where in a source something stands."""

    id: str
    where: str


class Source(Part):
    """A document that facts are taken from."""

    title: str
    by: str
    published: str
    link: str | None = None


class Choice(Part):
    """One of the things that a question offers."""

    value: str
    label: str


class ShortAndMore(Part):
    """The same thing in a line and in a few."""

    short: str
    more: str | None = None


class Dated(Part):
    """What happens when."""

    when: str
    what: str


class Card(Part):
    """A short passage under a heading."""

    heading: str
    text: str


class Passage(Part):
    """A short text that holds facts, with the places they come from."""

    text: str
    sources: tuple[Cited, ...] = ()
