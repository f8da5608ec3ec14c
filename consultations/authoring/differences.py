"""What changed between two versions of a pack, item by item and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from consultations.content.schema import Pack

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
NAMES = ("id", "key", "term", "value", "name", "title", "heading", "who", "when")
# How each list of a pack is called, one item of it, and the field that says what the item is about.
LISTS = {
    "proposals": ("proposal", "title"),
    "questions": ("question", "text"),
    "answers": ("answer", "short"),
    "statements": ("statement", "text"),
    "themes": ("theme", "label"),
    "glossary": ("term", "meaning"),
}


class Change(NamedTuple):
    """One difference: what happened to what, where it stands, and the words before and after."""

    kind: Literal["added", "removed", "changed", "moved"]
    what: str
    where: str
    old: str | None = None
    new: str | None = None


class Piece(NamedTuple):
    """Some words that stayed, went or came."""

    kind: Literal["same", "old", "new"]
    text: str


def changes(old: Pack, new: Pack) -> list[Change]:
    """Every difference between two versions, in the order in which people meet the parts."""
    before, after = (each.model_dump(mode="json", by_alias=True) for each in (old, new))
    found = list(_fields("consultation", "", before["consultation"], after["consultation"]))
    for name, (one, about) in LISTS.items():
        found += _items(name, one, about, before[name], after[name])
    found += _value("what-changes", "", before["what_changes"], after["what_changes"])
    found += _value("exceptions", "", before["exceptions"], after["exceptions"])
    found += _translations(before["translations"], after["translations"])
    return found


def word_changes(old: str, new: str) -> list[Piece]:
    """Two texts as one: the words that stayed, those that went, and those that came."""
    before, after = (re.findall(r"\S+\s*", each) for each in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[Piece] = []
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[start:end])))
            continue
        if end > start:
            pieces.append(Piece("old", "".join(before[start:end])))
        if stop > begin:
            pieces.append(Piece("new", "".join(after[begin:stop])))
    return pieces


def _items(
    name: str, one: str, about: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[Change]:
    """What came and went in a list of named items, and what changed within those that stayed."""
    old, new = _by_name(before) or {}, _by_name(after) or {}
    for each, item in old.items():
        if each not in new:
            yield Change("removed", f"{one} {each}", f"{name}/{each}", old=item[about])
    for each, item in new.items():
        if each not in old:
            yield Change("added", f"{one} {each}", f"{name}/{each}", new=item[about])
        else:
            separator = "#" if name in ("questions", "statements", "themes", "glossary") else "/"
            for change in _fields(f"{name}{separator}{each}", "", old[each], item):
                yield change._replace(what=change.what.replace(f"{name}#", f"{one} "))
    stayed = [each for each in old if each in new]
    if stayed != [each for each in new if each in old]:
        yield Change("moved", f"the order of the {name}", name)


def _translations(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Languages that came and went, and the texts that changed in those that stayed."""
    for language in dict.fromkeys([*before, *after]):
        where, old, new = (
            f"translations/{language}",
            before.get(language),
            after.get(language),
        )
        if old is None or new is None:
            there = new or old or {}
            kind: Literal["added", "removed"] = "added" if old is None else "removed"
            said = f"{there['name']}, {len(there['texts'])} texts"
            yield Change(kind, where, where, **{"new" if kind == "added" else "old": said})
            continue
        texts = [
            {name: said["text"] for name, said in side["texts"].items()} for side in (old, new)
        ]
        heads = [{name: side[name] for name in side if name != "texts"} for side in (old, new)]
        yield from _fields(where, "", *heads)
        yield from _fields(where, "", *texts)


def _fields(
    where: str, way: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        yield from _value(where, f"{way}.{name}" if way else name, old.get(name), new.get(name))


def _value(where: str, way: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _fields(where, way, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list(where, way, old, new)
    else:
        separator = "." if "#" in where else "#"
        place = f"{where}{separator}{way}" if way else where
        what = f"{where} {way}".strip()
        if _nothing(old):
            yield Change("added", what, place, new=_words(new))
        elif _nothing(new):
            yield Change("removed", what, place, old=_words(old))
        else:
            yield Change("changed", what, place, old=_words(old), new=_words(new))


def _list(where: str, way: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    before, after = _by_name(old), _by_name(new)
    if before is not None and after is not None:
        for name in dict.fromkeys([*before, *after]):
            yield from _value(where, f"{way}[{name}]", before.get(name), after.get(name))
        if [each for each in before if each in after] != [each for each in after if each in before]:
            yield Change("moved", f"the order of {where} {way}", f"{where}#{way}")
        return
    gone_by, come_by = ([_words(each) for each in side] for side in (old, new))
    matcher = SequenceMatcher(None, gone_by, come_by, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(end - start, stop - begin)):
            gone = old[start + step] if start + step < end else None
            come = new[begin + step] if begin + step < stop else None
            number = begin + step + 1 if come is not None else start + step + 1
            yield from _value(where, f"{way}[{number}]", gone, come)


def _by_name(items: Sequence[Any]) -> dict[str, Any] | None:
    """Items by what they call themselves, when every one has a name of its own."""
    for name in NAMES:
        if items and all(isinstance(each, dict) and each.get(name) for each in items):
            named = {str(each[name]): each for each in items}
            if len(named) == len(items):
                return named
    return None if items else {}


def _nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _words(value: Any) -> str:
    """A value as somebody would read it out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(each)}" for name, each in value.items() if each)
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    return str(value)
