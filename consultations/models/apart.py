"""What is kept apart from views: it is tied to no response."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base


class Invitation(Base):
    """A code that proves "staff" once. It is known whether it was used; never when, nor by whom."""

    __tablename__ = "invitation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    used: Mapped[bool] = mapped_column(default=False)


class FormatRequest(Base):
    """That somebody needs the words in another form, and where to send them: apart from views."""

    __tablename__ = "format_request"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    form: Mapped[str]
    send_to: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by: Mapped[str | None]


class EqualityAnswer(Base):
    """What somebody said of themselves for the equality duty: tied to no response."""

    __tablename__ = "equality_answer"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    lane: Mapped[str]
    answers: Mapped[dict[str, Any]]
    answered_on: Mapped[date]
