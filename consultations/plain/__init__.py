"""The plain-language gate: checks what respondents read, before anybody reads it.

It is a floor. Text that passes may still be hard to understand: only readers can tell. Every rule
and its source stand in ``docs/plain-language.md``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from consultations.content.schema import Pack
from consultations.plain.exceptions import allowed_in, without_excepted
from consultations.plain.faults import WordFault
from consultations.plain.passages import Passage, Role, passages_of
from consultations.plain.rules import FILE_RULES, PACK_RULES, PASSAGE_RULES
from consultations.plain.vocabulary import Vocabulary, vocabulary_of, vocabulary_without_pack
from consultations.settings import settings

__all__ = [
    "A_FLOOR",
    "Passage",
    "Role",
    "WordFault",
    "allowed_in",
    "check_passages",
    "check_text",
    "check_words",
]

A_FLOOR = (
    "These rules are a floor. They do not show that people understand the words:"
    " try them out with people who will read them."
)
ANSWER_ID = re.compile(r"^- +id: *['\"]?([\w-]+)", re.MULTILINE)


def check_words(pack: Pack, *, content_dir: Path | None = None) -> list[WordFault]:
    """Every fault in the words of a pack, in the order in which people meet the passages.

    With the content folder it also reads the local list of words to avoid, and judges each file of
    answers by itself. Faults that are warnings need a look; the others keep a pack from publishing.
    """
    vocabulary = vocabulary_of(pack, content_dir=content_dir)
    passages = list(passages_of(pack))
    files = _files(passages, pack.slug, content_dir)
    faults = [
        *check_passages(passages, vocabulary),
        *_in_files(files, vocabulary),
        *(
            WordFault(rule, where, *finding)
            for rule, check in PACK_RULES.items()
            for where, finding in check(pack)
        ),
    ]
    return without_excepted(faults, pack.exceptions)


def check_text(
    text: str,
    *,
    rules: Collection[str] | None = None,
    pack: Pack | None = None,
    where: str = "",
    role: Role = Role.TEXT,
) -> list[WordFault]:
    """Every fault in one passage, such as an answer that a commissioner is writing.

    Pass the pack when there is one: its names count as well as the glossary. ``rules`` names the
    rules to apply; None means all of them. The passage counts as having a source.
    """
    vocabulary = vocabulary_of(pack) if pack else vocabulary_without_pack(settings().content_dir)
    passage = Passage(where, text, role, sourced=True)
    return [
        fault
        for fault in check_passages([passage], vocabulary)
        if rules is None or fault.rule in rules
    ]


def check_passages(passages: Iterable[Passage], vocabulary: Vocabulary) -> Iterator[WordFault]:
    """The faults of each passage by itself."""
    for passage in passages:
        yield from _in_passage(passage, vocabulary)


@lru_cache(maxsize=16_384)
def _in_passage(passage: Passage, vocabulary: Vocabulary) -> tuple[WordFault, ...]:
    """The faults of a passage. While somebody writes, the others stay as they are."""
    return tuple(
        WordFault(rule, passage.where, *finding)
        for rule, check in PASSAGE_RULES.items()
        for finding in check(passage, vocabulary)
    )


def _in_files(files: dict[str, list[Passage]], vocabulary: Vocabulary) -> Iterator[WordFault]:
    for file, passages in files.items():
        for rule, check in FILE_RULES.items():
            for finding in check(passages, vocabulary):
                yield WordFault(rule, f"{file}.yml", *finding)


def _files(
    passages: Iterable[Passage], slug: str, content_dir: Path | None
) -> dict[str, list[Passage]]:
    """The passages by the file that they stand in."""
    file_of = {
        f"answers/{answer}": f"answers/{file.stem}"
        for file in sorted((content_dir / slug / "answers").glob("*.yml") if content_dir else ())
        for answer in ANSWER_ID.findall(file.read_text(encoding="utf-8"))
    }
    files: dict[str, list[Passage]] = {}
    for passage in passages:
        default = "answers/*" if passage.file.startswith("answers/") else passage.file
        files.setdefault(file_of.get(passage.file, default), []).append(passage)
    return files
