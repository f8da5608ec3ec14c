"""A consultation as its pages show it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consultations.content.schema import Cited, Pack, Proposal
from consultations.database import utc_now
from consultations.explaining.sides import sides_of
from consultations.openness import status_now
from consultations.types import ConsultationStatus, Lane, ProposalKind


@dataclass(frozen=True)
class ConsultationPresenter:
    """What the frame of every page says about its consultation."""

    pack: Pack

    @property
    def slug(self) -> str:
        return self.pack.slug

    @property
    def title(self) -> str:
        return self.pack.consultation.title

    @property
    def body(self) -> str:
        """Who is asking."""
        return self.pack.consultation.asked_by.name

    @property
    def notice(self) -> str | None:
        return self.pack.consultation.notice

    @property
    def opens(self) -> datetime:
        return self.pack.consultation.opens

    @property
    def closes(self) -> datetime:
        return self.pack.consultation.closes

    @property
    def status(self) -> ConsultationStatus:
        return status_now(self.pack.consultation)

    @property
    def is_open(self) -> bool:
        return self.status is ConsultationStatus.OPEN

    @property
    def is_draft(self) -> bool:
        return self.status is ConsultationStatus.DRAFT

    @property
    def opens_later(self) -> bool:
        """Whether there is a day to come on which it opens."""
        status = self.pack.consultation.status
        return status is ConsultationStatus.OPEN and self.opens > utc_now()

    @property
    def is_decided(self) -> bool:
        return self.status is ConsultationStatus.DECIDED

    @property
    def history(self) -> list[Proposal]:
        """What was tried before, in order."""
        tried = [each for each in self.pack.proposals if each.kind is ProposalKind.HISTORY]
        return sorted(tried, key=lambda each: (each.order, each.id))

    def minutes(self, lane: str) -> int:
        """How long the questions of a lane take."""
        return self.pack.consultation.lanes[Lane(lane)].minutes

    def sources(self, cited: tuple[Cited, ...]) -> list[dict[str, Any]]:
        """Where something comes from, each place once."""
        known = self.pack.consultation.sources
        return [
            {**known[each.id].model_dump(), "where": each.where} for each in dict.fromkeys(cited)
        ]

    def sides(self, proposal: Proposal, *, seed: int | None = None) -> dict[str, Any]:
        """Both sides of a proposal, in an order that differs from one person to the next."""
        sides = sides_of(proposal, seed=secrets.randbits(64) if seed is None else seed)
        return {**sides.as_json, "sources": self.sides_sources(proposal, sides.sources)}

    def sides_sources(self, proposal: Proposal, cited: tuple[Cited, ...]) -> list[dict[str, Any]]:
        """The sources of a proposal and of both its sides."""
        return self.sources((*proposal.sources, *cited))
