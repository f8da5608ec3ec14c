"""Serve a draft for its authors: in a copy that counts as open, in a folder that is thrown away.

The copy follows the files. When they break, what was there before stays, and the page says so.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from consultations.authoring.checking import check_pack
from consultations.authoring.making import bring_shared, starter
from consultations.content.faults import ContentError, Fault
from consultations.content.marked import read_document
from consultations.content.schema import LONDON, Pack
from consultations.folders import PREVIEW
from consultations.settings import Settings, settings

SECONDS_BETWEEN_LOOKS = 0.5
TIME_BEFORE, TIME_AFTER = timedelta(days=1), timedelta(days=28)
# The service that people use is left alone: the preview has its own of each of these.
NOT_OURS = ("DATABASE_URL", "RASA_URL", "RASA_PORT", "SOUNDING_BOARD_SECRET")


class Look(NamedTuple):
    """What a look at the files found: all there is to say, and whether they can be shown."""

    said: tuple[Fault, ...]
    is_whole: bool


class Copy:
    """The copy of a pack that is served, and the files that it follows."""

    def __init__(self, source: Path, slug: str, target: Path) -> None:
        self.source, self.slug, self.target = source, slug, target
        self._stamp: object = None

    def look(self) -> Look | None:
        """Follow the files if they have changed; None when they have not."""
        stamp = self._files_now()
        if stamp == self._stamp:
            return None
        self._stamp = stamp
        checked = check_pack(self.source, self.slug)
        if checked.pack is not None:
            self._follow(checked.pack)
        elif self._here.is_dir():
            self._say_broken(len(checked.faults))
        return Look((*checked.faults, *checked.warnings), checked.pack is not None)

    def _files_now(self) -> object:
        files = [*self.source.glob("*.yml"), *(self.source / self.slug).rglob("*.*")]
        found = []
        for file in sorted(files):
            try:
                found.append((str(file), file.stat().st_mtime_ns, file.stat().st_size))
            except OSError:  # taken away meanwhile: the next look sees it
                continue
        return found

    def _follow(self, pack: Pack) -> None:
        """Bring the copy to what the files say; its consultation.yml then counts as open."""
        fresh, old, here = (self.target.parent / "fresh", self.target.parent / "old", self._here)
        for folder in (fresh, old):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.source / self.slug, fresh, ignore=_hidden)
        for file in sorted(self.source.glob("*.yml")):
            shutil.copy2(file, self.target / file.name)
        bring_shared(self.target)
        file = fresh / "consultation.yml"
        file.write_text(_text(_as_open(_fields(file), pack)), encoding="utf-8")
        if here.is_dir():
            here.rename(old)
        fresh.rename(here)

    @property
    def _here(self) -> Path:
        return self.target / self.slug

    def _say_broken(self, faults: int) -> None:
        """Leave the copy as it is, and say on its pages that the files are broken."""
        file = self._here / "consultation.yml"
        counted = f"{faults} fault{'' if faults == 1 else 's'}"
        _replace(file, _text({**_fields(file), "notice": _notices(counted)["broken"]}))


@contextmanager
def throw_away_settings(port: int) -> Iterator[tuple[Path, Settings]]:
    """An empty content folder and settings of its own, that are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="consultation-preview-"))
    before = dict(os.environ)
    try:
        for name in NOT_OURS:
            os.environ.pop(name, None)
        (folder / "content").mkdir()
        os.environ |= {
            "DATA_DIR": str(folder / "data"),
            "CONTENT_DIR": str(folder / "content"),
            "PORT": str(port),
            PREVIEW: "1",
        }
        settings.cache_clear()
        yield folder / "content", settings()
    finally:
        os.environ.clear()
        os.environ |= before
        settings.cache_clear()
        shutil.rmtree(folder, ignore_errors=True)


def first_look(copy: Copy) -> tuple[Fault, ...]:
    """Make the copy. Raises ContentError with every fault when there is nothing to show yet."""
    look = copy.look()
    if look is None or not look.is_whole:
        raise ContentError(look.said if look else "There is nothing to show.")
    return look.said


@contextmanager
def following(copy: Copy, tell: Callable[[Look], object]) -> Iterator[None]:
    """Look at the files again and again, and tell what each change brought."""
    stop = threading.Event()

    def follow() -> None:
        while not stop.wait(SECONDS_BETWEEN_LOOKS):
            try:
                look = copy.look()
            except (OSError, ContentError) as error:
                look = Look((Fault(copy.slug, 1, f"It cannot be copied: {error}."),), False)
            if look is not None:
                tell(look)

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def _as_open(fields: dict[str, Any], pack: Pack) -> dict[str, Any]:
    """The consultation as if it were open now, with a notice on every page."""
    now = datetime.now(LONDON)
    opens, closes = pack.consultation.opens, pack.consultation.closes
    return {
        **fields,
        "status": "open",
        "opens": f"{min(opens, now - TIME_BEFORE):%Y-%m-%dT%H:%M}",
        "closes": f"{max(closes, now + TIME_AFTER):%Y-%m-%dT%H:%M}",
        "notice": " ".join([_notices("")["notice"], fields.get("notice") or ""]).strip(),
    }


def _notices(faults: str) -> dict[str, str]:
    return dict(starter("preview", {"faults": faults}))


def _fields(file: Path) -> dict[str, Any]:
    document, _ = read_document(file, file.name)
    return {} if document is None else dict(document.value)


def _text(fields: dict[str, Any]) -> str:
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True)


def _replace(file: Path, text: str) -> None:
    """Write a file at once: whoever reads it sees all of it or what was there."""
    fresh = file.with_name(f".{file.name}")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def _hidden(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(".")]
