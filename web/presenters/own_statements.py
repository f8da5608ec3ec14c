"""Statements that the holder of a code suggested, as their author sees them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import SuggestedStatement
from consultations.statements.standing import Standing
from consultations.statements.who_suggested import statements_of


@dataclass(frozen=True)
class OwnStatement:
    """One statement and what became of it."""

    suggested: SuggestedStatement
    pack: Pack

    @property
    def text(self) -> str:
        return self.suggested.text

    @property
    def status(self) -> str:
        return self.suggested.status

    @property
    def reason(self) -> str | None:
        return self.suggested.reason

    @property
    def remark(self) -> str | None:
        return self.suggested.remark

    @property
    def shown_as(self) -> str | None:
        """The words that are shown in its place, if there are others."""
        found = (
            each.text for each in self.pack.statements if each.id == self.suggested.replaced_by
        )
        return next(found, None)


def own_statements(session: Session, *, code: str, pack: Pack) -> list[OwnStatement]:
    """What the holder of a code suggested and has not taken back, the first day first."""
    return [
        OwnStatement(each, pack)
        for each in statements_of(session, code=code)
        if each.status != Standing.WITHDRAWN
    ]
