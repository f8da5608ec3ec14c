"""A consultation as its pages show it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consultations.content.library import closed_at, reached_at, status_of
from consultations.content.schema import Cited, Proposal
from consultations.database import utc_now
from consultations.explaining.sides import sides_of
from consultations.openness import may_answer
from consultations.route import lengths
from consultations.types import ConsultationStatus, Lane, ProposalKind
from web.presenters.framing import OfPack


@dataclass(frozen=True)
class ConsultationPresenter(OfPack):
    """What the frame of every page says about its consultation."""

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
        return status_of(self.pack)

    @property
    def is_open(self) -> bool:
        return self.status is ConsultationStatus.OPEN

    @property
    def is_draft(self) -> bool:
        return self.status is ConsultationStatus.DRAFT

    @property
    def opens_later(self) -> bool:
        """Whether there is a day to come on which it opens."""
        return self.is_draft and self.opens > utc_now()

    @property
    def closed_at(self) -> datetime:
        """When it closed, which may be before or after the time that its pack says."""
        return closed_at(self.pack)

    @property
    def decided_at(self) -> datetime | None:
        """When the decision was recorded."""
        return reached_at(self.pack, ConsultationStatus.DECIDED)

    @property
    def is_being_read(self) -> bool:
        """Whether the answers are being read, and nothing is decided yet."""
        return self.status is ConsultationStatus.ANALYSING

    @property
    def takes_unsent(self) -> bool:
        """Whether somebody who has begun and sent nothing may finish."""
        return may_answer(self.status, is_sent=False)

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

    def lengths(self, lane: str) -> tuple[int, ...]:
        """The lengths of a lane that people choose between, in minutes."""
        return lengths(self.pack, Lane(lane))

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
