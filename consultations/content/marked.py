"""Read YAML and remember in which line everything stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from consultations.content.faults import Fault

Step = str | int
BOOLEAN = "tag:yaml.org,2002:bool"
# What the reader of YAML says, and what it means for somebody who writes a pack.
MEANINGS = (
    (r"'\\t'|tab character", "there is a tab in it", "Use spaces only."),
    (
        r"mapping values are not allowed",
        "there is a second ': ' in a line",
        "Put the words after the first ': ' in quotes.",
    ),
    (
        r"could not find expected ':'|expected <block end>, but found '<scalar>'",
        "a field has no ': ' after its name",
        "Write 'name: words'.",
    ),
    (r"expected ',' or '\]'", "a list in [ ] is not closed", "Add the ] or a comma."),
    (r"expected ',' or '\}'", "a set of fields in { } is not closed", "Add the } or a comma."),
    (
        r"unexpected end of stream",
        "quotes are opened and not closed",
        "Close them on the same line.",
    ),
    (
        r"block sequence entries are not allowed|expected '-' indicator|expected <block end>",
        "a line stands too far to the left or right",
        "Give it as many spaces as its neighbours.",
    ),
    (r"expected key", "a line stands too far to the left or right", "Line it up."),
    (r"cannot start any token", "a text begins with a sign that has a meaning", "Use quotes."),
    (
        r"undefined alias|while scanning an (alias|anchor)",
        "a text begins with * or &",
        "Put it in quotes.",
    ),
    (
        r"document start|node content|unexpected ':'|flow",
        "a bracket, a comma or a colon stands where YAML does not expect it",
        "Put texts with such signs in quotes, and line up the fields.",
    ),
    (
        r"control characters|unacceptable character",
        "it holds a sign that nobody can see",
        "Type the words again.",
    ),
    (
        r"constructor for the tag|tag",
        "a text begins with ! or is a sign with a meaning",
        "Use quotes.",
    ),
    (r"single document", "there is a second '---'", "Keep one part in each file."),
)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads what people mean: ``on`` and ``no`` are words, and so is a date that is none."""

    yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in known if tag != BOOLEAN]
        for sign, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> object:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_implicit_resolver(BOOLEAN, re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


@dataclass(frozen=True)
class Document:
    """One file as it was read, with the lines of its parts."""

    name: str
    value: Any
    node: yaml.Node | None

    def line(self, path: tuple[Step, ...] = ()) -> int:
        """The line of a part, or of the nearest part around it that is there."""
        node = self.node
        line = 1 if node is None else node.start_mark.line + 1
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


def read_document(file: Path, name: str) -> tuple[Document | None, list[Fault]]:
    """Read one file: what it holds, or nothing when it cannot be read, and its faults."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Fault(name, 1, "This file is missing.", "Add it.")]
    except (OSError, UnicodeDecodeError):
        return None, [Fault(name, 1, "This is not plain text.", "Save it as UTF-8.")]
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            value = None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return None, [_unreadable(error, name)]
    except (ValueError, LookupError, ArithmeticError, RecursionError):
        return None, [Fault(name, 1, "This cannot be read as YAML.", "Put numbers in quotes.")]
    return Document(name, value, node), list(_written_twice(node, name))


def _unreadable(error: yaml.YAMLError, name: str) -> Fault:
    opened = re.search(r"flow|quoted", str(getattr(error, "context", None)))
    mark = getattr(error, "context_mark" if opened else "problem_mark", None)
    said = " ".join(str(each) for each in (getattr(error, "context", ""), _problem(error)) if each)
    for pattern, what, advice in MEANINGS:
        if re.search(pattern, said):
            return Fault(name, _at(mark), f"This cannot be read as YAML: {what}.", advice)
    return Fault(name, _at(mark), f"This cannot be read as YAML: {said}.", "Look at this line.")


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)


def _at(mark: Any) -> int:
    return 1 if mark is None else int(mark.line) + 1


def _child(node: yaml.Node | None, step: Step) -> tuple[int, yaml.Node] | None:
    """The line of a part, and the part itself."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None


def _written_twice(node: yaml.Node | None, name: str) -> Iterator[Fault]:
    """Fields that stand twice in one place: YAML keeps the last and says nothing."""
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in lines:
                yield Fault(
                    name,
                    line,
                    f"'{key.value}' is written twice, first in line {lines[key.value]}.",
                    "Keep one of them.",
                )
            lines.setdefault(str(key.value), line)
            yield from _written_twice(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _written_twice(each, name)
