"""Write YAML that people like to read: folded texts, short choices on a line, a comment on top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import yaml

WIDTH = 100
LONGEST_ON_A_LINE = 90


class _Dumper(yaml.SafeDumper):
    """Indents lists under their field, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else ">" if len(value) > LONGEST_ON_A_LINE else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _moment(dumper: _Dumper, value: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", f"{value:%Y-%m-%dT%H:%M}")


def _fields(dumper: _Dumper, value: dict[str, Any]) -> yaml.MappingNode:
    """Two or three short words belong on one line: ``{value: patient, label: A patient}``."""
    short = all(isinstance(each, str) for each in value.values())
    one_line = short and set(value) in ({"value", "label"}, {"id", "where"})
    return dumper.represent_mapping(
        "tag:yaml.org,2002:map", value.items(), flow_style=one_line and len(str(value)) < WIDTH
    )


def _list(dumper: _Dumper, value: list[Any]) -> yaml.SequenceNode:
    """A list of short names belongs on one line: ``[public, staff]``."""
    names = all(isinstance(each, str) and re.fullmatch(r"[a-z-]+", each) for each in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=names)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(datetime, _moment)
_Dumper.add_representer(dict, _fields)


def fields_text(fields: Mapping[str, Any], *, top: Sequence[str], about: Mapping[str, str]) -> str:
    """A file of fields, each under a comment that says what it is for."""
    return _joined(top, (_one({name: fields[name]}, about.get(name)) for name in fields))


def list_text(items: Sequence[Mapping[str, Any]], *, top: Sequence[str]) -> str:
    """A file that is a list, with an empty line between its items."""
    return _joined(top, (_one([dict(item)], None) for item in items))


def _joined(top: Sequence[str], parts: Iterator[str]) -> str:
    return "\n".join(["".join(f"# {line}\n" for line in top), *parts])


def _one(value: Any, comment: str | None) -> str:
    text = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return f"# {comment}\n{text}" if comment else text
