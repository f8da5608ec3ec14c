"""Make the folder of a new pack from what its author said."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from consultations.authoring.brief import Brief, NewOption, NewPoint, NewSides, slug_from
from consultations.authoring.schema_lines import schema_line
from consultations.authoring.yaml_text import fields_text, list_text
from consultations.content.faults import ContentError
from consultations.content.schema import LONDON, Consultation, Proposal
from consultations.quick_yaml import read_yaml
from consultations.settings import ROOT

STARTER = Path(__file__).parent / "starter"
# Twelve weeks to answer, as in most of the real consultations that were looked at, and as many to
# publish what people said (Cabinet Office consultation principles, 2018).
TIME_TO_ANSWER = timedelta(weeks=12)
OURS = "this-consultation"
AS_IS = "as-is"


def make_pack(content_dir: Path, brief: Brief) -> Path:
    """Write a new pack as a draft, with what all packs share where that is missing.

    Raises ContentError when there is a folder of that name already, or it cannot be written.
    """
    folder = content_dir / brief.folder
    if folder.exists():
        raise ContentError(
            f"There is a folder {folder} already, and it stays as it is. Choose another name."
        )
    files = {**_files(brief), "consultation.yml": _consultation(brief)}
    try:
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{schema_line(file)}\n{text}", encoding="utf-8")
        bring_shared(content_dir)
    except OSError as error:
        raise ContentError(f"{folder} cannot be written: {error.strerror}.") from error
    return folder


def bring_shared(content_dir: Path) -> None:
    """Give a content folder the files that all packs share, and leave those that it has."""
    for ours in sorted((ROOT / "content").glob("*.yml")):
        if not (content_dir / ours.name).exists():
            shutil.copy2(ours, content_dir / ours.name)


def starter(name: str, words: Mapping[str, str] | None = None) -> Any:
    """One of the files that every pack begins with, with its gaps filled."""
    text = (STARTER / f"{name}.yml").read_text(encoding="utf-8")
    return _filled(read_yaml(text), words or {})


def suggested(name: str, said: Mapping[str, Any]) -> str | None:
    """A sensible answer to one of the questions, from what was said before it."""
    if name == "slug":
        return slug_from(str(said["title"]))
    if name == "closes" and "opens" in said:
        return f"{said['opens'] + TIME_TO_ANSWER:%Y-%m-%dT17:00}"
    if name == "report_when" and "closes" in said:
        return f"By {said['closes'] + TIME_TO_ANSWER:%-d %B %Y}"
    words = {key: value for key, value in said.items() if isinstance(value, str)}
    found = read_yaml((STARTER / "suggestions.yml").read_text(encoding="utf-8")).get(name)
    return None if found is None else str(_filled(found, words))


def what_is_left(slug: str) -> list[str]:
    """What the author of a new pack has to do next, one line each."""
    return list(starter("left_to_do", {"slug": slug}))


def _files(brief: Brief) -> dict[str, str]:
    """Every file but consultation.yml, which is written last: it makes the folder a pack."""
    words = _words(brief)
    files = {
        "questions.yml": list_text(_questions(brief, words), top=_top("questions")),
        "answers/about.yml": list_text(starter("answers", words), top=_top("answers")),
        "proposals/as-is.yml": _proposal(_as_is(brief, words)),
    }
    for number, option in enumerate(brief.options, 1):
        fields = _option(option, number)
        files[f"proposals/{fields['id']}.yml"] = _proposal(fields)
    return files


def _words(brief: Brief) -> dict[str, str]:
    """What fills the gaps of the starter files."""
    said = {name: value for name, value in brief if isinstance(value, str)}
    return {
        **said,
        "slug": brief.folder,
        "decided_by": brief.decided_by or brief.asked_by,
        "opens_day": f"{brief.opens:%-d %B %Y}",
        "closes_moment": _moment(brief.closes),
        "first_other_way": brief.other_ways[0],
    }


def _moment(when: datetime) -> str:
    local = when.astimezone(LONDON)
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local:%-d %B %Y}, at {local:%-I}{minutes}{local:%p}".replace("AM", "am").replace(
        "PM", "pm"
    )


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format_map(words) if "{" in value else value
    if isinstance(value, dict):
        return {name: _filled(each, words) for name, each in value.items()}
    return [_filled(each, words) for each in value] if isinstance(value, list) else value


def _consultation(brief: Brief) -> str:
    words = _words(brief)
    made = starter("consultation", words)
    made["asked_by"]["invented"] = brief.invented
    made |= {
        "opens": brief.opens.replace(tzinfo=None),
        "closes": brief.closes.replace(tzinfo=None),
        "status": "draft",
        "dates": starter("dates", words),
        "other_ways": list(brief.other_ways),
        "contact": brief.contact.model_dump(exclude_none=True),
    }
    if not brief.staff:
        del made["lanes"]["staff"]
    made["sources"] |= {
        each.id: each.model_dump(exclude_none=True, exclude={"id"}) for each in brief.sources
    }
    order = [field.alias or name for name, field in Consultation.model_fields.items()]
    fields = {name: made[name] for name in order if name in made}
    return fields_text(fields, top=_top("consultation"), about=_about(Consultation))


def _questions(brief: Brief, words: Mapping[str, str]) -> list[dict[str, Any]]:
    lanes = {"public", "staff"} if brief.staff else {"public"}
    questions = []
    for question in starter("questions", words):
        question["lanes"] = [lane for lane in question["lanes"] if lane in lanes]
        if question["key"] == "area":
            question["choices"] = _areas(brief)
        if question["lanes"]:
            questions.append(question)
    return questions


def _areas(brief: Brief) -> list[dict[str, str]]:
    named = brief.areas or (f"{brief.place}",)
    return [
        *({"value": slug_from(area), "label": area} for area in named),
        {"value": "outside", "label": "Somewhere else"},
        {"value": "prefer-not-to-say", "label": "I would rather not say"},
    ]


def _as_is(brief: Brief, words: Mapping[str, str]) -> dict[str, Any]:
    return {**starter(AS_IS, words), **_sides(brief.as_is), "sources": _cited("How things are now")}


def _option(option: NewOption, number: int) -> dict[str, Any]:
    return {
        "id": slug_from(option.title),
        "title": option.title,
        "short": option.short or option.title,
        "kind": "option",
        "impact": option.impact,
        "order": number,
        "in_one_line": option.in_one_line,
        "why": option.why,
        "what_it_is": option.what_it_is,
        "more": option.more or option.why,
        "what_would_change": option.what_would_change,
        "what_would_stay": option.what_would_stay,
        **_sides(option),
        "sources": _cited("The ideas"),
    }


def _sides(said: NewOption | NewSides) -> dict[str, Any]:
    return {
        "gains": [_point(each) for each in said.gains],
        "losses": [_point(each) for each in said.losses],
        "worse_off": list(said.worse_off),
        "not_known": list(said.not_known),
    }


def _point(said: NewPoint) -> dict[str, Any]:
    source = said.source or OURS
    where = "The ideas" if source == OURS else "The whole document"
    return {
        "point": said.point,
        "whose": said.whose,
        "sources": [{"id": source, "where": where}],
    }


def _cited(where: str) -> list[dict[str, str]]:
    return [{"id": OURS, "where": where}]


def _proposal(fields: dict[str, Any]) -> str:
    return fields_text(fields, top=_top("proposal"), about=_about(Proposal))


def _top(name: str) -> Sequence[str]:
    return tuple(starter("comments")[name])


@cache
def _about(kind: type[BaseModel]) -> dict[str, str]:
    """A comment for each field: the first sentence of what the schema says of it."""
    return {
        field.alias or name: " ".join(field.description.split()).split(". ")[0].replace("``", "'")
        for name, field in kind.model_fields.items()
        if field.description
    }
