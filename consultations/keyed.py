"""Keyed digests: they show that two things belong together only to who holds the service's secret.

A digest is made with a key of its own for each purpose, so that no two purposes can be compared.
"""

from __future__ import annotations

import hashlib
import hmac

from consultations.settings import settings


def keyed(purpose: bytes, said: str) -> str:
    """HMAC-SHA256 over what is said, with a key made from the service's secret for one purpose."""
    key = hmac.digest(settings().secret.encode(), purpose, hashlib.sha256)
    return hmac.digest(key, said.encode(), hashlib.sha256).hex()
