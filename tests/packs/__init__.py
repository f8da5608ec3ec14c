"""Content packs for tests: a tiny one, and the same one closed and in draft."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consultations.settings import ROOT, settings

REAL, WEIGHING = "new-models-of-care", "riverside-hospitals"
TINY, CLOSED, DRAFT = "tiny", "closed", "draft"
HERE = Path(__file__).parent


def content_for_tests(folder: Path, *, only: tuple[str, ...] = ()) -> Path:
    """A content folder with the real packs, the tiny one, a closed one and a draft.

    The real packs are open whatever the day on which the tests are run. A service that needs
    ``only`` some of them is ready much sooner.
    """
    shutil.copytree(ROOT / "content", folder)
    for slug in (REAL, WEIGHING):
        change(folder / slug / "consultation.yml", opens="2020-01-01", closes="2099-12-31")
    shutil.copytree(HERE / TINY, folder / TINY)
    for slug in (CLOSED, DRAFT):
        like_tiny(folder, slug, status=slug)
    for slug in (REAL, WEIGHING, TINY, CLOSED, DRAFT):
        if only and slug not in only:
            shutil.rmtree(folder / slug)
    return folder


def like_tiny(folder: Path, slug: str, **changes: str) -> Path:
    """Another pack in a content folder: the tiny one with some fields of its own."""
    shutil.copytree(HERE / TINY, folder / slug)
    change(folder / slug / "consultation.yml", slug=slug, **changes)
    return folder / slug


def change(file: Path, **fields: str) -> None:
    """Give top-level fields of a YAML file other values."""
    lines = [
        f"{name}: {fields[name]}" if (name := line.partition(":")[0]) in fields else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def alone_in(folder: Path, content_dir: Path, patch: pytest.MonkeyPatch) -> Path:
    """A content folder with the small pack alone, which may be changed."""
    shutil.copytree(content_dir / TINY, folder / TINY)
    for file in content_dir.glob("*.yml"):
        shutil.copy(file, folder)
    patch.setenv("CONTENT_DIR", str(folder))
    settings.cache_clear()
    return folder
