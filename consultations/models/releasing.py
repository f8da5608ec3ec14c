"""What was released to readers, and whom the consultation ought to hear from."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class ReleasedTable(Base):
    """One table as it was released. Each new one is checked against all that went before."""

    __tablename__ = "released_table"
    __table_args__ = (UniqueConstraint("consultation_slug", "table_key", "batch"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    lane: Mapped[str]
    table_key: Mapped[str]
    batch: Mapped[int]
    base: Mapped[int]
    numbers: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)


class PopulationShare(Base):
    """How large one group is among those whom the consultation is about, from a named source."""

    __tablename__ = "population_share"
    __table_args__ = (UniqueConstraint("consultation_slug", "dimension", "value"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    dimension: Mapped[str]
    value: Mapped[str]
    label: Mapped[str]
    people: Mapped[int]
    source: Mapped[str]
    loaded_by: Mapped[str]
    loaded_at: Mapped[datetime] = mapped_column(default=utc_now)


class ExportRecord(Base):
    """A file that was taken out: what it held, its rows and its checksum."""

    __tablename__ = "export_record"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    rows: Mapped[int]
    sha256: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
