"""Watch the folders of packs: publish what has changed, and record the steps of the calendar."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from consultations.content.faults import Fault
from consultations.content.library import live_versions, look_again, packs_with_a_step_due
from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.folders import (
    Folder,
    folder_now,
    folder_slugs,
    is_preview,
    stamp_now,
    version_now,
)
from consultations.models import ContentVersion
from consultations.openness import disagreement, status_now
from consultations.publishing import publish, take_back
from consultations.settings import settings
from consultations.steps import SERVICE, record_due_steps, recorded_status, recorded_steps
from consultations.types import ConsultationStatus
from consultations.versions import live_pack, live_version, pack_shown

SECONDS_TO_SAVE = 1.0
log = logging.getLogger(__name__)
_settled: dict[tuple[str, str], object] = {}
_seen: dict[str, object] = {}
_told: dict[tuple[str, str], object] = {}


def publish_what_changed() -> list[str]:
    """Publish every folder that has changed and may be shown, and record the steps that are due.

    This is what the running service does every few seconds: it looks at times and sizes of files,
    and reads what has changed. Returns the packs that were published.
    """
    if is_preview():
        return []
    published = []
    for slug in folder_slugs():
        try:
            if _is_settled(slug):
                continue
            folder = folder_now(slug)
            if folder is not None and _publish_if_changed(folder):
                published.append(slug)
        except Exception as error:
            _tell(slug, repr(error), f"{slug} cannot be published: {type(error).__name__}")
    for slug in packs_with_a_step_due():
        with writing() as session:
            pack = live_pack(session, slug)
            if pack is not None and record_due_steps(session, pack=pack):
                look_again(session)
    _tell_of_missing_folders()
    return published


def _is_settled(slug: str) -> bool:
    """Whether nothing has changed since the last look, or people see just what the files say.

    The second is so at nearly every start, which would else wait while all words are checked.
    """
    about, live = (settings().database_url, slug), live_versions().get(slug)
    now = (stamp_now(slug), live)
    if about not in _settled and live is not None and version_now(slug) == live:
        _settled[about] = now
    return _settled.get(about) == now


def _publish_if_changed(folder: Folder) -> bool:
    if not _is_saved(folder):
        return False
    is_new = _publish(folder)
    about = (settings().database_url, folder.slug)
    _settled[about] = (folder.stamp, live_versions().get(folder.slug))
    return is_new


def _is_saved(folder: Folder) -> bool:
    """Whether nobody is writing any more. Half a file may be a whole pack with half its words.

    So it is when the last change is a moment old or, where clocks differ, was seen before.
    """
    seen_before = _seen.get(folder.slug) == folder.stamp
    _seen[folder.slug] = folder.stamp
    return seen_before or utc_now() - folder.changed_at > timedelta(seconds=SECONDS_TO_SAVE)


def _publish(folder: Folder) -> bool:
    may_go_back = False
    with reading() as session:
        live = live_version(session, folder.slug)
        if folder.ready is None:
            _tell_why_not(folder, live)
            may_go_back = folder.is_draft and _may_go_back(session, folder, live)
        elif not _should_publish(session, folder, folder.ready, live):
            return False
    with writing() as session:
        if folder.ready is not None:
            is_new = publish(session, pack=folder.ready, by=SERVICE).changes is not None
            _tell_wish(session, folder.ready)
            return is_new
        if may_go_back:
            take_back(session, slug=folder.slug, by=SERVICE)
    return False


def _should_publish(
    session: Session, folder: Folder, pack: Pack, live: ContentVersion | None
) -> bool:
    """Whether the files are newer than what is live.

    A version that was live before goes live again only if its files were changed since: a process
    that still has yesterday's files must not undo what another one has published.
    """
    if live is None:
        steps = recorded_steps(session, folder.slug)
        return not steps or folder.changed_at > steps[-1].at
    stored = session.get(ContentVersion, pack.version)
    if stored is None or stored.published_at is None:
        return True
    return stored.id != live.id and folder.changed_at > (live.published_at or folder.changed_at)


def _may_go_back(session: Session, folder: Folder, live: ContentVersion | None) -> bool:
    """Whether a pack that is a draft again may be taken away: only before it has opened."""
    if live is None or live.published_at is None or folder.changed_at <= live.published_at:
        return False
    shown = pack_shown(session, live.id).consultation
    recorded = recorded_status(session, folder.slug)
    return status_now(shown, recorded=recorded) is ConsultationStatus.DRAFT


def _tell_wish(session: Session, pack: Pack) -> None:
    """Log a status in the files that is not the one in the record."""
    recorded = recorded_status(session, pack.slug)
    status = status_now(pack.consultation, recorded=recorded)
    said = disagreement(pack.consultation, status=status)
    if said:
        _tell(pack.slug, pack.version, f"{pack.slug}: {said}")


def _tell_why_not(folder: Folder, live: ContentVersion | None) -> None:
    """Log why a folder is not published, once for each change. It holds no respondent's words."""
    stays = f"People still see version {live.id}." if live else "People do not see it."
    if not folder.faults:
        _tell(folder.slug, folder.stamp, f"The pack {folder.slug} is a draft. {stays}")
        return
    lines = [f"The pack {folder.slug} has {in_words(folder.faults)}. {stays}", *folder.faults]
    _tell(folder.slug, folder.stamp, "\n".join(map(str, lines)))


def _tell_of_missing_folders() -> None:
    for slug in sorted({*live_versions()} - {*folder_slugs()}):
        stays = f"People still see version {live_versions()[slug]}."
        _tell(slug, "no folder", f"The folder of the pack {slug} is gone. {stays}")


def in_words(faults: Sequence[Fault]) -> str:
    """How many faults there are: 1 fault, 3 faults."""
    return f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}"


def _tell(slug: str, about: object, message: str) -> None:
    """Log something about a pack, unless that was the last thing logged about it."""
    place = (settings().database_url, slug)
    if _told.get(place) != about:
        _told[place] = about
        log.warning("%s", message)
