"""The packs as they stand now, read again when a file has changed."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from threading import Lock

from consultations.content.loading import ContentError, pack_slugs, read_pack
from consultations.content.schema import Pack
from consultations.settings import settings

log = logging.getLogger(__name__)
_lock = Lock()
_last_good: dict[tuple[Path, str], Pack] = {}


def current_packs() -> list[Pack]:
    """Every pack that can be read, by name. One that cannot is logged and left out."""
    packs = [current_pack(slug) for slug in pack_slugs(settings().content_dir)]
    return [pack for pack in packs if pack is not None]


def current_pack(slug: str) -> Pack | None:
    """The pack of one consultation, or None when there is no such folder.

    A pack that was readable and now is not stays as it was: an editor's slip never stops a
    conversation.
    """
    content_dir = settings().content_dir
    if slug not in pack_slugs(content_dir):
        return None
    with _lock:
        try:
            pack = _read(content_dir, slug, _stamp(content_dir, slug))
        except ContentError as error:
            log.warning("The pack %s cannot be read: %s", slug, error)
            return _last_good.get((content_dir, slug))
        _last_good[content_dir, slug] = pack
        return pack


def _stamp(content_dir: Path, slug: str) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each file of a pack: different when anything was edited."""
    files = [content_dir / "glossary.yml", *sorted((content_dir / slug).rglob("*.yml"))]
    return tuple(
        (str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.exists()
    )


@lru_cache(maxsize=64)
def _read(content_dir: Path, slug: str, _changed: object) -> Pack:
    return read_pack(content_dir, slug)
