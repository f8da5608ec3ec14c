"""The frame of themes: begun from the pack, changed by people, and every change on record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.cleaning import clean_text
from consultations.coding.kinds import CodingError, Origin, Standing
from consultations.content.schema import Pack
from consultations.models import ThemeCode

LONGEST_NAME, LONGEST_DESCRIPTION = 80, 400
FROM_PACK = "pack"


class FrameCode(NamedTuple):
    """One theme of the frame as it stands now."""

    theme_id: str
    name: str
    description: str
    seeds: tuple[str, ...]
    origin: Origin
    standing: Standing
    merged_into: str | None = None


def frame_of(session: Session, *, pack: Pack) -> list[FrameCode]:
    """Every theme of the frame: those of the pack in its order, then the others by name.

    A theme of the pack that nobody has touched counts as selected: whoever published the pack
    chose it, and respondents are asked to confirm it.
    """
    rows = {each.theme_id: each for each in _rows(session, pack)}
    frame = [
        _code(rows.pop(theme.id)) if theme.id in rows else _from_pack(theme.id, pack)
        for theme in pack.themes
    ]
    return frame + [_code(row) for row in rows.values()]


def selected(frame: Sequence[FrameCode]) -> list[FrameCode]:
    """The themes that are given to comments, counted and reported."""
    return [each for each in frame if each.standing is Standing.SELECTED]


def counted_as(frame: Sequence[FrameCode]) -> dict[str, str]:
    """Under which selected theme each theme counts. Those that count under none are left out."""
    by_id = {each.theme_id: each for each in frame}
    found = {}
    for each in frame:
        end = _end_of(each, by_id)
        if end is not None and end.standing is Standing.SELECTED:
            found[each.theme_id] = end.theme_id
    return found


def add_theme(session: Session, *, pack: Pack, name: str, description: str, actor: str) -> str:
    """Add a theme that a person thought of, and return its id.

    Raises CodingError when it has no name, or one that is taken.
    """
    name, description = _checked(session, pack, name, description)
    theme_id = new_id(name, {each.theme_id for each in frame_of(session, pack=pack)})
    row = ThemeCode(
        consultation_slug=pack.slug,
        theme_id=theme_id,
        name=name,
        description=description,
        origin=Origin.PERSON,
        state=Standing.SELECTED,
        made_by=actor,
    )
    session.add(row)
    _note(session, row, actor, "theme added", name=name)
    return theme_id


def rename_theme(
    session: Session, *, pack: Pack, theme_id: str, name: str, description: str, actor: str
) -> None:
    """Give a theme another name or description.

    Raises CodingError when there is no such theme, or when the name is missing or taken.
    """
    row = _row(session, pack, theme_id)
    name, description = _checked(session, pack, name, description, but=theme_id)
    before = {"name": row.name, "description": row.description}
    row.name, row.description = name, description
    _note(session, row, actor, "theme renamed", before=before, name=name, description=description)


def put_theme(
    session: Session, *, pack: Pack, theme_id: str, standing: Standing, actor: str
) -> None:
    """Select a theme, set it aside, or make it a candidate again. Its codes stay as they are.

    Raises CodingError when there is no such theme, or when it should be merged: that names another.
    """
    if standing is Standing.MERGED:
        raise CodingError("Choose the theme that it is merged into.")
    row = _row(session, pack, theme_id)
    before = row.state
    row.state, row.merged_into = standing, None
    _note(session, row, actor, f"theme {standing}", before=before)


def merge_theme(session: Session, *, pack: Pack, theme_id: str, into: str, actor: str) -> None:
    """Count everything of one theme under another. It can be selected again later.

    Raises CodingError when one of the two is unknown, or when they would be merged in a circle.
    """
    frame = {each.theme_id: each for each in frame_of(session, pack=pack)}
    if into not in frame or theme_id not in frame:
        raise CodingError("There is no such theme any more.")
    end = _end_of(frame[into], frame)
    if into == theme_id or end is None or end.theme_id == theme_id:
        raise CodingError("A theme cannot be merged into itself.")
    row = _row(session, pack, theme_id)
    before = row.state
    row.state, row.merged_into = Standing.MERGED, into
    _note(session, row, actor, "theme merged", before=before, into=into)


def new_id(name: str, taken: set[str]) -> str:
    """A short name in small letters and hyphens that no theme has yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-") or "theme"
    tries = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(taken) + 3))
    return next(each for each in tries if each not in taken)


def _rows(session: Session, pack: Pack) -> list[ThemeCode]:
    statement = (
        select(ThemeCode)
        .where(ThemeCode.consultation_slug == pack.slug)
        .order_by(ThemeCode.name, ThemeCode.theme_id)
    )
    return list(session.scalars(statement))


def _row(session: Session, pack: Pack, theme_id: str) -> ThemeCode:
    """The row of a theme; one of the pack gets its row when it is changed for the first time."""
    row = next((each for each in _rows(session, pack) if each.theme_id == theme_id), None)
    if row is not None:
        return row
    if theme_id not in {each.id for each in pack.themes}:
        raise CodingError("There is no such theme any more.")
    found = _from_pack(theme_id, pack)
    row = ThemeCode(
        consultation_slug=pack.slug,
        theme_id=theme_id,
        name=found.name,
        description=found.description,
        seeds=list(found.seeds),
        origin=Origin.PACK,
        state=Standing.SELECTED,
        made_by=FROM_PACK,
    )
    session.add(row)
    session.flush()
    return row


def _from_pack(theme_id: str, pack: Pack) -> FrameCode:
    theme = next(each for each in pack.original.themes if each.id == theme_id)
    return FrameCode(theme.id, theme.label, theme.what, theme.words, Origin.PACK, Standing.SELECTED)


def _code(row: ThemeCode) -> FrameCode:
    return FrameCode(
        row.theme_id,
        row.name,
        row.description,
        tuple(row.seeds or ()),
        Origin(row.origin),
        Standing(row.state),
        row.merged_into,
    )


def _end_of(code: FrameCode, by_id: Mapping[str, FrameCode]) -> FrameCode | None:
    """Where a theme ends up when every merging is followed; None in a circle or a dead end."""
    seen: set[str] = set()
    found: FrameCode | None = code
    while found is not None and found.standing is Standing.MERGED:
        if found.theme_id in seen:
            return None
        seen.add(found.theme_id)
        found = by_id.get(found.merged_into or "")
    return found


def _checked(
    session: Session, pack: Pack, name: str, description: str, *, but: str | None = None
) -> tuple[str, str]:
    name = " ".join(clean_text(name).split())[:LONGEST_NAME]
    description = " ".join(clean_text(description).split())[:LONGEST_DESCRIPTION]
    if not name:
        raise CodingError("Give the theme a name.")
    others = [each for each in frame_of(session, pack=pack) if each.theme_id != but]
    if name.casefold() in {each.name.casefold() for each in others}:
        raise CodingError("Another theme has this name. Choose another, or merge the two.")
    return name, description


def _note(session: Session, row: ThemeCode, actor: str, what: str, **detail: object) -> None:
    session.flush()
    note(
        session,
        actor=actor,
        what=what,
        subject=f"{row.consultation_slug}/{row.theme_id}",
        **detail,
    )
