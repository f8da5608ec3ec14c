"""Check a pack as its author needs it: first its structure, then its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from consultations.content.faults import ContentError, Fault, did_you_mean
from consultations.content.finding import nearest
from consultations.content.loading import LoadedPack, load_pack, pack_slugs
from consultations.content.marked import read_document
from consultations.content.parts import LONDON
from consultations.content.place import Place
from consultations.content.schema import Pack
from consultations.content.sentences import schema_faults
from consultations.content.words import Words
from consultations.plain import check_words
from consultations.safety import SafetyFile, what_is_due

SHARED: dict[str, type[BaseModel]] = {"words.yml": Words, "safety.yml": SafetyFile}


class Checked(NamedTuple):
    """What a check found. The pack is there when its structure is whole, whatever its words."""

    pack: Pack | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def slugs_to_check(content_dir: Path, slug: str | None) -> list[str]:
    """One pack or all of them. Raises ContentError when there is none, with the nearest name."""
    there = pack_slugs(content_dir)
    if slug is None and there:
        return there
    if slug is None:
        raise ContentError(
            f"There is no pack in {content_dir}. Make one with 'consult content new'."
        )
    if not (content_dir / slug).is_dir():
        otherwise = f"The packs are: {', '.join(there)}." if there else "There are none."
        raise ContentError(
            f"There is no pack {slug!r} in {content_dir}. "
            f"{did_you_mean(slug, there, otherwise=otherwise)}"
        )
    return [slug]


def check_pack(content_dir: Path, slug: str) -> Checked:
    """Every fault and warning in a pack. Its words are checked once its structure is whole."""
    loaded = load_pack(content_dir, slug)
    if loaded.pack is None:
        return Checked(None, loaded.faults, loaded.warnings)
    said = list(_in_words(loaded, loaded.pack))
    return Checked(
        loaded.pack,
        tuple(sorted({each for each in said if not each.warning})),
        tuple(sorted({*loaded.warnings, *(each for each in said if each.warning)})),
    )


def check_shared(content_dir: Path) -> list[Fault]:
    """Every fault in the files that all packs share, apart from the glossary."""
    faults: list[Fault] = []
    for name, kind in SHARED.items():
        document, found = read_document(content_dir / name, f"{content_dir.name}/{name}")
        faults += found
        if document is None:
            continue
        try:
            read = kind.model_validate(document.value)
        except ValidationError as error:
            faults += schema_faults(error, Place(document), kind)
            continue
        if isinstance(read, SafetyFile):
            faults += what_is_due(read, Place(document), today=datetime.now(LONDON).date())
    return faults


def _in_words(loaded: LoadedPack, pack: Pack) -> Iterator[Fault]:
    for found in check_words(pack, content_dir=loaded.files.content_dir):
        place = nearest(loaded.files, found.where)
        named = f"[{found.rule} at {found.where}]"
        yield place.fault(f"{named} {found.what}", found.advice, warning=found.warning)
