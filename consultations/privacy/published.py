"""What a pack itself publishes: its places, bodies, authors and contacts are no private matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from consultations.content.schema import Pack
from consultations.privacy.lists import Phrases, phrases, plain

WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
OUTWARD = re.compile(r"\b([A-Z]{1,2})\d{1,2}\b")
REACHED = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\(?\d[\d ()\-]{8,}\d")
NOT_ALNUM = re.compile(r"[\W_]+")
MOST_PACKS = 32


class Published(NamedTuple):
    """Names, ordinary words, postcode areas and contacts that stand in a pack."""

    names: Phrases
    words: frozenset[str]
    areas: frozenset[str]
    contacts: frozenset[str]


NOTHING = Published({}, frozenset(), frozenset(), frozenset())
_kept: dict[str, Published] = {}


def published_in(pack: Pack | None) -> Published:
    """What a pack publishes, worked out once for each version of it."""
    if pack is None:
        return NOTHING
    written = pack.original
    if written.version not in _kept:
        if len(_kept) >= MOST_PACKS:
            _kept.clear()
        _kept[written.version] = _published(written)
    return _kept[written.version]


def squeezed(text: str) -> str:
    """A contact without spaces and marks, so that two ways to write it are one."""
    return NOT_ALNUM.sub("", text).casefold()


def _published(pack: Pack) -> Published:
    text = "\n".join(_texts(pack.model_dump(mode="json", exclude={"translations"})))
    small = {word for word in WORD.findall(text) if word.islower()}
    return Published(
        names=phrases(name for name in _names(text) if name not in small),
        words=frozenset(small),
        areas=frozenset(OUTWARD.findall(text)),
        contacts=frozenset(squeezed(each) for each in REACHED.findall(text)),
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _names(text: str) -> Iterator[str]:
    """Every run of words with capitals: "Sallow Island", "Judith Smith", "Wexmouth"."""
    for line in text.splitlines():
        run: list[str] = []
        end = 0
        for match in WORD.finditer(line):
            word, gap = match[0], line[end : match.start()]
            end = match.end()
            if word[0].isupper() and (not run or gap == " "):
                run.append(word)
                continue
            if run:
                yield from _parts(run)
            run = [word] if word[0].isupper() else []
        if run:
            yield from _parts(run)


def _parts(run: list[str]) -> Iterator[str]:
    """A name, and its endings: a sentence can begin with a word that is no part of it."""
    words = [plain(word) for word in run]
    for start in range(len(words)):
        if len(words) - start > 1 or len(words) == 1:
            yield " ".join(words[start:])
