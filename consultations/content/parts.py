"""The small parts that every file of a pack is made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

LONDON = ZoneInfo("Europe/London")
NO_DATE = "is not a date"
TIME_PATTERN = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$"


def london_time(value: object) -> object:
    """A time without an offset is the time on a clock in London; a day alone is its midnight.

    Raises ValueError when a text is neither.
    """
    if type(value) is date:
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError as error:
            raise ValueError(NO_DATE) from error
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=LONDON)
    return value


LondonTime = Annotated[
    datetime,
    BeforeValidator(london_time),
    WithJsonSchema({"type": "string", "pattern": TIME_PATTERN, "examples": ["2026-09-01T09:00"]}),
]


class Part(BaseModel):
    """A part of a pack: fixed once read, and free of fields that nobody reads."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )


class Cited(Part):
    """Where in a source something stands."""

    id: str
    """The name of a source that ``sources`` in consultation.yml lists, such as ``rota``."""
    where: str
    """Where in it: a page, a paragraph or a heading, such as ``Page 4``."""


class Source(Part):
    """A document that facts are taken from."""

    title: str
    """What the document is called."""
    by: str
    """Who wrote or published it."""
    published: str
    """When, in words, in quotes if it is only a year: ``"2012"``."""
    link: str | None = None
    """Its address on the web, if it has one, beginning with https://."""


class Choice(Part):
    """One of the things that a question offers."""

    value: str
    """A short name that is stored and counted, in small letters and hyphens. Never change it once
    people have answered."""
    label: str
    """What people read."""
    also: tuple[str, ...] = ()
    """Other words that people use for it. They are understood, and never shown."""


class ShortAndMore(Part):
    """The same thing in a line and in a few."""

    short: str
    """The answer in a line or two."""
    more: str | None = None
    """What else there is to say, for those who ask for more."""


class Dated(Part):
    """What happens when."""

    when: str
    """The day or the month, in words."""
    what: str
    """What happens then."""


class Card(Part):
    """A short passage under a heading."""

    heading: str
    """A few words."""
    text: str
    """The passage: 60 words or fewer. Every number needs a source."""
    sources: tuple[Cited, ...] = ()
    """Where the facts come from."""


class Passage(Part):
    """A short text that holds facts, with the places they come from."""

    text: str
    """The passage: 60 words or fewer. Every number needs a source."""
    sources: tuple[Cited, ...] = ()
    """Where the facts come from."""
