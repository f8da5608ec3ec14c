"""Make an export: its files, the list of them with their checksums, and the record of it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.approvals import Action, NotAgreed, standing_of, use
from consultations.approvals.using import NEEDS_AGREEMENT
from consultations.audit import note
from consultations.database import utc_now
from consultations.exports.kinds import KINDS, holds_words
from consultations.exports.made import Made
from consultations.exports.names import Kind
from consultations.exports.open_data import STAFF_TABLES, write_open_data, write_staff_tables
from consultations.exports.taking import pack_called, taking
from consultations.models import ExportRecord
from consultations.results.responses import ResponseCount, count_responses

MANIFEST = "manifest.json"
READ_AT_ONCE = 1 << 20
CAUTION = "People chose to take part. They may not stand for everyone."
HELD_BACK = (
    "Rows of staff are those in a released batch. Their choices, day and version are held back. "
    "Their words stand in these rows by chance, so no two belong to one person. "
    f"What staff chose is in {STAFF_TABLES}, as it was released."
)


class TakenOut(NamedTuple):
    """An export that was made: its manifest, how many responses it is about, its files."""

    manifest: dict[str, Any]
    files: Sequence[Made]
    sha256: str

    @property
    def responses(self) -> int:
        return int(self.manifest["responses"])


def take_out(
    session: Session,
    *,
    consultation_slug: str,
    kind: Kind,
    folder: Path,
    by: str,
    with_words: bool = True,
) -> TakenOut:
    """Write the files of one export and their manifest into a folder, and record who took it.

    Where it holds what people wrote, somebody else's agreement is used up. Raises NotAgreed when
    that is missing, and ContentError when there is no such consultation. Then nothing is written.
    """
    words = holds_words(kind, with_words=with_words)
    check_agreed(session, consultation_slug=consultation_slug, kind=kind, by=by, words=words)
    made = make_files(
        session,
        consultation_slug=consultation_slug,
        kind=kind,
        folder=folder,
        by=by,
        with_words=words,
    )
    record_export(session, made)
    return made


def check_agreed(
    session: Session, *, consultation_slug: str, kind: Kind, by: str, words: bool
) -> None:
    """Look whether an export may be made now, before it is. Raises NotAgreed when it may not."""
    if not words:
        return
    standing = standing_of(
        session, slug=consultation_slug, action=Action.EXPORT, by=by, detail=detail_of(kind)
    )
    if not standing.may_go_on:
        raise NotAgreed(NEEDS_AGREEMENT)


def detail_of(kind: Kind) -> dict[str, str]:
    """What somebody else agrees to: this kind of export, with what people wrote."""
    return {"file": KINDS[kind].name}


def make_files(
    session: Session,
    *,
    consultation_slug: str,
    kind: Kind,
    folder: Path,
    by: str,
    with_words: bool = True,
    now: datetime | None = None,
) -> TakenOut:
    """Write the files of one export and their manifest into a folder.

    It changes nothing in the database, so that nobody has to wait for it. What was made may only be
    given to anybody once ``record_export`` has taken it in. Raises ContentError when there is no
    such consultation.
    """
    pack = pack_called(consultation_slug)
    words = holds_words(kind, with_words=with_words)
    folder.mkdir(parents=True, exist_ok=True)
    write, held_back = KINDS[kind].write, 0
    if write is None:
        files = write_open_data(session, consultation_slug=pack.slug, folder=folder)
        responses = count_responses(session).get(pack.slug, ResponseCount()).sent_in
    else:
        out = taking(session, consultation_slug=pack.slug, with_words=words)
        files, responses, held_back = write(out, folder), len(out.people), out.held_back
        if held_back:
            files = [*files, write_staff_tables(session, pack=pack, folder=folder)]
    manifest = {
        "consultation": pack.slug,
        "title": pack.consultation.title,
        "content_version": pack.version,
        "kind": kind,
        "holds_comments": words,
        "responses": responses,
        "staff_rows_held_back": held_back,
        "made_at": (now or utc_now()).isoformat(),
        "made_by": by,
        "read_with_care": [CAUTION, *([HELD_BACK] if held_back else [])],
        "files": [_described(folder, each) for each in files],
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return TakenOut(manifest, files, hashlib.sha256(text.encode()).hexdigest())


def record_export(session: Session, made: TakenOut) -> None:
    """Record who took what out, and use up the agreement to it. Raises NotAgreed without one."""
    manifest = made.manifest
    if manifest["holds_comments"]:
        use(
            session,
            slug=manifest["consultation"],
            action=Action.EXPORT,
            by=manifest["made_by"],
            detail=detail_of(Kind(manifest["kind"])),
        )
    session.add(
        ExportRecord(
            consultation_slug=manifest["consultation"],
            kind=manifest["kind"],
            rows=manifest["responses"],
            sha256=made.sha256,
            by=manifest["made_by"],
        )
    )
    note(
        session,
        actor=manifest["made_by"],
        what="data taken out",
        subject=manifest["consultation"],
        kind=manifest["kind"],
        responses=manifest["responses"],
        holds_comments=manifest["holds_comments"],
        manifest=made.sha256,
        files={each["path"]: each["sha256"] for each in manifest["files"]},
    )


def exports_of(session: Session, *, consultation_slug: str, most: int = 20) -> list[ExportRecord]:
    """What was taken out of one consultation, the newest first."""
    return list(
        session.scalars(
            select(ExportRecord)
            .where(ExportRecord.consultation_slug == consultation_slug)
            .order_by(ExportRecord.at.desc(), ExportRecord.id)
            .limit(most)
        )
    )


def zipped(folder: Path, file: Path) -> Path:
    """Everything in a folder as one file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as packed:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                packed.write(each, each.relative_to(folder).as_posix())
    return file


def faults_in(folder: Path) -> list[str]:
    """What does not fit the manifest of a folder: a file that is missing, or was changed."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    faults = []
    for each in manifest["files"]:
        file = folder / each["path"]
        if not file.is_file():
            faults.append(f"{each['path']} is missing.")
        elif sha256_of(file) != each["sha256"]:
            faults.append(f"{each['path']} was changed.")
    return faults


def sha256_of(file: Path) -> str:
    """The checksum of a file."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while part := opened.read(READ_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()


def _described(folder: Path, made: Made) -> dict[str, Any]:
    file = folder / made.path
    return {
        "path": made.path,
        "rows": made.rows,
        "a_row_is": made.row_is,
        "bytes": file.stat().st_size,
        "sha256": sha256_of(file),
    }
