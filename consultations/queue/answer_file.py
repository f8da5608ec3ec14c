"""Add an answer to a pack's file of answers that people asked for, so that no answer can break it.

The pack is read with the new answer in a copy first, by the same reader that serves it. Writers
wait for one another, and readers see the old file or the new one, never half of it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from consultations.content.loading import ContentError, read_pack
from consultations.content.schema import Pack, PackAnswer
from consultations.plain import WordFault, check_words
from consultations.queue.draft import Draft, DraftRefused, Fault, as_fault, faults_in, new_id
from consultations.types import ConsultationStatus

FILE = "answers/asked-by-people.yml"
BEGINS = """\
# What people asked that this pack did not answer, with the answers written in the workspace.
# The workspace adds to the end of this file. You may edit it by hand as well.
"""
WIDTH = 96
IS_DRAFT = (
    "This pack is a draft, so nothing can be published into it. Set its status to open first."
)
OTHER_FAULTS = "Something else in the pack has to be put right first."


class CannotWrite(Exception):
    """The folder of the pack cannot be written; ``text`` is what would have been added to it."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(why)
        self.text = text


@dataclass(frozen=True)
class Prepared:
    """A pack with one more answer, checked and not written yet."""

    answer: PackAnswer
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
    """Wait until nobody else adds an answer to this pack, in this process or another."""
    folder = os.open(content_dir / slug, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def prepare(draft: Draft, *, content_dir: Path, slug: str, live: str) -> Prepared:
    """Read the pack as it would be with this answer; to be called as the only writer.

    Edits that wait in the folder go out with it, so they must be plain too. Where the folder is as
    the ``live`` version is, nobody is shown anything else that is new, and the answer alone counts.
    Raises DraftRefused with what stands in the way, ContentError when something else in the pack
    has to be put right first, and CannotWrite when there is no room for a copy.
    """
    pack = read_pack(content_dir, slug)
    if pack.consultation.status is ConsultationStatus.DRAFT:
        raise ContentError(IS_DRAFT)
    _refuse(faults_in(draft, pack))
    row = draft.as_written(new_id(pack, draft.question))
    file, added = content_dir / slug / FILE, as_yaml([row])
    text = _with_one_more(file, row, added)
    try:
        with _copy(content_dir, slug, text) as copy:
            after = read_pack(copy, slug)
            said = check_words(after, content_dir=copy)
    except OSError as error:
        raise CannotWrite(_why(error), added) from error
    answer = after.answer(row["id"])
    assert answer is not None
    stops = [each for each in said if not each.warning]
    _refuse([as_fault(each) for each in stops if _is_about(each, answer)])
    if stops and pack.version != live:
        raise ContentError(f"{OTHER_FAULTS} {stops[0].where}: {stops[0].what}")
    return Prepared(answer, after, file, text, added)


def _refuse(faults: list[Fault]) -> None:
    if any(not each.warning for each in faults):
        raise DraftRefused(faults)


def _is_about(fault: WordFault, answer: PackAnswer) -> bool:
    return fault.where.partition("#")[0] in (f"answers/{answer.id}", FILE)


def as_yaml(rows: list[dict[str, Any]]) -> str:
    """Answers as they stand in a file."""
    return yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=WIDTH)


def _with_one_more(file: Path, row: dict[str, Any], added: str) -> str:
    """The text of the file with one answer at its end, its comments kept where that can be."""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    rows = yaml.safe_load(before) or []
    appended = f"{before.rstrip() or BEGINS.rstrip()}\n\n{added}"
    try:
        if yaml.safe_load(appended) == [*rows, row]:
            return appended
    except yaml.YAMLError:
        pass
    comments = [line for line in before.splitlines() if line.startswith("#")]
    return "\n".join([*comments, "", as_yaml([*rows, row])])


@contextmanager
def _copy(content_dir: Path, slug: str, text: str) -> Iterator[Path]:
    """A content folder with this pack alone, as it would be with the new file in it."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        for file in content_dir.glob("*.yml"):
            shutil.copy(file, copy)
        shutil.copytree(content_dir / slug, copy / slug)
        target = copy / slug / FILE
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
        yield copy


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
