"""Read content packs from files, and refuse what is incomplete with every fault in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from consultations.content.checks import faults_between
from consultations.content.faults import ContentError, Fault
from consultations.content.reading import GLOSSARY, PackFiles, read_files
from consultations.content.schema import (
    Consultation,
    Pack,
    PackAnswer,
    Proposal,
    Question,
    RuleException,
    Statement,
    Term,
    Theme,
    WhatChanges,
)
from consultations.content.translations import read_translations

__all__ = ["ContentError", "LoadedPack", "load_pack", "pack_slugs", "read_pack"]


class LoadedPack(NamedTuple):
    """What was read of a pack: the pack if it is whole, and everything there is to say about it."""

    pack: Pack | None
    files: PackFiles
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def pack_slugs(content_dir: Path) -> list[str]:
    """The packs in a content folder, by name."""
    folders = (file.parent.name for file in content_dir.glob("*/consultation.yml"))
    return sorted(name for name in folders if not name.startswith("."))


def read_pack(content_dir: Path, slug: str) -> Pack:
    """Read the pack in one folder.

    Raises ContentError with every fault when a file is missing, is not YAML, or breaks a rule.
    """
    loaded = load_pack(content_dir, slug)
    if loaded.pack is None:
        raise ContentError(loaded.faults)
    return loaded.pack


def load_pack(content_dir: Path, slug: str) -> LoadedPack:
    """Read the pack in one folder with all its faults and warnings, and raise nothing."""
    files = read_files(content_dir, slug)
    said = sorted({*files.faults, *faults_between(files)})
    pack = None if any(not each.warning for each in said) else _whole(files)
    if pack is not None:
        translations, more = read_translations(content_dir, slug, pack)
        said, pack = [*said, *more], pack.model_copy(update={"translations": translations})
    faults = tuple(each for each in said if not each.warning)
    warnings = tuple(each for each in said if each.warning)
    return LoadedPack(None if faults else pack, files, faults, warnings)


def _whole(files: PackFiles) -> Pack:
    return Pack(
        consultation=files.of("consultation", Consultation)[0],
        proposals=files.of("proposals", Proposal),
        questions=files.of("questions", Question),
        answers=files.of("answers", PackAnswer),
        glossary=files.of(GLOSSARY, Term),
        statements=files.of("statements", Statement),
        themes=files.of("themes", Theme),
        what_changes=next(iter(files.of("what-changes", WhatChanges)), None),
        exceptions=files.of("exceptions", RuleException),
    )
