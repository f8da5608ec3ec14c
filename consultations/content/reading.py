"""Read the files of a pack one by one, and keep every fault on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from consultations.content.faults import Fault, did_you_mean
from consultations.content.marked import Document, read_document
from consultations.content.place import Place
from consultations.content.schema import (
    Consultation,
    PackAnswer,
    Proposal,
    Question,
    RuleException,
    Statement,
    Term,
    Theme,
    WhatChanges,
)
from consultations.content.sentences import schema_faults

P = TypeVar("P", bound=BaseModel)
GLOSSARY = "glossary"
# Folders of a pack that others read: they hold no part of the pack itself.
OTHER_FOLDERS = ("translations", "pictures")


class FileKind(NamedTuple):
    """What one kind of file holds: one thing or a list of them."""

    model: type[BaseModel]
    is_list: bool = False
    needed: bool = False


SINGLE_FILES = {
    "consultation": FileKind(Consultation, needed=True),
    "questions": FileKind(Question, is_list=True, needed=True),
    "statements": FileKind(Statement, is_list=True),
    "themes": FileKind(Theme, is_list=True),
    "what-changes": FileKind(WhatChanges),
    "exceptions": FileKind(RuleException, is_list=True),
}
FOLDERS = {"proposals": FileKind(Proposal), "answers": FileKind(PackAnswer, is_list=True)}


@dataclass
class PackFiles:
    """The files of one pack as they were read, and what each holds where it could be read."""

    content_dir: Path
    slug: str
    documents: dict[str, Document] = field(default_factory=dict)
    parts: dict[str, list[Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def place(self, name: str) -> Place:
        """A file of the pack, such as ``consultation``: empty when it cannot be read."""
        return Place(self.documents.get(name) or Document(self.shown(f"{name}.yml"), None, None))

    def places(self, folder: str) -> list[Place]:
        """The files of one folder of the pack."""
        return [
            Place(document)
            for name, document in self.documents.items()
            if name.startswith(f"{folder}/")
        ]

    def items(self, name: str) -> Iterator[Place]:
        """The items of a list, or of all lists in a folder, or the files of single things."""
        if name in FOLDERS:
            for place in self.places(name):
                yield from place if FOLDERS[name].is_list else iter([place])
        else:
            yield from self.place(name)

    def all_read(self, name: str) -> bool:
        """Whether a file, or every file of a folder, could be read: if not, much seems missing."""
        return not any(each == name or each.startswith(f"{name}/") for each in self.unread)

    def shown(self, file: str) -> str:
        """How a file is named to people: from the content folder on."""
        return f"{self.content_dir.name}/{self.slug}/{file}"

    def named(self, file: str) -> Place:
        """A file that may not have been read, to say something about it."""
        return Place(Document(self.shown(file), None, None))

    def of(self, name: str, kind: type[P]) -> tuple[P, ...]:
        """What a file or a folder holds, where it could be read."""
        return tuple(each for each in self.parts.get(name, []) if isinstance(each, kind))


def read_files(content_dir: Path, slug: str) -> PackFiles:
    """Read every file of a pack. Nothing is raised: what is wrong is in ``faults``."""
    files = PackFiles(content_dir, slug)
    folder = content_dir / slug
    for name, kind in SINGLE_FILES.items():
        file = folder / f"{name}.yml"
        if kind.needed or file.exists():
            _read(files, file, name, kind, part=name)
    for name, kind in FOLDERS.items():
        for file in sorted((folder / name).glob("*.yml")):
            _read(files, file, f"{name}/{file.stem}", kind, part=name)
    glossary = FileKind(Term, is_list=True)
    _read(files, content_dir / "glossary.yml", GLOSSARY, glossary, part=GLOSSARY)
    files.faults += _read_by_nobody(files, folder)
    return files


def _read(files: PackFiles, file: Path, name: str, kind: FileKind, *, part: str) -> None:
    shown = f"{files.content_dir.name}/{file.relative_to(files.content_dir).as_posix()}"
    document, faults = read_document(file, shown)
    files.faults += faults
    if document is None:
        files.unread.append(name)
        return
    files.documents[name] = document
    whole = Place(document)
    if kind.is_list and not isinstance(document.value, list):
        files.unread.append(name)
        files.faults.append(whole.fault("This file must be a list.", "Begin each item with '- '."))
        return
    for place in whole if kind.is_list else iter([whole]):
        try:
            files.parts.setdefault(part, []).append(kind.model.model_validate(place.value))
        except ValidationError as error:
            files.faults += schema_faults(error, place, kind.model)


def _read_by_nobody(files: PackFiles, folder: Path) -> Iterator[Fault]:
    """Files that are probably meant to be read and are not: another ending, a slip in the name."""
    for file in sorted(folder.rglob("*.y*ml")):
        name, within = file.relative_to(folder).as_posix(), file.relative_to(folder).parts[:-1]
        read = file.stem in SINGLE_FILES if not within else within[0] in FOLDERS
        if (read and file.suffix == ".yml") or (within and within[0] in OTHER_FOLDERS):
            continue
        otherwise = "End its name in .yml." if read else "Take it out of the folder."
        known = [] if read else [f"{each}.yml" for each in SINGLE_FILES]
        advice = did_you_mean(name, known, otherwise=otherwise)
        yield files.named(name).fault("Nobody reads this file.", advice, warning=not read)
