"""Look for campaigns beside everything else, so that nobody waits for a page meanwhile."""

from __future__ import annotations

import logging
import threading

from consultations.campaigns.searching import keep, look_for, written_by
from consultations.database import reading, writing
from consultations.settings import settings

log = logging.getLogger(__name__)
_running: dict[tuple[str, str], float] = {}
_lock = threading.Lock()


def start_search(slug: str, *, actor: str) -> bool:
    """Begin to look for campaigns, unless somebody has; whether it was begun now."""
    with _lock:
        if _key(slug) in _running:
            return False
        _running[_key(slug)] = 0.0
    threading.Thread(target=_search_and_forget, args=(slug, actor), daemon=True).start()
    return True


def how_far(slug: str) -> float | None:
    """How far the search has come, from 0 to 1; None when there is none."""
    return _running.get(_key(slug))


def search_now(slug: str, *, actor: str) -> None:
    """Look for campaigns and wait until it is done. Nothing is locked while texts are compared."""
    key = _key(slug)

    def progress(share: float) -> None:
        if key in _running:
            _running[key] = share

    with reading() as session:
        written = written_by(session, consultation_slug=slug)
    found = look_for(written, progress=progress)
    with writing() as session:
        keep(session, consultation_slug=slug, found=found, actor=actor)


def _search_and_forget(slug: str, actor: str) -> None:
    try:
        search_now(slug, actor=actor)
    except Exception as error:
        log.error("Looking for campaigns failed: %s", type(error).__name__)
    finally:
        with _lock:
            _running.pop(_key(slug), None)


def _key(slug: str) -> tuple[str, str]:
    return settings().database_url, slug
