"""The answers of a pack as the public reads them: by topic, and which came after the opening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic_core import from_json
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.content.schema import LONDON, Pack, PackAnswer
from consultations.models import ContentVersion
from consultations.quick_yaml import read_yaml
from consultations.versions import pack_shown


class Topic(NamedTuple):
    """The answers in one file of a pack, under the name of the file."""

    name: str
    answers: tuple[PackAnswer, ...]


def topics_of(pack: Pack, *, content_dir: Path) -> list[Topic]:
    """The answers of a pack, file by file. Those whose file has changed meanwhile come last."""
    left = {answer.id: answer for answer in pack.answers}
    topics = []
    for file in sorted((content_dir / pack.slug / "answers").glob("*.yml")):
        ids = _ids_in(file, file.stat().st_mtime_ns)
        answers = tuple(left.pop(each) for each in ids if each in left)
        if answers:
            topics.append(Topic(file.stem, answers))
    return [*topics, Topic("", tuple(left.values()))] if left else topics


def new_since_opening(session: Session, *, pack: Pack) -> Mapping[str, date]:
    """The answers that were not there when the consultation opened, with the day each was new."""
    statement = (
        select(ContentVersion.id, ContentVersion.published_at)
        .where(
            ContentVersion.consultation_slug == pack.slug,
            ContentVersion.published_at.is_not(None),
        )
        .order_by(ContentVersion.published_at, ContentVersion.id)
    )
    versions = [(version, at) for version, at in session.execute(statement) if at is not None]
    if not versions:
        return {}
    before = [place for place, (_, at) in enumerate(versions) if at <= pack.consultation.opens]
    start = before[-1] if before else 0
    known = set(_ids_of_version(session, versions[start][0]))
    new: dict[str, date] = {}
    for version, at in versions[start + 1 :]:
        for answer_id in _ids_of_version(session, version) - known:
            new.setdefault(answer_id, at.astimezone(LONDON).date())
    return new


def answer_given(session: Session, *, pack: Pack, answer_id: str) -> tuple[Pack, PackAnswer] | None:
    """An answer with the pack it stands in: as it is now, else as it was shown last."""
    answer = pack.answer(answer_id)
    if answer is not None:
        return pack, answer
    statement = (
        select(ContentVersion.id)
        .where(ContentVersion.consultation_slug == pack.slug)
        .order_by(ContentVersion.first_used_at.desc(), ContentVersion.id)
    )
    for version in session.scalars(statement):
        if answer_id in _ids_of_version(session, version):
            shown = pack_shown(session, version)
            found = shown.answer(answer_id)
            return (shown, found) if found else None
    return None


_ids_known: dict[str, frozenset[str]] = {}


def _ids_of_version(session: Session, version: str) -> frozenset[str]:
    """The answers of one stored version, which never changes."""
    if version not in _ids_known:
        stored = session.get_one(ContentVersion, version)
        _ids_known[version] = frozenset(each["id"] for each in from_json(stored.pack)["answers"])
    return _ids_known[version]


@lru_cache(maxsize=512)
def _ids_in(file: Path, _changed: int) -> tuple[str, ...]:
    """The answers in a file, in order; none while somebody has it half edited."""
    try:
        rows = read_yaml(file.read_text(encoding="utf-8"))
        return tuple(str(each["id"]) for each in rows)
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError):
        return ()
