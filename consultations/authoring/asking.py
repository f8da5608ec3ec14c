"""Ask for everything that a new pack needs, one plain question at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

import click
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from consultations.authoring.brief import Brief
from consultations.authoring.making import suggested
from consultations.content.faults import ContentError, did_you_mean
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


@dataclass
class Talk:
    """What the questions need to know: names that are taken, and sources that can be cited."""

    taken: Callable[[str], bool]
    sources: list[str] = field(default_factory=list)

    def complaint(self, name: str, answer: str) -> str | None:
        """Why a name will not do, beside what the schema says of it."""
        if name == "slug" and self.taken(answer):
            return "There is a folder of that name already. Choose another."
        if name == "source" and answer and answer not in self.sources:
            listed = f"They are: {', '.join(self.sources)}."
            advice = did_you_mean(answer, self.sources, otherwise=listed)
            return f"There is no source '{answer}'. {advice}"
        return None


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
    return Brief.model_validate(_asked(Brief, {}, Talk(taken)))


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


def _asked(kind: type[BaseModel], said: dict[str, Any], talk: Talk) -> dict[str, Any]:
    for name, about in kind.model_fields.items():
        if name == "source" and not talk.sources:
            continue
        said[name] = _field(kind, name, about, said, talk)
        if name == "sources":
            talk.sources = [each["id"] for each in said[name]]
    return said


def _field(
    kind: type[BaseModel],
    name: str,
    about: FieldInfo,
    said: dict[str, Any],
    talk: Talk,
) -> Any:
    """One answer: a line, a list of lines, yes or no, or a part with questions of its own."""
    question, inner = " ".join((about.description or name).split()), _inner(about.annotation)
    if about.annotation is bool:
        return click.confirm(question, default=bool(about.default))
    if inner is not None and inner is about.annotation:
        return _part(inner, question, talk)
    if inner is not None:
        return _parts(inner, question, talk, needed=about.is_required())
    if get_origin(about.annotation) is tuple:
        return _lines(question, name, needed=about.is_required())
    while True:
        answer = _line(question, name, about, said)
        if answer is None:
            return None
        wrong = complaint(kind, name, answer, said) or talk.complaint(name, answer)
        if wrong is None:
            return TypeAdapter(LondonTime).validate_python(answer) if name in DATES else answer
        click.echo(f"  {wrong}")


def _part(kind: type[BaseModel], question: str, talk: Talk) -> dict[str, Any]:
    """A part with questions of its own, asked again when its answers do not go together."""
    while True:
        click.echo(f"\n{question}")
        part = _asked(kind, {}, talk)
        try:
            kind.model_validate(part)
        except ValidationError as error:
            for fault in schema_faults(error, Place(Document("", part, None)), kind):
                click.echo(f"  {fault.what} {fault.advice}")
        else:
            return part


def _line(question: str, name: str, about: FieldInfo, said: dict[str, Any]) -> str | None:
    default = suggested(name, said) or (about.default if isinstance(about.default, str) else None)
    if not about.is_required() and not default:
        question = f"{question} (Enter leaves it out)"
        default = ""
    answer: str = click.prompt(question, default=default, show_default=bool(default)).strip()
    if not answer and not about.is_required():
        return None if about.default is None else about.default
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
    kind: type[BaseModel], question: str, talk: Talk, *, needed: bool
) -> list[dict[str, Any]]:
    """Several things with questions of their own, such as ideas, losses or sources."""
    click.echo(f"\n{question}")
    parts: list[dict[str, Any]] = []
    while (needed and not parts) or click.confirm("  Another one?", default=False):
        parts.append(_asked(kind, {}, talk))
    return parts


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The part that an answer is, or that each of several answers is."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner(each) for each in get_args(annotation))
    return next((each for each in inner if each is not None), None)
