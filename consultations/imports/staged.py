"""Files that somebody looks at before they are brought in. They go as soon as that is done."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from consultations.database import utc_now
from consultations.settings import settings

FOLDER = "bringing-in"
KEPT_FOR = timedelta(days=1)
NAME = re.compile(r"[0-9a-f]{64}")


def stage(data: bytes) -> str:
    """Keep a file for a day at most, readable by this service alone; return its checksum."""
    folder = settings().data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(folder)
    name = hashlib.sha256(data).hexdigest()
    file = folder / name
    file.touch(mode=0o600)
    file.write_bytes(data)
    return name


def staged(name: str) -> bytes | None:
    """A file that is looked at, if it is still there."""
    file = settings().data_dir / FOLDER / name
    return file.read_bytes() if NAME.fullmatch(name) and file.is_file() else None


def drop(name: str) -> None:
    """Delete a file that was brought in, or is not wanted."""
    if NAME.fullmatch(name):
        (settings().data_dir / FOLDER / name).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for file in folder.iterdir():
        if datetime.fromtimestamp(file.stat().st_mtime, UTC) < utc_now() - KEPT_FOR:
            file.unlink(missing_ok=True)
