"""What changes for one person: by where they live, what they use and how they travel."""

from __future__ import annotations

from pydantic import Field

from consultations.content.parts import Choice, Cited, Part


class ServiceEffect(Part):
    """What one proposal would mean for people who use one service, and where they would go."""

    service: str
    proposal: str
    text: str
    site: str | None = None
    site_for: dict[str, str] = Field(default_factory=dict)
    sources: tuple[Cited, ...] = Field(min_length=1)

    def site_from(self, place: str) -> str | None:
        """Where somebody from a place would go."""
        return self.site_for.get(place, self.site)


class Journey(Part):
    """About how many minutes it takes from a place to a site. None: there is no such way."""

    place: str
    site: str
    mode: str
    minutes: int | None = Field(default=None, ge=0)
    note: str | None = None


class WhatChanges(Part):
    """The file ``what-changes.yml``: three taps (place, service, mode) lead to an answer."""

    places: tuple[Choice, ...] = Field(min_length=1)
    services: tuple[Choice, ...] = Field(min_length=1)
    modes: tuple[Choice, ...] = Field(min_length=1)
    sites: tuple[Choice, ...] = ()
    effects: tuple[ServiceEffect, ...] = Field(min_length=1)
    journeys: tuple[Journey, ...] = ()
    how_measured: str
    sources: tuple[Cited, ...] = Field(min_length=1)

    def minutes(self, *, place: str, site: str, mode: str) -> Journey | None:
        """The journey between a place and a site, if the pack has it."""
        wanted = (place, site, mode)
        return next((j for j in self.journeys if (j.place, j.site, j.mode) == wanted), None)
