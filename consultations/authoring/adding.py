"""Change a list in a pack from the workspace, so that no change can break the pack.

The pack is read with the change in a copy first, by the same reader that serves it. Writers wait
for one another, and readers see the old file or the new one, never half of it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from consultations.content.loading import ContentError, read_pack
from consultations.content.schema import Pack
from consultations.plain import WordFault, check_words
from consultations.quick_yaml import read_yaml
from consultations.types import ConsultationStatus

Row = dict[str, Any]
WIDTH = 96
IS_DRAFT = (
    "This pack is a draft, so nothing can be published into it. Set its status to open first."
)
OTHER_FAULTS = "Something else in the pack has to be put right first."


class CannotWrite(Exception):
    """The folder of the pack cannot be written; ``text`` is what would have been put into it."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(why)
        self.text = text


class NotPlain(Exception):
    """The gate refuses the change itself; ``faults`` says why."""

    def __init__(self, faults: list[WordFault]) -> None:
        super().__init__("; ".join(each.what for each in faults))
        self.faults = faults


@dataclass(frozen=True)
class ChangedFile:
    """A file of a pack as it would be, and the rows that a person may put there by hand."""

    name: str
    text: str
    added: str


@dataclass(frozen=True)
class Prepared:
    """A pack with a change, checked and not written yet."""

    pack: Pack
    file: Path
    text: str
    added: str

    def write(self) -> None:
        """Put the file in place in one step. Raises CannotWrite when the folder refuses."""
        part = self.file.with_name(f".{self.file.stem}.part")
        try:
            self.file.parent.mkdir(exist_ok=True)
            with part.open("w", encoding="utf-8") as opened:
                opened.write(self.text)
                opened.flush()
                os.fsync(opened.fileno())
            if self.file.exists():
                shutil.copymode(self.file, part)
            part.replace(self.file)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise CannotWrite(_why(error), self.added) from error


@contextmanager
def one_writer(content_dir: Path, slug: str) -> Iterator[None]:
    """Wait until nobody else changes this pack, in this process or another."""
    folder = os.open(content_dir / slug, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def published_pack(content_dir: Path, slug: str) -> Pack:
    """The pack in a folder. Raises ContentError when it is a draft or cannot be read."""
    pack = read_pack(content_dir, slug)
    if pack.consultation.status is ConsultationStatus.DRAFT:
        raise ContentError(IS_DRAFT)
    return pack


def try_out(
    changed: ChangedFile,
    *,
    content_dir: Path,
    slug: str,
    live: str,
    is_mine: Callable[[WordFault], bool],
) -> Prepared:
    """Read the pack as it would be with a changed file; to be called as the only writer.

    Edits that wait in the folder go out with it, so they must be plain too. Where the folder is as
    the ``live`` version is, nobody is shown anything else that is new, and the change alone counts.
    Raises NotPlain with the faults that are in the change, ContentError when something else in the
    pack has to be put right first, and CannotWrite when there is no room for a copy.
    """
    before = published_pack(content_dir, slug)
    try:
        with _copy(content_dir, slug, changed) as copy:
            after = read_pack(copy, slug)
            said = check_words(after, content_dir=copy)
    except OSError as error:
        raise CannotWrite(_why(error), changed.added) from error
    stops = [each for each in said if not each.warning]
    mine = [each for each in stops if is_mine(each)]
    if mine:
        raise NotPlain(mine)
    if stops and before.version != live:
        raise ContentError(f"{OTHER_FAULTS} {stops[0].where}: {stops[0].what}")
    return Prepared(after, content_dir / slug / changed.name, changed.text, changed.added)


def as_yaml(rows: list[Row]) -> str:
    """Rows as they stand in a file."""
    return yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=WIDTH)


def with_one_more(folder: Path, name: str, row: Row, *, begins: str = "") -> ChangedFile:
    """A file with one row at its end, its comments kept where that can be."""
    before, rows = _now(folder / name)
    added = as_yaml([row])
    appended = f"{before.rstrip() or begins.rstrip()}\n\n{added}".lstrip("\n")
    with suppress(yaml.YAMLError):
        if read_yaml(appended) == [*rows, row]:
            return ChangedFile(name, appended, added)
    return ChangedFile(name, _anew(before, [*rows, row]), added)


def without_one(folder: Path, name: str, row_id: str) -> ChangedFile:
    """A file without the rows of one id. The comments at its beginning are kept."""
    before, rows = _now(folder / name)
    left = [row for row in rows if row.get("id") != row_id]
    return ChangedFile(name, _anew(before, left), "")


def _now(file: Path) -> tuple[str, list[Row]]:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return text, read_yaml(text) or []


def _anew(before: str, rows: list[Row]) -> str:
    comments = [line for line in before.splitlines() if line.startswith("#")]
    return "\n".join([*comments, "", as_yaml(rows)])


@contextmanager
def _copy(content_dir: Path, slug: str, changed: ChangedFile) -> Iterator[Path]:
    """A content folder with this pack alone, as it would be with the new file in it."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        for file in content_dir.glob("*.yml"):
            shutil.copy(file, copy)
        shutil.copytree(content_dir / slug, copy / slug)
        target = copy / slug / changed.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(changed.text, encoding="utf-8")
        yield copy


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
