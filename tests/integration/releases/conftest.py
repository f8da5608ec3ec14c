"""Staff with and without codes, and a consultation that can be closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.invitations import issue
from consultations.models import Response
from consultations.types import ConsultationStatus, Lane
from tests.factories import a_response

Staff = Callable[..., list[Response]]


@pytest.fixture
def is_closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Closes the consultation, as far as releases look at it."""

    def close() -> None:
        monkeypatch.setattr(
            "consultations.releases.giving.status_of", lambda _: ConsultationStatus.CLOSED
        )

    return close


@pytest.fixture
def codes(session: Session, pack: Pack) -> None:
    """Staff codes were given out, so only responses with a code count."""
    issue(session, consultation_slug=pack.slug, count=3, actor="operator")


@pytest.fixture
def staff(session: Session, pack: Pack) -> Staff:
    """Makes staff who chose these days, one after the other."""

    def make(
        people: int,
        *,
        role: str = "nurse",
        days: Sequence[str] = ("sunday",),
        verified: bool = True,
    ) -> list[Response]:
        made = []
        for _ in range(people):
            said = {"role": [role], "which-days": list(days)}
            response = a_response(session, pack, said, lane=Lane.STAFF).response
            response.verified = verified
            made.append(response)
        session.flush()
        return made

    return make
