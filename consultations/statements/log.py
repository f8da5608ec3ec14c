"""The record of moderation as a file: every statement, where it comes from, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.schema import Pack
from consultations.exports import to_csv
from consultations.models import SuggestedStatement
from consultations.statements.deciding import Because
from consultations.statements.standing import Standing

COLUMNS = ("id", "text", "status", "is_seed", "reason", "note", "replaced_by")
NOT_SHOWN = "not shown: names somebody"
EDITED = "edited"


def moderation_log(session: Session, *, pack: Pack, actor: str) -> str:
    """Every statement of the pack, then what was suggested and is not in it in those very words."""
    suggested = _suggested(session, pack.slug)
    note(session, actor=actor, what="moderation log exported", subject=pack.slug)
    return to_csv([COLUMNS, *_in_pack(pack, suggested), *_not_in_pack(pack, suggested)])


def _in_pack(pack: Pack, suggested: Sequence[SuggestedStatement]) -> Iterator[list[str]]:
    from_people = {each.statement_id for each in suggested}
    for each in pack.statements:
        is_seed = "no" if each.id in from_people else "yes"
        yield [each.id, each.text, Standing.ACCEPTED, is_seed, "", "", ""]


def _not_in_pack(pack: Pack, suggested: Sequence[SuggestedStatement]) -> Iterator[list[str]]:
    there = {each.id for each in pack.statements}
    for each in suggested:
        was_edited = each.status == Standing.ACCEPTED and each.replaced_by is not None
        if each.statement_id in there and not was_edited:
            continue
        yield [
            str(each.id),
            NOT_SHOWN if each.reason == Because.NAMES_SOMEBODY else each.text,
            EDITED if was_edited else each.status,
            "no",
            each.reason or "",
            each.remark or "",
            each.replaced_by or "",
        ]


def _suggested(session: Session, slug: str) -> Sequence[SuggestedStatement]:
    statement = (
        select(SuggestedStatement)
        .where(SuggestedStatement.consultation_slug == slug)
        .order_by(SuggestedStatement.suggested_on, SuggestedStatement.id)
    )
    return session.scalars(statement).all()
