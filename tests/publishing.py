"""A content folder with one small pack, and what its editors and the clock do to it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.content.library import current_pack, look_again, status_of
from consultations.content.schema import LONDON, Pack
from consultations.database import reading, writing
from consultations.models import AuditEvent
from consultations.publishing import checked_folder, publish
from consultations.settings import ROOT, settings
from consultations.steps import recorded_steps, take_step
from consultations.types import ConsultationStatus
from consultations.watching import publish_what_changed
from tests.packs import HERE, TINY, change

DRAFT, OPEN, CLOSED, ANALYSING, DECIDED = ConsultationStatus
A_DAY = timedelta(days=1)
WHY = "The hall was flooded."


class Desk:
    """The folder of the small pack, open on somebody's desk."""

    def __init__(self, content_dir: Path) -> None:
        self.content_dir = content_dir
        self.folder = content_dir / TINY
        if self.folder.exists():
            return
        for file in (ROOT / "content").glob("*.yml"):
            shutil.copy2(file, content_dir / file.name)
        shutil.copytree(HERE / TINY, self.folder, ignore=shutil.ignore_patterns("translations"))

    @property
    def consultation(self) -> Path:
        return self.folder / "consultation.yml"

    def set(self, **fields: str) -> None:
        """Give fields of consultation.yml other values, and look at the folder as the service."""
        change(self.consultation, **fields)
        self.look()

    def status(self, status: ConsultationStatus) -> None:
        """Let the files wish for a status."""
        self.set(status=status)

    def dates(self, *, opens: timedelta, closes: timedelta) -> None:
        """Move both dates, counted from now."""
        now = datetime.now(LONDON)
        moved = {"opens": now + opens, "closes": now + closes}
        self.set(**{name: f"{when:%Y-%m-%dT%H:%M:%S}" for name, when in moved.items()})

    def edit(self, name: str, edit: Callable[[list[dict[str, object]]], object]) -> None:
        """Change the rows of a file, and look at the folder as the service does."""
        rows = yaml.safe_load((self.folder / name).read_text(encoding="utf-8"))
        edit(rows)
        (self.folder / name).write_text(
            yaml.safe_dump(rows, sort_keys=False, allow_unicode=True), encoding="utf-8"
        )
        self.look()

    def look(self) -> list[str]:
        """What the running service does every few seconds."""
        return publish_what_changed()

    def restore(self, before: Path, *, keep_times: bool) -> None:
        """Put an older copy of the folder in place, with its old times or as newly written."""
        shutil.rmtree(self.folder)
        shutil.copytree(before, self.folder)
        if not keep_times:
            for file in self.folder.rglob("*"):
                os.utime(file)
        else:
            self.age(seconds=3600)

    def age(self, *, seconds: float) -> None:
        """Let everything in the content folder have been written a while ago."""
        then = time.time() - seconds
        for file in [*self.content_dir.glob("*.yml"), self.folder, *self.folder.rglob("*")]:
            os.utime(file, (then, then))


def desk_in(folder: Path, patch: pytest.MonkeyPatch) -> Desk:
    """A desk with a content folder of its own, which the settings point at.

    What is written there counts as saved at once. A folder that is there is taken as it is.
    """
    folder.mkdir(exist_ok=True)
    patch.setenv("CONTENT_DIR", str(folder))
    patch.setattr("consultations.watching.SECONDS_TO_SAVE", -1.0)
    settings.cache_clear()
    return Desk(folder)


def published_by_hand(slug: str = TINY, *, by: str = "Ada") -> Pack:
    """Publish a folder in somebody's name."""
    pack = checked_folder(slug)
    with writing() as session:
        publish(session, pack=pack, by=by)
    return pack


def noted(session: Session, what: str) -> list[AuditEvent]:
    """What the record says of one kind of thing, in order."""
    return list(
        session.scalars(select(AuditEvent).where(AuditEvent.what == what).order_by(AuditEvent.id))
    )


def steps() -> list[tuple[str, str]]:
    """Every step in the record, with who took it."""
    with reading() as session:
        return [(each.status, each.by) for each in recorded_steps(session, TINY)]


def status() -> ConsultationStatus:
    """How far the small pack has come."""
    pack = current_pack(TINY)
    assert pack is not None
    return status_of(pack)


def step(to: ConsultationStatus, *, by: str = "Ada", reason: str | None = WHY) -> None:
    """Take a step in somebody's name."""
    with writing() as session:
        take_step(session, slug=TINY, to=to, by=by, reason=reason)
        look_again(session)


def bring_to(desk: Desk, wanted: ConsultationStatus) -> None:
    """Take the open consultation as far as is wanted."""
    if wanted in (CLOSED, ANALYSING, DECIDED):
        desk.dates(opens=-9 * A_DAY, closes=-timedelta(minutes=5))
    if wanted in (ANALYSING, DECIDED):
        step(ANALYSING)
    if wanted is DECIDED:
        step(DECIDED)
    assert status() is wanted
