"""The tables of ``docs/writing-a-pack.md``: every field of a pack, made from its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from consultations.authoring.json_schema import PACK_FILES, schema_of

BEGIN, END = "<!-- fields: made by 'consult content schema' -->", "<!-- end of fields -->"


def with_tables(guide: str) -> str:
    """The guide with the tables of fields made again.

    Raises ValueError when the two marks between which they stand are not there.
    """
    before, begin, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("The guide has no marks to put the tables between.")
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def tables() -> str:
    """A table for each kind of file, and one for each part that files share."""
    files = [(file, schema_of(file)) for file in PACK_FILES]
    parts = {name: part for _, schema in files for name, part in schema.get("$defs", {}).items()}
    lines: list[str] = []
    for file, schema in files:
        own = parts[_name(schema["items"])] if file.is_list else schema
        lines += [f"### {file.stands_in}", "", file.what, ""]
        lines += [*(["A list. Each item has:", ""] if file.is_list else []), *_table(own, parts)]
        lines.append("")
    lines += ["### Parts that stand inside others", ""]
    whole = {file.model.__name__ for file in PACK_FILES}
    for name in sorted(parts, key=_words):
        if parts[name].get("type") == "object" and name not in whole:
            lines += [f"#### {_words(name).capitalize()}", "", parts[name]["description"], ""]
            lines += [*_table(parts[name], parts), ""]
    return "\n".join(lines)


def _table(schema: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    yield "| field | what it is | holds |"
    yield "| --- | --- | --- |"
    needed = schema.get("required", [])
    for name, field in schema["properties"].items():
        must = "" if name in needed else ", may be left out"
        what = field.get("description") or parts[_name(field)]["description"]
        what = what.replace("``", "`").replace("|", "or")
        yield f"| `{name}` | {what} | {_holds(field, parts)}{must} |"


def _holds(field: dict[str, Any], parts: dict[str, Any]) -> str:
    """What kind of thing a field holds, in words."""
    if "anyOf" in field:
        kinds = [each for each in field["anyOf"] if each.get("type") != "null"]
        return " or ".join(_holds(each, parts) for each in kinds)
    if "$ref" in field:
        name = _name(field)
        if "enum" in parts[name]:
            return _holds(parts[name], parts)
        return f"[{_words(name)}](#{_words(name).replace(' ', '-')})"
    if "enum" in field or "const" in field:
        return ", ".join(f"`{each}`" for each in field.get("enum", [field.get("const")]))
    kind = field.get("type")
    if kind == "array":
        fewest = " of one or more" if field.get("minItems") else ""
        return f"list{fewest}: {_holds(field['items'], parts)}"
    if kind == "object":
        return f"by name: {_holds(field['additionalProperties'], parts)}"
    if field.get("pattern") or field.get("format") == "date":
        return "day and time" if field.get("pattern") else "day"
    longest = f", {field['maxLength']} letters at most" if "maxLength" in field else ""
    return {"string": "text", "integer": "number", "boolean": "true or false"}[str(kind)] + longest


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rsplit("/", 1)[-1]


def _words(name: str) -> str:
    """``HelpLine`` as people read it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold()
