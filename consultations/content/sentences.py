"""Say what a schema refuses in plain sentences, at the line where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from consultations.content.faults import Fault, did_you_mean
from consultations.content.parts import NO_DATE
from consultations.content.place import Place

DATE_ADVICE = "Write a day as 2026-09-01, and a time as 2026-09-01T09:00."
QUOTES = "Put it in quotes."


def schema_faults(error: ValidationError, place: Place, kind: type[BaseModel]) -> list[Fault]:
    """Everything that a schema refused in what stands at a place."""
    return [_fault(each, place, kind) for each in error.errors(include_url=False)]


def _fault(error: ErrorDetails, place: Place, kind: type[BaseModel]) -> Fault:
    loc = tuple(step for step in error["loc"] if step != "[key]")
    here, field = place, str(loc[-1]) if loc else ""
    for step in loc:
        here /= step
    around = _around(place, loc)
    what, advice = _said(error, field, _model_at(kind, loc[:-1]))
    return here.fault(f"{around}{what}", advice)


def _around(place: Place, loc: tuple[str | int, ...]) -> str:
    """Which item this is about: its id or its number, and the list that it is in."""
    said, here = [place.name] if place.path else [], place
    for number, step in enumerate(loc):
        here /= step
        last = number == len(loc) - 1
        if isinstance(step, int):
            said.append(f"item {step + 1}")
        elif not last:
            said.append(step)
    return f"In {', '.join(said)}: " if said else ""


def _said(error: ErrorDetails, field: str, around: type[BaseModel] | None) -> tuple[str, str]:
    """What is wrong with a field, and what to do about it."""
    kind, found, fields = error["type"], error["input"], _fields(around)
    name = f"'{field}'" if field and not field.isdigit() else "This"
    if kind == "missing":
        return f"{name} is missing.", _add(fields.get(field))
    if kind == "extra_forbidden":
        known = did_you_mean(field, fields, otherwise="Take it out, or put it where it belongs.")
        return f"{name} is not a field that belongs here.", known
    if found is None:
        return f"{name} is empty.", "Write something, or take it out."
    if kind.startswith(("date_", "datetime_", "timezone_")):
        return f"{name} is not a date.", DATE_ADVICE
    if kind.startswith("int_"):
        return f"{name} must be a whole number.", "Write digits only."
    context: Mapping[str, Any] = error.get("ctx", {})
    if kind in SAID:
        what, advice = SAID[kind](found, context)
        return f"{name} {what}", advice
    return f"{name}: {error['msg']}.", "Look at this line."


def _one_of(found: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    """Which words are allowed, and the one that was probably meant."""
    expected = str(context["expected"]).replace(" or ", ", ")
    allowed = [each.strip("' ") for each in expected.split(",")]
    return (
        f"must be one of {', '.join(allowed)}, and not '{found}'.",
        did_you_mean(str(found), allowed, otherwise="Choose one of them."),
    )


def _no_text(found: Any, _context: Mapping[str, Any]) -> tuple[str, str]:
    if isinstance(found, bool):
        return "must be text, and YAML reads it as true or false.", QUOTES
    if isinstance(found, int | float | date):
        return "must be text, and YAML reads it as a number or a date.", QUOTES
    if isinstance(found, dict) and len(found) == 1:
        return "must be text. A ': ' in it makes it two.", QUOTES
    return "must be one text.", "Take out what makes it a list or a set of fields."


def _no_value(_found: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    """What a rule of ours refused: its own words, and those of a date that cannot be read."""
    said = str(context.get("error", ""))
    return f"{said}.", DATE_ADVICE if said == NO_DATE else ""


SAID: dict[str, Callable[[Any, Mapping[str, Any]], tuple[str, str]]] = {
    "literal_error": _one_of,
    "enum": _one_of,
    "string_type": _no_text,
    "value_error": _no_value,
    "tuple_type": lambda _, __: ("must be a list.", "Begin each item on its own line, with '- '."),
    "model_type": lambda _, __: ("must hold fields.", "Write each as 'name: words'."),
    "dict_type": lambda _, __: ("must hold fields.", "Write each as 'name: words'."),
    "bool_type": lambda _, __: ("must be true or false.", "Write one of them."),
    "bool_parsing": lambda _, __: ("must be true or false.", "Write one of them."),
    "too_short": lambda _, it: (f"needs at least {it['min_length']}.", "Add one."),
    "string_too_long": lambda said, it: (
        f"has {len(said)} letters.",
        f"The most is {it['max_length']}.",
    ),
    "string_pattern_mismatch": lambda _, __: (
        "must be small letters, digits and hyphens.",
        "Write it like 'stroke-units'.",
    ),
    "string_too_short": lambda _, it: (
        "is too short.",
        f"Write {it['min_length']} letters or more.",
    ),
    "greater_than_equal": lambda _, it: (f"must be {it['ge']} or more.", "Check the number."),
}


def _add(field: FieldInfo | None) -> str:
    """What a field is for, so that somebody can write it."""
    if field is None or not field.description:
        return "Add it."
    return f"Add it: {field.description.split('. ')[0].rstrip('.')}."


def _fields(kind: type[BaseModel] | None) -> dict[str, FieldInfo]:
    if kind is None:
        return {}
    return {field.alias or name: field for name, field in kind.model_fields.items()}


def _model_at(kind: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The schema of what stands at a place within something of a given kind."""
    found: type[BaseModel] | None = kind
    for step in loc:
        field = _fields(found).get(step) if isinstance(step, str) else None
        if field is not None:
            found = _model_in(field.annotation)
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(each) for each in get_args(annotation))
    return next((each for each in inner if each is not None), None)
