"""Read content packs from files, and refuse what is incomplete with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from consultations.content.schema import (
    Consultation,
    Pack,
    PackAnswer,
    Part,
    Proposal,
    Question,
    RuleException,
    Statement,
    Term,
    WhatChanges,
)
from consultations.types import Lane, ProposalKind

P = TypeVar("P", bound=Part)


class ContentError(Exception):
    """Something in a pack that must be put right, with the file it stands in."""


def pack_slugs(content_dir: Path) -> list[str]:
    """The packs in a content folder, by name."""
    return sorted(file.parent.name for file in content_dir.glob("*/consultation.yml"))


def read_pack(content_dir: Path, slug: str) -> Pack:
    """Read the pack in one folder.

    Raises ContentError naming the file when it is missing, is not YAML, or breaks the schema.
    """
    folder = content_dir / slug
    consultation = _one(Consultation, folder / "consultation.yml")
    pack = Pack(
        consultation=consultation,
        proposals=tuple(_one(Proposal, f) for f in sorted((folder / "proposals").glob("*.yml"))),
        questions=tuple(_many(Question, folder / "questions.yml")),
        answers=tuple(
            answer
            for file in sorted((folder / "answers").glob("*.yml"))
            for answer in _many(PackAnswer, file)
        ),
        glossary=tuple(_many(Term, content_dir / "glossary.yml")),
        statements=tuple(_many_if_there(Statement, folder / "statements.yml")),
        what_changes=_one_if_there(WhatChanges, folder / "what-changes.yml"),
        exceptions=tuple(_many_if_there(RuleException, folder / "exceptions.yml")),
    )
    faults = list(_faults(pack, folder))
    if faults:
        raise ContentError("\n".join(faults))
    return pack


def _faults(pack: Pack, folder: Path) -> list[str]:
    """What the schema cannot see: things that point at each other, and what must be there."""
    name, faults = folder.name, []
    if pack.slug != name:
        faults.append(f"{name}/consultation.yml: slug is {pack.slug!r}; make it {name!r}.")
    if pack.consultation.closes <= pack.consultation.opens:
        faults.append(f"{name}/consultation.yml: closes must be after opens.")
    if sum(each.kind is ProposalKind.AS_IS for each in pack.proposals) != 1:
        faults.append(f"{name}/proposals: exactly one must have kind as-is: how things are now.")
    faults += [
        f"{name}/questions.yml: the {lane} lane has no questions."
        for lane in pack.consultation.lanes
        if not pack.questions_for(Lane(lane))
    ]
    return [*faults, *_used_twice(pack, name), *_leading_nowhere(pack, name)]


def _used_twice(pack: Pack, name: str) -> list[str]:
    """Ids and keys that stand for two things."""
    named = {
        "proposals: id": [each.id for each in pack.proposals],
        "questions.yml: key": [each.key for each in pack.questions],
        "answers: id": [each.id for each in pack.answers],
    }
    return [
        f"{name}/{what} {key!r} is used twice."
        for what, keys in named.items()
        for key in _twice(keys)
    ]


def _leading_nowhere(pack: Pack, name: str) -> list[str]:
    """Sources, proposals and answers that are named and do not exist."""
    known = set(pack.consultation.sources)
    faults = [
        f"{name}/{place}: source {source!r} is not listed in consultation.yml."
        for place, source in _cited(pack)
        if source not in known
    ]
    for answer in pack.answers:
        if answer.proposal and pack.proposal(answer.proposal) is None:
            faults.append(f"{name}/answers {answer.id}: there is no proposal {answer.proposal!r}.")
        faults += [
            f"{name}/answers {answer.id}: there is no answer {other!r} to see."
            for other in answer.see
            if pack.answer(other) is None
        ]
    return faults


def _twice(keys: list[str]) -> list[str]:
    return sorted({key for key in keys if keys.count(key) > 1})


def _cited(pack: Pack) -> list[tuple[str, str]]:
    """Every place in the pack that names a source, with the source it names."""
    cited = [(f"answers {a.id}", each.id) for a in pack.answers for each in a.sources]
    for proposal in pack.proposals:
        place = f"proposals/{proposal.id}.yml"
        cited += [(place, each.id) for each in proposal.sources]
        for point in (*proposal.gains, *proposal.losses):
            cited += [(place, each.id) for each in point.sources]
    return cited


def _one(kind: type[P], file: Path) -> P:
    return _checked(kind, _yaml(file), file, "")


def _many(kind: type[P], file: Path) -> list[P]:
    rows = _yaml(file)
    if not isinstance(rows, list):
        raise ContentError(f"{_short(file)}: this should be a list, each item beginning with '- '.")
    return [_checked(kind, row, file, f" item {n}") for n, row in enumerate(rows, 1)]


def _one_if_there(kind: type[P], file: Path) -> P | None:
    return _one(kind, file) if file.exists() else None


def _many_if_there(kind: type[P], file: Path) -> list[P]:
    return _many(kind, file) if file.exists() else []


def _checked(kind: type[P], value: Any, file: Path, place: str) -> P:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        lines = [
            f"{_short(file)}{place}: {'.'.join(str(part) for part in each['loc']) or 'the whole'}: "
            f"{each['msg']}"
            for each in error.errors()
        ]
        raise ContentError("\n".join(lines)) from error


def _yaml(file: Path) -> Any:
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ContentError(f"{_short(file)}: this file is missing.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or "it is not plain text"
        raise ContentError(f"{_short(file)}{line}: this cannot be read as YAML: {what}.") from error


def _short(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
