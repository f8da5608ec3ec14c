"""What was done, by whom and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class AuditEvent(Base):
    """Something that was done, by whom and when. Rows are added and never changed."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    before: Mapped[str | None]
    digest: Mapped[str | None] = mapped_column(unique=True, index=True)


class AuditHead(Base):
    """The last link of the chain at one moment, signed and published."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    day: Mapped[date] = mapped_column(unique=True)
    event_id: Mapped[int]
    digest: Mapped[str]
    signature: Mapped[str]
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
