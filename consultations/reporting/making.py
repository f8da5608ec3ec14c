"""Make the three files of a report from one content, and keep the last ones made.

They stand in the data folder, so that every process can hand them out. A report of 10,000 responses
takes some seconds, so pages have it made in a thread and look again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock, Thread
from time import perf_counter
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.models import ExportRecord
from consultations.reporting.as_docx import as_docx
from consultations.reporting.as_html import as_html
from consultations.reporting.as_pdf import as_pdf
from consultations.reporting.blocks import Report
from consultations.reporting.content import report_of
from consultations.settings import settings

log = logging.getLogger(__name__)
ABOUT = "made.json"


class Format(StrEnum):
    """What a report can be written as."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


WRITERS: dict[Format, Callable[[Report], bytes]] = {
    Format.HTML: as_html,
    Format.PDF: as_pdf,
    Format.DOCX: as_docx,
}


class Made(NamedTuple):
    """The report that was made last: when, by whom, of how much, and how long each part took."""

    at: datetime
    by: str
    version: str
    responses: int
    seconds: dict[str, float]
    sizes: dict[str, int]
    sha256: dict[str, str]


class Under(NamedTuple):
    """A report that is being made, or that could not be."""

    since: datetime
    failed: bool = False


_under_way: dict[tuple[str, str], Under] = {}
_lock = Lock()


def make_report(pack: Pack, *, by: str) -> Made:
    """Make all three files now, keep them, and record who had them made."""
    started = perf_counter()
    with reading() as session:
        report = report_of(session, pack=pack)
    seconds = {"content": perf_counter() - started}
    files: dict[Format, bytes] = {}
    for each, write in WRITERS.items():
        began = perf_counter()
        files[each] = write(report)
        seconds[each] = perf_counter() - began
    made = Made(
        at=utc_now(),
        by=by,
        version=pack.version,
        responses=report.responses,
        seconds={name: round(took, 2) for name, took in seconds.items()},
        sizes={each: len(data) for each, data in files.items()},
        sha256={each: hashlib.sha256(data).hexdigest() for each, data in files.items()},
    )
    _keep(pack.slug, files, made)
    with writing() as session:
        _record(session, pack.slug, made)
    return made


def last_made(slug: str) -> Made | None:
    """The report that was made last, if any was."""
    file = _folder(slug) / ABOUT
    if not file.exists():
        return None
    known = json.loads(file.read_text(encoding="utf-8"))
    return Made(**{**known, "at": datetime.fromisoformat(known["at"])})


def file_of(slug: str, form: Format) -> Path | None:
    """One file of the report that was made last."""
    file = _folder(slug) / f"report.{form}"
    return file if file.exists() else None


def under_way(slug: str) -> Under | None:
    """The report that is being made in this process, or why there is none."""
    with _lock:
        return _under_way.get((settings().database_url, slug))


def begin(slug: str, *, by: str) -> Thread | None:
    """Have a report made in the background; None when one is being made already."""
    key = (settings().database_url, slug)
    with _lock:
        going = _under_way.get(key)
        if going is not None and not going.failed:
            return None
        _under_way[key] = Under(utc_now())
    thread = Thread(target=_work, args=(key, slug, by), daemon=True)
    thread.start()
    return thread


def _work(key: tuple[str, str], slug: str, by: str) -> None:
    try:
        pack = current_pack(slug)
        if pack is not None:
            make_report(pack, by=by)
    except Exception:
        log.exception("The report of %s could not be made.", slug)
        with _lock:
            _under_way[key] = Under(utc_now(), failed=True)
        return
    with _lock:
        _under_way.pop(key, None)


def _folder(slug: str) -> Path:
    return settings().data_dir / "reports" / slug


def _keep(slug: str, files: dict[Format, bytes], made: Made) -> None:
    """Put the files in place one by one, each whole or not at all."""
    folder = _folder(slug)
    folder.mkdir(parents=True, exist_ok=True)
    about = json.dumps({**made._asdict(), "at": made.at.isoformat()})
    named = {f"report.{each}": data for each, data in files.items()}
    for name, data in {**named, ABOUT: about.encode()}.items():
        new = folder / f"{name}.new"
        new.write_bytes(data)
        os.replace(new, folder / name)


def _record(session: Session, slug: str, made: Made) -> None:
    for form, digest in made.sha256.items():
        session.add(
            ExportRecord(
                consultation_slug=slug,
                kind=f"report-{form}",
                rows=made.responses,
                sha256=digest,
                by=made.by,
            )
        )
    note(
        session,
        actor=made.by,
        what="report made",
        subject=slug,
        version=made.version,
        responses=made.responses,
        sha256=made.sha256,
    )
