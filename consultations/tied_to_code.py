"""Tie what somebody asked or wrote to their receipt code, and let nobody else see whose it is.

The two are tied by a keyed digest over both. The database alone cannot tell whose it is, nor that
two of them came from the same person.
"""

from __future__ import annotations

import hmac
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultations.database import Base
from consultations.keyed import keyed
from consultations.models import Response
from consultations.receipts import typed_code

Thing = TypeVar("Thing", bound=Base)


@dataclass(frozen=True)
class Tie(Generic[Thing]):
    """How things of one kind are tied to codes: by which table, for which purpose.

    ``link`` holds the id of a thing in ``of`` and a digest in ``code_digest``. Another purpose
    gives another digest.
    """

    purpose: bytes
    thing: type[Thing]
    link: Any
    of: InstrumentedAttribute[uuid.UUID]
    since: InstrumentedAttribute[date]

    def digest(self, thing_id: uuid.UUID, code: str) -> str:
        """What ties one thing to one code."""
        return keyed(self.purpose, f"{thing_id.hex}:{typed_code(code)}")

    def things(self, session: Session, *, code: str) -> list[Thing]:
        """What the holder of a code asked or wrote, the first day first.

        A code that nobody was given has none.
        """
        return [thing for thing, _ in self._links(session, code)]

    def forget(self, session: Session, *, code: str) -> None:
        """Cut every link between a code and its things. The things themselves stay."""
        links = [link.id for _, link in self._links(session, code)]
        session.execute(delete(self.link).where(self.link.id.in_(links)))

    def _links(self, session: Session, code: str) -> list[tuple[Thing, Any]]:
        """Each thing of a code with its link: every digest of the consultation is tried."""
        thing: Any = self.thing
        slug = select(Response.consultation_slug).where(Response.code == typed_code(code))
        statement = (
            select(self.thing, self.link)
            .join(self.link, self.of == thing.id)
            .where(thing.consultation_slug == slug.scalar_subquery())
            .order_by(self.since, thing.id)
        )
        return [
            (each, link)
            for each, link in session.execute(statement)
            if hmac.compare_digest(link.code_digest, self.digest(_id(each), code))
        ]


def _id(thing: Any) -> uuid.UUID:
    found: uuid.UUID = thing.id
    return found
