"""Slips that somebody makes in a pack, and where they are to be found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.packs import HERE, TINY

GLOSSARY = """- term: A&E
  plain: A&E
  meaning: A&E is for people who are badly hurt or very ill.
  allowed: true
"""

Edit = Callable[[Path], object]


class Slip(NamedTuple):
    """An edit of the tiny pack, the file and the words of the line it breaks, and what is said."""

    edit: Edit
    file: str
    line: str | None
    says: str
    last: bool = False

    def said_of(self, content_dir: Path) -> str:
        """How the fault begins: its file, its line and what is wrong."""
        within = self.file if self.file.startswith("../") else f"{TINY}/{self.file}"
        name = f"{content_dir.name}/{within.removeprefix('../')}"
        if self.line is None:
            return f"{name}:1: {self.says}"
        lines = (content_dir / name.partition("/")[2]).read_text(encoding="utf-8").splitlines()
        numbers = [n for n, text in enumerate(lines, 1) if self.line in text]
        return f"{name}:{numbers[-1 if self.last else 0]}: {self.says}"


def edited(file: str, find: str, put: str) -> Edit:
    """Replace words in one file."""

    def edit(folder: Path) -> None:
        before = (folder / file).read_text(encoding="utf-8")
        assert find in before, f"{find} is not in {file}"
        (folder / file).write_text(before.replace(find, put, 1), encoding="utf-8")

    return edit


def ended(file: str, more: str) -> Edit:
    """Write something more at the end of one file, which need not be there yet."""

    def edit(folder: Path) -> None:
        before = (folder / file).read_text(encoding="utf-8") if (folder / file).exists() else ""
        (folder / file).write_text(f"{before}{more}\n", encoding="utf-8")

    return edit


def written(file: str, text: str) -> Edit:
    """Write one file anew."""
    return lambda folder: (folder / file).write_text(text, encoding="utf-8")


def gone(file: str) -> Edit:
    """Take one file away."""
    return lambda folder: (folder / file).unlink()


def tiny_alone(folder: Path) -> Path:
    """A content folder with the tiny pack and a short glossary: quick to read."""
    content_dir = folder / "content"
    shutil.copytree(HERE / TINY, content_dir / TINY)
    (content_dir / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    return content_dir
