"""Words that only this service can read again: the secret of a second factor, a way in.

Each purpose has a key of its own, made from the service's secret. With another secret nothing that
was sealed before can be opened.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from consultations.settings import settings


def sealed(purpose: str, said: str) -> str:
    """What is said, encrypted and signed for one purpose. It can stand in an address."""
    return _key(purpose).encrypt(said.encode()).decode()


def opened(purpose: str, token: str, *, seconds: int | None = None) -> str | None:
    """What was sealed for this purpose, or None when it was not, or too long ago."""
    try:
        return _key(purpose).decrypt(token.encode(), ttl=seconds).decode()
    except (InvalidToken, ValueError):
        return None


def _key(purpose: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"sealing {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings().secret.encode())))
