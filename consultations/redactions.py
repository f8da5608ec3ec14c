"""Comments as they may be shown: the words that were redacted give way to the reason."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import Redaction

IN_THEIR_PLACE = "[redacted: {reason}]"


class Hidden(Protocol):
    """The characters of a comment that are not shown, and why."""

    @property
    def starts(self) -> int: ...
    @property
    def ends(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def undone_at(self) -> object: ...


def shown_words(comment: str, redactions: Iterable[Hidden]) -> str:
    """The comment with ``[redacted: reason]`` for each part that is hidden. One undone hides none.

    Parts that overlap or touch become one, with every reason. The comment itself stays as it is.
    """
    shown, done = [], 0
    for starts, ends, reasons in _parts(comment, redactions):
        shown += [comment[done:starts], IN_THEIR_PLACE.format(reason=", ".join(reasons))]
        done = ends
    return "".join([*shown, comment[done:]])


def redactions_of(session: Session, *, consultation_slug: str) -> dict[uuid.UUID, list[Redaction]]:
    """The redactions that hold now in one consultation, by answer, in the order of the words."""
    found: dict[uuid.UUID, list[Redaction]] = defaultdict(list)
    for each in session.scalars(
        select(Redaction)
        .where(Redaction.consultation_slug == consultation_slug, Redaction.undone_at.is_(None))
        .order_by(Redaction.answer_id, Redaction.starts, Redaction.id)
    ):
        found[each.answer_id].append(each)
    return dict(found)


def _parts(comment: str, redactions: Iterable[Hidden]) -> list[tuple[int, int, list[str]]]:
    """Where something is hidden, from left to right, without overlaps."""
    parts: list[tuple[int, int, list[str]]] = []
    for each in sorted(redactions, key=lambda one: (one.starts, one.ends, one.reason)):
        starts, ends = max(0, each.starts), min(len(comment), each.ends)
        if each.undone_at is not None or starts >= ends:
            continue
        if parts and starts <= parts[-1][1]:
            before = parts.pop()
            reasons = list(dict.fromkeys([*before[2], each.reason]))
            parts.append((before[0], max(before[1], ends), reasons))
        else:
            parts.append((starts, ends, [each.reason]))
    return parts
