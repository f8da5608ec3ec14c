"""Look for campaigns in a process of its own, so that no page has to wait meanwhile."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading

from consultations.campaigns.alike import Progress
from consultations.campaigns.searching import keep, look_for, written_by
from consultations.content.library import current_pack
from consultations.database import reading, writing
from consultations.settings import ROOT, settings

log = logging.getLogger(__name__)
AFTER_ALL_ELSE = 10
_running: dict[tuple[str, str], float] = {}
_lock = threading.Lock()


def start_search(slug: str, *, actor: str) -> bool:
    """Begin to look for campaigns, unless somebody has; whether it was begun now."""
    with _lock:
        if _key(slug) in _running:
            return False
        _running[_key(slug)] = 0.0
    threading.Thread(target=_watch, args=(_key(slug), slug, actor), daemon=True).start()
    return True


def how_far(slug: str) -> float | None:
    """How far the search has come, from 0 to 1; None when there is none."""
    return _running.get(_key(slug))


def search_now(slug: str, *, actor: str, progress: Progress = lambda _: None) -> None:
    """Look for campaigns and wait until it is done. Nothing is locked while texts are compared."""
    pack = current_pack(slug)
    if pack is None:
        return
    with reading() as session:
        written = written_by(session, pack=pack)
    found = look_for(written, progress=progress)
    with writing() as session:
        keep(session, consultation_slug=slug, found=found, actor=actor)


def _watch(key: tuple[str, str], slug: str, actor: str) -> None:
    """Run the search beside this process, and note how far it says it has come."""
    command = [sys.executable, "-m", "consultations.campaigns.job", slug, actor]
    try:
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as search:
            for line in search.stdout or ():
                _running[key] = float(line)
        if search.returncode:
            log.error("Looking for campaigns ended with %s", search.returncode)
    except (OSError, ValueError) as error:
        log.error("Looking for campaigns failed: %s", type(error).__name__)
    finally:
        with _lock:
            _running.pop(key, None)


def _key(slug: str) -> tuple[str, str]:
    return settings().database_url, slug


def _tell(share: float) -> None:
    sys.stdout.write(f"{share:.2f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.nice(AFTER_ALL_ELSE)
    search_now(sys.argv[1], actor=sys.argv[2], progress=_tell)
