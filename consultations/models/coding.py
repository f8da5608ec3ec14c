"""The code frame of a consultation, and which codes each answer was given, by whom."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class ThemeCode(Base):
    """One theme of a code frame: drafted, then selected or set aside by people."""

    __tablename__ = "theme_code"
    __table_args__ = (UniqueConstraint("consultation_slug", "theme_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    theme_id: Mapped[str]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(Text, default="")
    seeds: Mapped[list[str]] = mapped_column(default=list)
    origin: Mapped[str]
    state: Mapped[str] = mapped_column(default="candidate")
    merged_into: Mapped[str | None]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=utc_now)


class Coding(Base):
    """One code given to one answer, by whom, how sure, and whether a person has confirmed it.

    ``scheme`` is "themes" or "sentiment"; ``source`` is "respondent", "person", "model", "plugin";
    ``state`` is "suggested", "confirmed" or "rejected". A second coder's codes have ``second`` set.
    """

    __tablename__ = "coding"
    __table_args__ = (UniqueConstraint("answer_id", "scheme", "code", "source", "who"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    answer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), index=True
    )
    scheme: Mapped[str]
    code: Mapped[str]
    source: Mapped[str]
    who: Mapped[str]
    state: Mapped[str]
    second: Mapped[bool] = mapped_column(default=False)
    probability: Mapped[float | None]
    model_version: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=utc_now)


class CodingDone(Base):
    """That a person has read one answer and given it all the codes that they think it needs."""

    __tablename__ = "coding_done"
    __table_args__ = (UniqueConstraint("answer_id", "scheme", "who"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    answer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), index=True
    )
    scheme: Mapped[str]
    who: Mapped[str]
    second: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=utc_now)
