"""Keep every version of a pack that anyone was shown."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import ContentVersion


def keep_version(session: Session, pack: Pack) -> str:
    """Store the pack as it is now, once, and return its version."""
    if session.get(ContentVersion, pack.version) is None:
        session.add(
            ContentVersion(
                id=pack.version,
                consultation_slug=pack.slug,
                pack=pack.model_dump_json(by_alias=True),
            )
        )
        session.flush()
    return pack.version


def pack_shown(session: Session, version: str) -> Pack:
    """The pack as it was in one version.

    Raises LookupError when no such version was ever shown.
    """
    stored = session.get(ContentVersion, version)
    if stored is None:
        raise LookupError(f"No content version {version} is stored.")
    return _read(version, stored.pack)


@lru_cache(maxsize=32)
def _read(_version: str, text: str) -> Pack:
    return Pack.model_validate_json(text)
