"""The packs that people see: of each, the version that was published last.

The database says which that is. It is asked once a second at most, whatever the number of requests,
so that several processes show the same within a second. Files are looked at elsewhere
(``consultations/watching.py``). Only while nothing at all was ever published are packs shown as
their folders are, if they may be: the service publishes them moments later.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy import event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.database import reading
from consultations.folders import folder_now, folder_slugs, is_preview
from consultations.models import ContentVersion, StatusChange
from consultations.openness import due_steps, status_now
from consultations.settings import settings
from consultations.types import ConsultationStatus
from consultations.versions import pack_shown

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0
DATABASES_REMEMBERED = 8


class Reached(NamedTuple):
    """A status that is recorded, and since when."""

    status: ConsultationStatus
    since: datetime


class Shelf(NamedTuple):
    """What is live by the database, until when that may be taken for granted."""

    packs: Mapping[str, Pack]
    reached: Mapping[str, tuple[Reached, ...]]
    good_until: float
    forgotten: int = 0

    @property
    def is_good(self) -> bool:
        return monotonic() < self.good_until


_lock = Lock()
_forgotten: dict[str, int] = {}
_shelves: OrderedDict[str, Shelf] = OrderedDict()


def current_packs() -> list[Pack]:
    """Every pack that people may see, by name."""
    live = _shelf().packs
    if live and not is_preview():
        return [live[slug] for slug in sorted(live)]
    packs = [current_pack(slug) for slug in folder_slugs()]
    return [pack for pack in packs if pack is not None]


def current_pack(slug: str) -> Pack | None:
    """The pack of one consultation as people see it, or None when they see none.

    An editor's slip never stops a conversation: what was published last stays.
    """
    live = _shelf().packs
    if live and not is_preview():
        return live.get(slug)
    folder = folder_now(slug)
    if folder is None:
        return None
    return folder.pack if is_preview() else folder.ready


def status_of(pack: Pack) -> ConsultationStatus:
    """How far a consultation has come, by its record and the dates that are live."""
    shelf = _shelf()
    reached = shelf.reached.get(pack.slug)
    live = shelf.packs.get(pack.slug, pack)
    return status_now(live.consultation, recorded=reached[-1].status if reached else None)


def reached_at(pack: Pack, status: ConsultationStatus) -> datetime | None:
    """When a consultation last came to a status, if that is recorded."""
    reached = _shelf().reached.get(pack.slug, ())
    return next((each.since for each in reversed(reached) if each.status is status), None)


def closed_at(pack: Pack) -> datetime:
    """When a consultation closed: by its record, or by its dates while that is not recorded."""
    return reached_at(pack, ConsultationStatus.CLOSED) or pack.consultation.closes


def live_versions() -> dict[str, str]:
    """The version that is live of each consultation, by slug."""
    return {slug: pack.version for slug, pack in _shelf().packs.items()}


def packs_with_a_step_due() -> list[str]:
    """The packs whose dates have taken a step that is not recorded yet, by name."""
    shelf = _shelf()
    due = []
    for slug, pack in sorted(shelf.packs.items()):
        reached = shelf.reached.get(slug)
        if due_steps(pack.consultation, recorded=reached[-1].status if reached else None):
            due.append(slug)
    return due


def look_again(session: Session) -> None:
    """Ask the database again as soon as this session has committed."""
    address = settings().database_url

    def forget(_session: Session) -> None:
        _forgotten[address] = _forgotten.get(address, 0) + 1

    event.listen(session, "after_commit", forget, once=True)


def _shelf() -> Shelf:
    """What is live. Only one thread at a time asks; the others take what was live a moment ago."""
    address = settings().database_url
    known = _known(address)
    if known is not None and known.is_good:
        return known
    if not _lock.acquire(blocking=known is None):
        return known or _asked(address, None)
    try:
        fresh = _known(address)
        if fresh is not None and fresh.is_good:
            return fresh
        _shelves[address] = shelf = _asked(address, known)
        while len(_shelves) > DATABASES_REMEMBERED:
            _shelves.popitem(last=False)
        return shelf
    finally:
        _lock.release()


def _known(address: str) -> Shelf | None:
    """What is remembered, and no good any more when something was published since."""
    known = _shelves.get(address)
    if known is not None and known.forgotten != _forgotten.get(address, 0):
        return known._replace(good_until=0.0)
    return known


def _asked(address: str, known: Shelf | None) -> Shelf:
    """What the database says now; what it said last when it does not answer."""
    forgotten, good_until = _forgotten.get(address, 0), monotonic() + SECONDS_BETWEEN_LOOKS
    try:
        with reading() as session:
            return Shelf(_live(session), _reached(session), good_until, forgotten)
    except SQLAlchemyError as error:
        log.warning("The database does not say what is live: %s", type(error).__name__)
    said = known or Shelf({}, {}, good_until)
    return said._replace(good_until=good_until, forgotten=forgotten)


def _live(session: Session) -> dict[str, Pack]:
    published = session.execute(
        select(ContentVersion.consultation_slug, ContentVersion.id)
        .where(ContentVersion.published_at.is_not(None))
        .order_by(ContentVersion.published_at, ContentVersion.id.desc())
    )
    live: dict[str, Pack] = {}
    for slug, version in dict(published.all()).items():
        try:
            live[slug] = pack_shown(session, version)
        except ValidationError:
            log.error("The stored version %s of %s cannot be read any more.", version, slug)
    return live


def _reached(session: Session) -> dict[str, tuple[Reached, ...]]:
    reached: dict[str, tuple[Reached, ...]] = {}
    for slug, status, since in session.execute(
        select(StatusChange.consultation_slug, StatusChange.status, StatusChange.at).order_by(
            StatusChange.id
        )
    ):
        reached[slug] = (*reached.get(slug, ()), Reached(ConsultationStatus(status), since))
    return reached
