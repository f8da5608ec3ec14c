"""Who may sign in to the workspace, and what they may do there."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class Commissioner(Base):
    """Somebody who may sign in to the workspace."""

    __tablename__ = "commissioner"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    email: Mapped[str | None]
    second_factor: Mapped[str | None]
    second_factor_since: Mapped[datetime | None]
    last_step: Mapped[int | None]
    recovery_codes: Mapped[list[str]] = mapped_column(default=list)
    issuer: Mapped[str | None]
    subject: Mapped[str | None]
    added_at: Mapped[datetime] = mapped_column(default=utc_now)


class Membership(Base):
    """What somebody may do in one consultation; the slug "*" stands for all of them."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("commissioner_id", "consultation_slug", "role"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    commissioner_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("commissioner.id", ondelete="CASCADE")
    )
    consultation_slug: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    given_by: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(default=utc_now)


class Approval(Base):
    """Something that a second person has to agree to before it is done."""

    __tablename__ = "approval"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    action: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=utc_now)
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    agreed: Mapped[bool | None]
    used_at: Mapped[datetime | None]
