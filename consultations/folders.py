"""What the folder of a pack says now: the pack, and every reason not to show it to people."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from consultations.authoring.checking import check_pack
from consultations.content.faults import Fault
from consultations.content.loading import load_pack, pack_slugs
from consultations.content.schema import Pack
from consultations.settings import settings
from consultations.types import ConsultationStatus

Stamp = tuple[tuple[str, int, int], ...]
PREVIEW = "CONTENT_PREVIEW"
_lock = Lock()


class Folder(NamedTuple):
    """A pack as its files are now. It is there when its structure is whole, whatever its words."""

    slug: str
    stamp: Stamp
    pack: Pack | None
    faults: tuple[Fault, ...]

    @property
    def is_draft(self) -> bool:
        return self.pack is not None and self.pack.consultation.status is ConsultationStatus.DRAFT

    @property
    def ready(self) -> Pack | None:
        """The pack, if it may be shown to people: no fault, and no draft."""
        return None if self.faults or self.is_draft else self.pack

    @property
    def changed_at(self) -> datetime:
        """When a file was last changed, added or taken away."""
        newest = max((nanoseconds for _, nanoseconds, _ in self.stamp), default=0)
        return datetime.fromtimestamp(newest / 1e9, UTC)


def folder_slugs() -> list[str]:
    """The packs in the content folder, by name, whether or not they can be read."""
    return pack_slugs(settings().content_dir)


def folder_now(slug: str) -> Folder | None:
    """The folder of one pack, read and checked once for each change; None when there is none."""
    content_dir = settings().content_dir
    if slug not in pack_slugs(content_dir):
        return None
    stamp = stamp_now(slug)
    with _lock:
        return _checked(content_dir, slug, stamp)


def version_now(slug: str) -> str | None:
    """The version of a pack as its files are now, its words unchecked; None if not whole.

    A version that people see already has passed the checks: there is no need to wait for them.
    """
    pack = load_pack(settings().content_dir, slug).pack
    return pack.version if pack else None


def is_preview() -> bool:
    """Whether drafts are shown as their files are, with all their faults, to those who write them.

    Set CONTENT_PREVIEW=1 for a service of one's own, and never where people take part.
    """
    return os.environ.get(PREVIEW) == "1"


@lru_cache(maxsize=64)
def _checked(content_dir: Path, slug: str, stamp: Stamp) -> Folder:
    checked = check_pack(content_dir, slug)
    return Folder(slug, stamp, checked.pack, checked.faults)


def stamp_now(slug: str) -> Stamp:
    """Name, time and size of each file of a pack: different when anything was edited.

    The files that all packs share belong to it, and so do the folders: a file may be taken away.
    """
    content_dir = settings().content_dir
    files = [*sorted(content_dir.glob("*.yml")), content_dir / slug]
    files += sorted(
        each for each in (content_dir / slug).rglob("*") if each.is_dir() or each.suffix == ".yml"
    )
    stamp = []
    for file in files:
        try:
            found = file.stat()
        except OSError:  # taken away meanwhile: the next look sees it
            continue
        stamp.append((str(file), found.st_mtime_ns, found.st_size))
    return tuple(stamp)
