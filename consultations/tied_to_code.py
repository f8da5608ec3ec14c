"""Tie what somebody asked or wrote to their receipt code, and let nobody else see whose it is.

The two are tied by a keyed digest over both. The database alone cannot tell whose it is, nor that
two of them came from the same person.
"""

from __future__ import annotations

import hmac
import uuid
from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from sqlalchemy import ScalarSelect, Select, delete, select
from sqlalchemy.orm import Session

from consultations.keyed import keyed
from consultations.models import Response
from consultations.receipts import typed_code


class _HasId(Protocol):
    @property
    def id(self) -> Any: ...


class _Link(_HasId, Protocol):
    @property
    def code_digest(self) -> Any: ...


Thing = TypeVar("Thing", bound=_HasId)
Link = TypeVar("Link", bound=_Link)


def digest_of(purpose: bytes, thing_id: uuid.UUID, code: str) -> str:
    """What ties a thing to a code. Another purpose gives another digest."""
    return keyed(purpose, f"{thing_id.hex}:{typed_code(code)}")


def consultation_of(code: str) -> ScalarSelect[Any]:
    """The consultation in which a code was given; nothing for a code that nobody was given."""
    return (
        select(Response.consultation_slug)
        .where(Response.code == typed_code(code))
        .scalar_subquery()
    )


def tied_to(
    session: Session, statement: Select[Thing, Link], *, purpose: bytes, code: str
) -> list[tuple[Thing, Link]]:
    """Each thing of a code with its link: every digest that the statement finds is tried."""
    return [
        (thing, link)
        for thing, link in session.execute(statement)
        if hmac.compare_digest(link.code_digest, digest_of(purpose, thing.id, code))
    ]


def cut(session: Session, table: type[Any], links: Iterable[_Link]) -> None:
    """Cut links between a code and things. The things themselves stay."""
    session.execute(delete(table).where(table.id.in_([each.id for each in links])))
