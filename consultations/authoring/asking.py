"""Ask for everything that a new pack needs, one plain question at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args, get_origin

import click
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from consultations.authoring.brief import Brief
from consultations.authoring.making import suggested
from consultations.content.faults import ContentError
from consultations.content.marked import Document, read_document
from consultations.content.parts import LondonTime
from consultations.content.place import Place
from consultations.content.sentences import schema_faults
from consultations.plain import check_text

# Names, addresses and days: nobody reads them as sentences.
NOT_SENTENCES = re.compile(
    "title|slug|short|asked_by|decided_by|place|areas|for_whom|id|by|published|link|name|email|"
    "phone|post|whose|source|report_when|decision_when|opens|closes"
)
DATES = frozenset({"opens", "closes"})
DONE = "Press Enter on an empty line when you are done."


def brief_from_file(file: Any) -> Brief:
    """What somebody wrote in a file instead of typing it. Raises ContentError with every fault."""
    document, faults = read_document(file, file.name)
    if document is None or faults:
        raise ContentError(faults)
    try:
        return Brief.model_validate(document.value)
    except ValidationError as error:
        raise ContentError(schema_faults(error, Place(document), Brief)) from error


def brief_from_terminal(taken: Callable[[str], bool]) -> Brief:
    """What somebody types. ``taken`` says whether a folder of that name is there already."""
    click.echo("Each answer can be changed later in the files. Suggestions stand in [ ].")
    return Brief.model_validate(_asked(Brief, {}, taken))


def complaint(kind: type[BaseModel], name: str, value: Any, so_far: dict[str, Any]) -> str | None:
    """Why an answer will not do, with what to do; None when it will."""
    said = {**so_far, name: value}
    try:
        kind.model_validate(said)
    except ValidationError as error:
        faults = schema_faults(error, Place(Document("", said, None)), kind)
        for found, fault in zip(error.errors(), faults, strict=True):
            if found["loc"][:1] == (name,):
                what = fault.what.replace(f"'{name}' ", "That ")
                return f"{what} {fault.advice}".strip()
    return None


def _asked(
    kind: type[BaseModel], said: dict[str, Any], taken: Callable[[str], bool]
) -> dict[str, Any]:
    for name, field in kind.model_fields.items():
        said[name] = _field(kind, name, field, said, taken)
    return said


def _field(
    kind: type[BaseModel],
    name: str,
    field: FieldInfo,
    said: dict[str, Any],
    taken: Callable[[str], bool],
) -> Any:
    """One answer: a line, a list of lines, yes or no, or a part with questions of its own."""
    question, inner = " ".join((field.description or name).split()), _inner(field.annotation)
    if field.annotation is bool:
        return click.confirm(question, default=bool(field.default))
    if inner is not None and inner is field.annotation:
        return _part(inner, question, taken)
    if inner is not None:
        return _parts(inner, question, taken, needed=field.is_required())
    if get_origin(field.annotation) is tuple:
        return _lines(question, name, needed=field.is_required())
    while True:
        answer = _line(question, name, field, said)
        if answer is None:
            return None
        wrong = complaint(kind, name, answer, said)
        if wrong is None and name == "slug" and taken(answer):
            wrong = "There is a folder of that name already. Choose another."
        if wrong is None:
            return TypeAdapter(LondonTime).validate_python(answer) if name in DATES else answer
        click.echo(f"  {wrong}")


def _part(kind: type[BaseModel], question: str, taken: Callable[[str], bool]) -> dict[str, Any]:
    """A part with questions of its own, asked again when its answers do not go together."""
    while True:
        click.echo(f"\n{question}")
        part = _asked(kind, {}, taken)
        try:
            kind.model_validate(part)
        except ValidationError as error:
            for fault in schema_faults(error, Place(Document("", part, None)), kind):
                click.echo(f"  {fault.what} {fault.advice}")
        else:
            return part


def _line(question: str, name: str, field: FieldInfo, said: dict[str, Any]) -> str | None:
    default = suggested(name, said) or (field.default if isinstance(field.default, str) else None)
    if not field.is_required() and not default:
        question = f"{question} (Enter leaves it out)"
        default = ""
    answer: str = click.prompt(question, default=default, show_default=bool(default)).strip()
    if not answer and not field.is_required():
        return None if field.default is None else field.default
    return _plainly(question, name, answer)


def _plainly(question: str, name: str, answer: str) -> str:
    """The answer, or the one that replaces it once its author has read some advice."""
    while not NOT_SENTENCES.fullmatch(name):
        advice = [f"  {each.what} {each.advice}" for each in check_text(answer) if not each.warning]
        if not advice:
            break
        click.echo("\n".join(["  Plain language:", *advice]))
        again = click.prompt("  Write it again, or press Enter to keep it", default="").strip()
        if not again:
            break
        answer = again
    return answer


def _lines(question: str, name: str, *, needed: bool) -> list[str]:
    click.echo(f"{question} One on each line. {DONE}")
    lines: list[str] = []
    while True:
        line: str = click.prompt(f"  {len(lines) + 1}", default="", show_default=False).strip()
        if line:
            lines.append(_plainly(question, name, line))
        elif lines or not needed:
            return lines
        else:
            click.echo("  At least one is needed.")


def _parts(
    kind: type[BaseModel], question: str, taken: Callable[[str], bool], *, needed: bool
) -> list[dict[str, Any]]:
    """Several things with questions of their own, such as ideas, losses or sources."""
    click.echo(f"\n{question}")
    parts: list[dict[str, Any]] = []
    while (needed and not parts) or click.confirm("  Another one?", default=False):
        parts.append(_asked(kind, {}, taken))
    return parts


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The part that an answer is, or that each of several answers is."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner(each) for each in get_args(annotation))
    return next((each for each in inner if each is not None), None)
