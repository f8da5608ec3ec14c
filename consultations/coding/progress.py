"""How far the model has come with learning, so that whoever started it can leave the page."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import time
from typing import NamedTuple

from consultations.settings import settings

# Nobody has written for so long: whatever worked on it has ended.
SECONDS_UNTIL_GONE = 300


class Progress(NamedTuple):
    """What is being done, how far, and what went wrong if it did."""

    step: str
    done: int = 0
    of: int = 0
    failed: bool = False


def progress_of(slug: str) -> Progress | None:
    """What is being done for one consultation; None when nothing is."""
    file = _file(slug)
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        late = time() - file.stat().st_mtime > SECONDS_UNTIL_GONE
        found = Progress(**kept)
    except (OSError, ValueError, TypeError):
        return None
    return None if late and not found.failed else found


def begin(slug: str) -> bool:
    """Begin, unless somebody has begun already."""
    now = progress_of(slug)
    if now is not None and not now.failed:
        return False
    say(slug, Progress("Reading the comments"))
    return True


def say(slug: str, progress: Progress) -> None:
    """Say how far it has come."""
    file = _file(slug)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps(progress._asdict()), encoding="utf-8")
    beside.replace(file)


def end(slug: str) -> None:
    """Say that it is done."""
    _file(slug).unlink(missing_ok=True)


def _file(slug: str) -> Path:
    return settings().data_dir / "coding" / f"{slug}.json"
