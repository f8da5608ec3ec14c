"""The signed token that says which turn a message belongs to."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from consultations.settings import settings

SECONDS_A_TURN_STAYS_OPEN = 30 * 24 * 60 * 60


class ForgedTurn(Exception):
    """A turn token that this service did not sign, or that belongs to another conversation."""


class ExpiredTurn(Exception):
    """A turn token that was signed too long ago."""


class TurnClaim(NamedTuple):
    """Which conversation a token is for, how many turns it had had, and words held back."""

    conversation_id: uuid.UUID
    seq: int
    held: str | None = None


def sign_turn(conversation_id: uuid.UUID, seq: int, *, held: str | None = None) -> str:
    """The token that the next message has to carry.

    It can hold the words of a message that must not be kept before its author has said how: then
    they are with the author only, and nowhere in the service.
    """
    return _serializer().dumps([conversation_id.hex, seq, held])


def read_turn(token: str, *, conversation_id: uuid.UUID) -> TurnClaim:
    """What a token says.

    Raises ForgedTurn when it was not signed here for this conversation, ExpiredTurn after 30 days.
    """
    try:
        hexadecimal, seq, held = _serializer().loads(token, max_age=SECONDS_A_TURN_STAYS_OPEN)
    except SignatureExpired as error:
        raise ExpiredTurn from error
    except BadSignature as error:
        raise ForgedTurn from error
    if hexadecimal != conversation_id.hex:
        raise ForgedTurn
    return TurnClaim(conversation_id, int(seq), held)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret, salt="turn")
