"""Every text of a pack that people read, by a name that stays the same when others come and go.

``questions/overall-view/choices/worse/label`` is the label of one choice. Items of a list are named
by their id, their key, their value or their term; those that have none by their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from consultations.content.marked import Step

IDS = ("id", "key", "value", "term")
# Fields that no one reads as words: ids, links, what people type, and where facts come from.
NO_WORDS = {
    *IDS,
    *("slug", "schema", "kind", "fills", "scale", "choices_from", "status", "also"),
    *("sources", "link", "email", "phone", "post", "law", "role", "test", "impact", "proposal"),
    *("place", "site", "site_for", "mode", "service", "see", "reviewed", "exceptions"),
    *("words", "right", "again", "themes_of", "only_if", "group"),
    *("translations", "condition", "published", "opens", "closes", "decided_on", "since"),
}


class Text(NamedTuple):
    """A text: its name, the steps that lead to it, and what it says."""

    name: str
    path: tuple[Step, ...]
    text: str


def texts_in(value: Any, name: str, path: tuple[Step, ...] = ()) -> Iterator[Text]:
    """Every text in a part of a pack."""
    if isinstance(value, str):
        yield Text(name, path, value.strip())
    elif isinstance(value, Mapping):
        for field, each in value.items():
            if holds_words(field, each):
                yield from texts_in(each, f"{name}/{field}", (*path, field))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from texts_in(each, f"{name}/{_known_as(each, number)}", (*path, number))


def with_texts(value: Any, name: str, texts: Mapping[str, str]) -> Any:
    """A part of a pack with some of its texts replaced."""
    if isinstance(value, str):
        return texts.get(name, value)
    if isinstance(value, Mapping):
        return {
            field: with_texts(each, f"{name}/{field}", texts) if holds_words(field, each) else each
            for field, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [
            with_texts(each, f"{name}/{_known_as(each, number)}", texts)
            for number, each in enumerate(value)
        ]
    return value


def holds_words(field: str, value: Any) -> bool:
    """Whether a field holds something to read. The lanes of a question are names, not words."""
    return field not in NO_WORDS and (field != "lanes" or isinstance(value, Mapping))


def _known_as(item: Any, number: int) -> str:
    """What an item of a list is called: its id, or else its place."""
    if isinstance(item, Mapping):
        for field in IDS:
            if isinstance(item.get(field), str):
                return str(item[field])
    return str(number + 1)
