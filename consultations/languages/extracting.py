"""Find the sentences in our YAML files, for Babel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from consultations.quick_yaml import read_yaml

# What Babel wants of each sentence: its line, a function name, the text, notes for translators.
Found = tuple[int, str | None, str, list[str]]
SAFETY_NOTE = "A safety card. Numbers must be the same. A clinician must read the translation."


def words(file: IO[bytes], *_: Any, **_options: Any) -> Iterator[Found]:
    """The words of the service. Lists are words that people type, not words that we say."""
    for place, text in _texts(read_yaml(file)):
        yield 1, None, text, [place]


def cards(file: IO[bytes], *_: Any, **_options: Any) -> Iterator[Found]:
    """What the safety cards say, without the phrases that call for them."""
    for card in read_yaml(file)["cards"]:
        for name in ("heading", "text", "also"):
            if card.get(name):
                yield 1, None, card[name].strip(), [SAFETY_NOTE]


def responses(file: IO[bytes], *_: Any, **_options: Any) -> Iterator[Found]:
    """The sentences of the bot."""
    for name, variants in (read_yaml(file).get("responses") or {}).items():
        for variant in variants:
            yield 1, None, variant["text"].strip(), [name]


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value.strip()
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, f"{place}.{name}" if place else str(name))
