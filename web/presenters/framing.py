"""What every page about a consultation says of it."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.content.schema import Pack


@dataclass(frozen=True)
class OfPack:
    """Something that stands for one consultation."""

    pack: Pack

    @property
    def slug(self) -> str:
        return self.pack.slug

    @property
    def title(self) -> str:
        return self.pack.consultation.title
