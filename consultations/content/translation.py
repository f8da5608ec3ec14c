"""A pack in another language: each text beside the English text that it was made from."""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import Field, field_validator

from consultations.content.parts import Part
from consultations.languages.known import Review


class Translated(Part):
    """A text in another language, and a digest of the English text that it was made from."""

    text: str
    of: str


class Translation(Part):
    """The file ``translations/<language>/translation.yml``, and every text beside it."""

    language: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    made_by: Literal["machine", "person"]
    reviewed: Review | None = None
    texts: dict[str, Translated] = Field(default_factory=dict)

    @field_validator("reviewed", mode="before")
    @classmethod
    def _not_yet(cls, value: object) -> object:
        """``reviewed: false`` says plainly that nobody has."""
        return None if value is False else value

    @property
    def is_draft(self) -> bool:
        """Whether a machine made it and nobody has read it."""
        return self.made_by == "machine" and self.reviewed is None


def digest_of(text: str) -> str:
    """A short name for a text: another text has another."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:8]
