"""Keep every version of a pack that anyone was shown, and know which of them is live."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.models import ContentVersion

VERSIONS_REMEMBERED = 32
FORMS_STAY_GOOD = timedelta(days=1)
_known: dict[str, Pack] = {}


def keep_version(session: Session, pack: Pack) -> str:
    """Store the pack as it is now, in every language, once, and return its version."""
    pack = pack.original
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
    # A newer program may write a pack in other words. Its version is the one it was stored under.
    vars(pack)["version"] = version
    while len(_known) >= VERSIONS_REMEMBERED:
        _known.pop(next(iter(_known)), None)
    _known[version] = pack
    return pack


def live_version(session: Session, slug: str) -> ContentVersion | None:
    """The version of a consultation that was published last, or None before the first."""
    return session.scalars(
        select(ContentVersion)
        .where(
            ContentVersion.consultation_slug == slug,
            ContentVersion.published_at.is_not(None),
        )
        .order_by(ContentVersion.published_at.desc(), ContentVersion.id)
        .limit(1)
    ).one_or_none()


def live_pack(session: Session, slug: str) -> Pack | None:
    """The pack that is live by the database, or None before the first publication."""
    live = live_version(session, slug)
    return None if live is None else pack_shown(session, live.id)


def version_still_good(
    session: Session, *, slug: str, version: str, now: datetime | None = None
) -> Pack | None:
    """The pack in which somebody opened a form, if an edit has replaced it for less than a day.

    Whoever fills in a form while it is being edited is asked nothing else than what they saw.
    """
    opened = session.get(ContentVersion, version)
    if opened is None or opened.consultation_slug != slug or opened.published_at is None:
        return None
    replaced_at = session.scalar(
        select(ContentVersion.published_at)
        .where(
            ContentVersion.consultation_slug == slug,
            ContentVersion.published_at > opened.published_at,
        )
        .order_by(ContentVersion.published_at, ContentVersion.id)
        .limit(1)
    )
    if replaced_at is not None and (now or utc_now()) - replaced_at > FORMS_STAY_GOOD:
        return None
    return pack_shown(session, version)
