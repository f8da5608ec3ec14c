"""Publish packs: what people see is the version that was published last.

A running service publishes a pack whose files have changed, if it has no fault and is no draft. Any
other change waits, and what was published last stays. ``docs/adr/0007-publishing.md`` says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import update
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.authoring.differences import changes as changes_between
from consultations.content.library import look_again
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.folders import folder_now
from consultations.ledger.refusing import still_to_explain
from consultations.models import ContentVersion
from consultations.one_at_a_time import alone
from consultations.openness import FILES_SAY, Step, wished_step
from consultations.steps import (
    record_due_steps,
    record_moved_close,
    record_step,
    recorded_status,
)
from consultations.types import ConsultationStatus
from consultations.versions import keep_version, live_version, pack_shown

NO_FOLDER = "There is no pack {slug!r} in the content folder."
NO_NAME = "Say who publishes it. The name is kept in the record."
IS_DRAFT = "{slug}/consultation.yml: its status is draft. Set it to open when it may be seen."


class NotPublished(Exception):
    """A pack that may not be shown to people, with every reason."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


class Publication(NamedTuple):
    """What was published, and how it differs from what was live. None when it was live already."""

    version: str
    changes: tuple[str, ...] | None


def checked_folder(slug: str) -> Pack:
    """The pack of a folder, ready to be published.

    Raises NotPublished with every fault. Call it before the database is opened: it may take long.
    """
    folder = folder_now(slug)
    if folder is None:
        raise NotPublished([NO_FOLDER.format(slug=slug)])
    if folder.ready is None:
        raise NotPublished([str(each) for each in folder.faults] or [IS_DRAFT.format(slug=slug)])
    return folder.ready


def publish(session: Session, *, pack: Pack, by: str, reason: str | None = None) -> Publication:
    """Make a checked pack the one that people see, and record who did it and what changed.

    Raises NotPublished when there is no name.
    """
    if not by.strip():
        raise NotPublished([NO_NAME])
    alone(session, f"publishing {pack.slug}")
    live = live_version(session, pack.slug)
    if live is not None and live.id == pack.version:
        return Publication(pack.version, None)
    before = None if live is None else pack_shown(session, live.id)
    now = utc_now()
    version = session.get_one(ContentVersion, keep_version(session, pack))
    version.published_at, version.published_by = now, by.strip()
    session.flush()
    changes = () if before is None else what_changed(before, pack)
    note(
        session,
        actor=by.strip(),
        what="version published",
        subject=pack.slug,
        version=pack.version,
        sha256=sha256(version.pack.encode()).hexdigest(),
        before=None if live is None else live.id,
        reason=(reason or "").strip(),
        changes=list(changes),
    )
    _take_steps(session, before=before, pack=pack, by=by.strip(), now=now)
    look_again(session)
    return Publication(pack.version, changes)


def what_changed(before: Pack, after: Pack) -> tuple[str, ...]:
    """Every difference between two versions, in a few words each. Both are stored whole."""
    return tuple(f"{each.kind} {each.what}" for each in changes_between(before, after))


def take_back(session: Session, *, slug: str, by: str) -> None:
    """Let people no longer see a consultation that has not opened. Its versions stay stored."""
    session.execute(
        update(ContentVersion)
        .where(ContentVersion.consultation_slug == slug)
        .values(published_at=None, published_by=None)
    )
    step = Step(ConsultationStatus.DRAFT, utc_now(), FILES_SAY)
    record_step(session, slug=slug, step=step, by=by)
    look_again(session)


def _take_steps(
    session: Session, *, before: Pack | None, pack: Pack, by: str, now: datetime
) -> None:
    """Record what a new version does to the status: by its dates, and by the step it wishes for."""
    if before is not None:
        record_due_steps(session, pack=before, now=now)
        record_moved_close(
            session, before=before.consultation, after=pack.consultation, by=by, now=now
        )
    record_due_steps(session, pack=pack, now=now)
    if before is None or before.consultation.status is pack.consultation.status:
        return
    recorded = recorded_status(session, pack.slug)
    wish = wished_step(pack.consultation, status=recorded, now=now) if recorded else None
    if wish is None:
        return
    if wish.status is not ConsultationStatus.DECIDED or not still_to_explain(session, pack=pack):
        record_step(session, slug=pack.slug, step=wish, by=by)
