"""Put evidence into one ZIP file, with a checksum of each part and the end of the record."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.audit.chain import last_link
from consultations.audit.heads import as_published, heads
from consultations.audit.signing import sign
from consultations.database import utc_now
from consultations.evidence.gathering import gather
from consultations.evidence.page import page
from consultations.models import ContentVersion, Response

READ_ME = """Evidence of one response

response.html   to read, in any browser
response.json   the same, for programs
content/        every version of the text that was shown, as it was stored
heads.json      the ends of the record that were published, with their signatures
manifest.json   the SHA-256 of every file here, and the end of the record when this was made

To check a file: sha256sum FILE, and compare with manifest.json.
To check the record: consult audit verify --against heads.json
"""


def evidence_of(session: Session, *, response: Response, by: str) -> bytes:
    """Everything about one response as a ZIP file. That it was drawn up goes into the record."""
    said = gather(session, response=response)
    versions = {each["content version"] for each in said["answers"]}
    versions.add(said["began with content version"])
    files = {
        "read-me.txt": READ_ME.encode(),
        "response.html": page(said).encode(),
        "response.json": as_json(said),
        "heads.json": as_json({"heads": [as_published(each) for each in heads(session)]}),
    }
    for version in session.scalars(
        select(ContentVersion).where(ContentVersion.id.in_(versions)).order_by(ContentVersion.id)
    ):
        files[f"content/{version.id}.json"] = version.pack.encode()
    packed = packed_up(session, files, about=f"response {response.id}", by=by)
    note(
        session,
        actor=by,
        what="evidence drawn up",
        subject=response.id,
        sha256=hashlib.sha256(packed).hexdigest(),
    )
    return packed


def packed_up(session: Session, files: Mapping[str, bytes], *, about: str, by: str) -> bytes:
    """Files in a ZIP, with a manifest that is signed by this service."""
    last = last_link(session)
    manifest = {
        "about": about,
        "made at": utc_now().isoformat(timespec="seconds"),
        "made by": by,
        "record": {
            "event": last.id if last else None,
            "digest": last.digest if last else None,
        },
        "files": [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        ],
    }
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(files.items()):
            packed.writestr(name, content)
        packed.writestr("manifest.json", as_json({**manifest, "signed": sign(manifest)._asdict()}))
    return to.getvalue()


def as_json(said: object) -> bytes:
    """Data as JSON that people can read, too."""
    return json.dumps(said, indent=2, ensure_ascii=False, default=_written).encode()


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
