"""What people say about the lines of the readiness list. A change is a new row."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.cleaning import clean_text
from consultations.models import ReadinessNote
from consultations.readiness.rules import rules

LONGEST = 2_000


class Said(StrEnum):
    """What somebody says of a line."""

    IN_HAND = "in-hand"
    DONE = "done"
    DOES_NOT_APPLY = "does-not-apply"


class NoteError(Exception):
    """A note that cannot be kept, said in one sentence."""


def notes_of(session: Session, slug: str) -> dict[str, list[ReadinessNote]]:
    """Every note, by line, the last first."""
    known = {line.id for group in rules().groups for line in group.lines}
    found: dict[str, list[ReadinessNote]] = {}
    for each in session.scalars(
        select(ReadinessNote)
        .where(ReadinessNote.consultation_slug == slug)
        .order_by(ReadinessNote.at.desc(), ReadinessNote.id)
    ):
        if each.item in known:
            found.setdefault(each.item, []).append(each)
    return found


def write_note(
    session: Session, *, slug: str, item: str, state: str, text: str, by: str
) -> ReadinessNote:
    """Keep a note about one line, with who and when.

    Raises NoteError when there is no such line, no such state, or no word.
    """
    if item not in {line.id for group in rules().groups for line in group.lines}:
        raise NoteError("There is no such line on the list.")
    if state not in tuple(Said):
        raise NoteError("Choose how far this is.")
    text = clean_text(text)[:LONGEST]
    if not text:
        raise NoteError("Write a note: what was done, by whom, and where that is kept.")
    row = ReadinessNote(consultation_slug=slug, item=item, state=state, note=text, by=by)
    session.add(row)
    session.flush()
    note(session, actor=by, what="readiness noted", subject=f"{slug}/{item}", state=state)
    return row
