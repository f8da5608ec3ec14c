"""The schema of packs as JSON Schema, from which editors complete and check what is typed."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

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

SCHEMA_VERSION = "v1"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
# An address that is reserved for examples: it names the schemas and nobody has to fetch it.
HOME = "https://sounding-board.example/pack-schema"


class PackFile(NamedTuple):
    """One kind of file of a pack, as its author knows it."""

    name: str
    stands_in: str
    model: type[BaseModel]
    is_list: bool
    what: str


PACK_FILES = (
    PackFile(
        "consultation",
        "consultation.yml",
        Consultation,
        False,
        "Who asks whom, about what, from when to when.",
    ),
    PackFile(
        "proposal",
        "proposals/<id>.yml",
        Proposal,
        False,
        "One change that people are asked about, or how things are now, or what was tried.",
    ),
    PackFile("questions", "questions.yml", Question, True, "What is asked, in order."),
    PackFile(
        "answers",
        "answers/<subject>.yml",
        PackAnswer,
        True,
        "What people may ask, in their words, and the approved answers.",
    ),
    PackFile(
        "statements",
        "statements.yml",
        Statement,
        True,
        "Short views by different people, to agree with, disagree with or pass.",
    ),
    PackFile(
        "themes",
        "themes.yml",
        Theme,
        True,
        "What answers may be about. People confirm the themes of their own words.",
    ),
    PackFile(
        "what-changes",
        "what-changes.yml",
        WhatChanges,
        False,
        "What changes for one person: by place, service and how they travel.",
    ),
    PackFile(
        "exceptions",
        "exceptions.yml",
        RuleException,
        True,
        "Where a rule of the plain-language check may be broken, and who allows it.",
    ),
    PackFile(
        "glossary",
        "../glossary.yml",
        Term,
        True,
        "Words of the field, plain words for them, and what they mean. All packs share it.",
    ),
)


def schemas() -> dict[str, str]:
    """The text of every published schema, by the name of its file."""
    return {
        f"{file.name}.schema.json": json.dumps(schema_of(file), indent=2, ensure_ascii=False) + "\n"
        for file in PACK_FILES
    }


def schema_of(file: PackFile) -> dict[str, Any]:
    """The JSON Schema of one kind of file."""
    shape: Any = list[file.model] if file.is_list else file.model  # type: ignore[name-defined]
    made = TypeAdapter(shape).json_schema(by_alias=True, schema_generator=_Plain)
    return {
        "$schema": DRAFT,
        "$id": f"{HOME}/{SCHEMA_VERSION}/{file.name}.schema.json",
        "title": f"{file.stands_in} ({SCHEMA_VERSION})",
        "description": file.what,
        **{name: _flowed(made[name]) for name in made if name not in ("title", "description")},
    }


def _flowed(part: Any) -> Any:
    """The same with descriptions in one line each."""
    if isinstance(part, dict):
        return {
            name: " ".join(each.split())
            if name == "description" and isinstance(each, str)
            else _flowed(each)
            for name, each in part.items()
        }
    return [_flowed(each) for each in part] if isinstance(part, list) else part


class _Plain(GenerateJsonSchema):
    """Without the titles that are only the names of fields again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
