"""What changes for one person: by where they live, what they use and how they travel."""

from __future__ import annotations

from pydantic import Field

from consultations.content.parts import Choice, Cited, Part


class ServiceEffect(Part):
    """What one proposal would mean for people who use one service, and where they would go."""

    service: str
    """The service, by its value."""
    proposal: str
    """The option, by its id."""
    text: str
    """What it would mean for people who use the service."""
    site: str | None = None
    """Where they would go, by the value of the site, if it is the same for everybody."""
    site_for: dict[str, str] = Field(default_factory=dict)
    """Where they would go, by place, if it depends on where they live."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """Where that comes from."""

    def site_from(self, place: str) -> str | None:
        """Where somebody from a place would go."""
        return self.site_for.get(place, self.site)


class Journey(Part):
    """About how many minutes it takes from a place to a site. None: there is no such way."""

    place: str
    """Where the journey begins, by the value of the place."""
    site: str
    """Where it ends, by the value of the site."""
    mode: str
    """How people travel, by the value of the mode."""
    minutes: int | None = Field(default=None, ge=0)
    """About how long it takes. ``null`` says that there is no such way; leaving it out is a fault.
    """
    note: str | None = None
    """Something to know about it, such as when the last bus goes."""


class WhatChanges(Part):
    """The file ``what-changes.yml``: three taps (place, service, mode) lead to an answer."""

    places: tuple[Choice, ...] = Field(min_length=1)
    """The places that people can choose from."""
    services: tuple[Choice, ...] = Field(min_length=1)
    """The services that people can choose from."""
    modes: tuple[Choice, ...] = Field(min_length=1)
    """The ways of travelling that people can choose from."""
    sites: tuple[Choice, ...] = ()
    """Where services are or would be."""
    effects: tuple[ServiceEffect, ...] = Field(min_length=1)
    """One for every service under every option, as things are now included."""
    journeys: tuple[Journey, ...] = ()
    """One from every place to each site that people there would go to, by every mode."""
    how_measured: str
    """How the minutes were measured, and when."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """Where the minutes come from."""

    def minutes(self, *, place: str, site: str, mode: str) -> Journey | None:
        """The journey between a place and a site, if the pack has it."""
        wanted = (place, site, mode)
        return next((j for j in self.journeys if (j.place, j.site, j.mode) == wanted), None)
