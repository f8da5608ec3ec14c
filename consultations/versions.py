"""Keep every version of a pack that anyone was shown."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import ContentVersion

VERSIONS_REMEMBERED = 32
_known: dict[str, Pack] = {}


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
    """The pack as it was in one version, which is read from the database once in a process.

    Raises LookupError when no such version was ever shown.
    """
    known = _known.get(version)
    if known is not None:
        return known
    stored = session.get(ContentVersion, version)
    if stored is None:
        raise LookupError(f"No content version {version} is stored.")
    pack = Pack.model_validate_json(stored.pack)
    while len(_known) >= VERSIONS_REMEMBERED:
        _known.pop(next(iter(_known)), None)
    _known[version] = pack
    return pack
