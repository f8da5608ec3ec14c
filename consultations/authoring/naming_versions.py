"""Find the version of a pack that somebody names: as published, as in the files, or by its id."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.content.faults import ContentError
from consultations.content.loading import read_pack
from consultations.content.schema import Pack
from consultations.models import ContentVersion
from consultations.versions import live_pack, pack_shown

PUBLISHED, FILES = "published", "files"
FEWEST_SIGNS = 4


def pack_named(session: Session, *, slug: str, name: str, content_dir: Path) -> Pack:
    """One version of a pack.

    Raises ContentError when there is no such version, or several begin with the same signs.
    """
    if name == FILES:
        return read_pack(content_dir, slug)
    if name == PUBLISHED:
        live = live_pack(session, slug)
        if live is None:
            raise ContentError(f"Nothing of {slug!r} has been published yet.")
        return live
    found = session.scalars(
        select(ContentVersion.id)
        .where(
            ContentVersion.consultation_slug == slug,
            ContentVersion.id.startswith(name, autoescape=True),
        )
        .order_by(ContentVersion.first_used_at, ContentVersion.id)
    ).all()
    if len(name) < FEWEST_SIGNS or not found:
        raise ContentError(
            f"No version {name!r} of {slug!r} is stored. "
            f"Name one of these: {', '.join([PUBLISHED, FILES, *_stored(session, slug)])}."
        )
    if len(found) > 1:
        raise ContentError(f"Several versions begin with {name!r}: {', '.join(found)}.")
    return pack_shown(session, found[0])


def _stored(session: Session, slug: str) -> list[str]:
    """The versions of a consultation that are stored, the newest first; ten are enough."""
    return list(
        session.scalars(
            select(ContentVersion.id)
            .where(ContentVersion.consultation_slug == slug)
            .order_by(ContentVersion.first_used_at.desc(), ContentVersion.id)
            .limit(10)
        )
    )
