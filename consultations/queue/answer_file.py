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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from consultations.content.loading import ContentError, read_pack
from consultations.content.schema import Pack, PackAnswer
from consultations.plain import check_words
from consultations.queue.draft import Draft, DraftRefused, Fault, as_fault, faults_in, new_id

FILE = "answers/asked-by-people.yml"
BEGINS = """\
# What people asked that this pack did not answer, with the answers written in the workspace.
# The workspace adds to the end of this file. You may edit it by hand as well.
"""
WIDTH = 96


class CannotWrite(Exception):
    """The folder of the pack cannot be written; ``text`` is what would have been added to it."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(why)
        self.text = text


@dataclass(frozen=True)
class Prepared:
    """A pack with one more answer, checked and not written yet."""

    answer: PackAnswer
    before: Pack
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


def prepare(draft: Draft, *, content_dir: Path, slug: str) -> Prepared:
    """Read the pack as it would be with this answer; to be called as the only writer.

    Raises DraftRefused with what stands in the way, ContentError when the pack cannot be read as
    it is now, and CannotWrite when there is no room for a copy.
    """
    pack = read_pack(content_dir, slug)
    stops = [fault for fault in faults_in(draft, pack) if not fault.warning]
    if stops:
        raise DraftRefused(stops)
    row = draft.as_written(new_id(pack, draft.question))
    file, added = content_dir / slug / FILE, as_yaml([row])
    text = _with_one_more(file, row, added)
    try:
        after = _read_copy(content_dir, slug, text)
    except ContentError as error:
        raise DraftRefused([Fault("question", str(error), "Change what it names.")]) from error
    except OSError as error:
        raise CannotWrite(_why(error), added) from error
    answer = after.answer(row["id"])
    assert answer is not None
    stops = _not_plain(after, answer)
    if stops:
        raise DraftRefused(stops)
    return Prepared(answer, pack, after, file, text, added)


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


def _read_copy(content_dir: Path, slug: str, text: str) -> Pack:
    """The pack as it would be read with the new file in it."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        for file in content_dir.glob("*.yml"):
            shutil.copy(file, copy)
        shutil.copytree(content_dir / slug, copy / slug)
        target = copy / slug / FILE
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return read_pack(copy, slug)


def _not_plain(pack: Pack, answer: PackAnswer) -> list[Fault]:
    """What the gate says of the answer when it reads it in its pack."""
    place = f"answers/{answer.id}"
    fields = ("short", "more")
    return [
        as_fault(next((name for name in fields if fault.where.endswith(name)), "question"), fault)
        for fault in check_words(pack)
        if not fault.warning and fault.where.partition("#")[0] == place
    ]


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
