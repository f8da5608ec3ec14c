"""The line on top of a file that tells editors which schema it follows."""

from __future__ import annotations

import os
from pathlib import Path

from consultations.authoring.json_schema import PACK_FILES, SCHEMA_VERSION
from consultations.settings import ROOT

BEGINS = "# yaml-language-server: $schema="
FOLDERS = {"proposals": "proposal", "answers": "answers"}
NAMES = frozenset(file.name for file in PACK_FILES)


def schema_line(file: Path) -> str | None:
    """The line for one file of a pack, or None when no schema is published for it."""
    name = FOLDERS.get(file.parent.name, file.stem)
    if name not in NAMES:
        return None
    schema = ROOT / "docs" / "pack-schema" / SCHEMA_VERSION / f"{name}.schema.json"
    return f"{BEGINS}{os.path.relpath(schema, file.resolve().parent)}"


def put_schema_lines(folder: Path) -> list[Path]:
    """Give every file of a pack its line, and return the files that had none or another."""
    files = [
        *folder.glob("*.yml"),
        *(each for name in FOLDERS for each in folder.glob(f"{name}/*.yml")),
    ]
    changed = []
    for file in sorted(files):
        line, text = schema_line(file), file.read_text(encoding="utf-8")
        if line is None or text.startswith(f"{line}\n"):
            continue
        rest = text.partition("\n")[2] if text.startswith(BEGINS) else text
        file.write_text(f"{line}\n{rest}", encoding="utf-8")
        changed.append(file)
    return changed
