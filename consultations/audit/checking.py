"""Check the whole record: every event against its digest, the chain, and the signed heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from consultations.audit.chain import digest_of
from consultations.audit.heads import heads, what_is_signed
from consultations.audit.signing import fits
from consultations.models import AuditEvent

READ_AT_A_TIME = 5_000
NOT_LINKED = "is in no chain. Somebody added it without the service, or took its link away"
NOT_FIRST = "is not the first one, and says that nothing came before it"
BROKEN = "does not follow the one before it. One was taken out, put in or moved there"
CHANGED = "is not as it was recorded"
UNREADABLE = "cannot be read"
PUBLISHED = "version published"
CHANGING = ("answer kept", "answer changed")
BROUGHT_IN = "response brought in"  # which holds the digests of all its answers
TAKING_BACK = ("response withdrawn", "response erased", "bringing in undone")


class Head(NamedTuple):
    """A head of the record as somebody kept it. ``day`` is there if it was published."""

    event_id: int
    digest: str
    day: date | None = None
    signature: str | None = None
    key: str | None = None


class Kept(NamedTuple):
    """What the record holds of an answer: its digest, and the id of its response.

    Both are empty for one that was kept before the record held them.
    """

    said: str
    response: str


@dataclass
class Verdict:
    """What was found. ``wrong`` is None when the record is whole.

    ``answers`` is what the record holds of answers, by their ids, and ``gone`` are the ids of the
    responses, and of the batches, that were taken back. ``texts`` are digests of published packs.
    """

    events: int = 0
    heads: int = 0
    last_id: int | None = None
    last_digest: str | None = None
    last_at: datetime | None = None
    wrong: str | None = None
    wrong_event: int | None = None
    keys: frozenset[str] = frozenset()
    answers: dict[str, Kept] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return self.wrong is None


def check_record(session: Session, *, against: Sequence[Head] = ()) -> Verdict:
    """Read the record from its first event to its last, and say what is wrong first, if anything.

    ``against`` are heads that were published: with them it also shows when the end is missing or
    when everything was made anew.
    """
    verdict = Verdict()
    kept = [
        Head(each.event_id, each.digest, each.day, each.signature, each.key)
        for each in heads(session)
    ]
    wanted: dict[int, list[str]] = {}
    for head in (*kept, *against):
        if not _is_signed(head):
            verdict.wrong_event = head.event_id
            verdict.wrong = f"The head of {head.day} has a signature that does not fit it."
            return verdict
        wanted.setdefault(head.event_id, []).append(head.digest)
    verdict.heads = len({*kept, *against})
    verdict.keys = frozenset(each.key for each in kept if each.key)
    _follow(session, verdict, wanted)
    if verdict.is_whole and wanted:
        number = min(wanted)
        verdict.wrong_event = number
        verdict.wrong = (
            f"Event {number} is missing. A signed head says that the record held it. "
            f"It ends with event {verdict.last_id or 0} now."
        )
    return verdict


def _follow(session: Session, verdict: Verdict, wanted: dict[int, list[str]]) -> None:
    """Go along the chain; every head that is met is taken out of ``wanted``."""
    before: str | None = None
    for row in _rows(session):
        if isinstance(row, int):
            _say(verdict, row, UNREADABLE)
            return
        why = _why_wrong(row, before, is_first=verdict.events == 0)
        if why is not None:
            _say(verdict, row.id, why)
            return
        for digest in wanted.pop(row.id, ()):
            if digest != row.digest:
                _say(verdict, row.id, "has another digest than its signed head says")
                return
        before = row.digest
        verdict.events += 1
        verdict.last_id, verdict.last_digest, verdict.last_at = row.id, row.digest, row.at
        _remember(verdict, row)


def _remember(verdict: Verdict, row: Row[Any]) -> None:
    """Keep what an event says of answers and texts, to compare it with what is stored."""
    if row.what == PUBLISHED and row.detail.get("sha256"):
        verdict.texts[str(row.detail.get("version"))] = str(row.detail["sha256"])
    if row.what in CHANGING:
        said, response = row.detail.get("said"), row.detail.get("response")
        verdict.answers[row.subject] = Kept(str(said or ""), str(response or ""))
    elif row.what == BROUGHT_IN:
        for answer, digest in row.detail.get("said", {}).items():
            verdict.answers[answer] = Kept(str(digest), row.subject)
    elif row.what in TAKING_BACK:
        verdict.gone.add(str(row.detail.get("batch") or row.subject))


def _why_wrong(row: Row[Any], before: str | None, *, is_first: bool) -> str | None:
    if row.digest is None:
        return NOT_LINKED
    if row.before is None and not is_first:
        return NOT_FIRST
    if row.before != before:
        return BROKEN
    made = digest_of(
        number=row.id,
        at=row.at,
        actor=row.actor,
        what=row.what,
        subject=row.subject,
        detail=row.detail,
        before=row.before,
    )
    return None if made == row.digest else CHANGED


def _say(verdict: Verdict, number: int, why: str) -> None:
    verdict.wrong_event, verdict.wrong = number, f"Event {number} {why}."


def _is_signed(head: Head) -> bool:
    """Whether a head carries a signature that fits. One that was typed in by hand has none."""
    if head.day is None:
        return True
    said = what_is_signed(head.day, head.event_id, head.digest)
    return fits(said, signature=head.signature or "", key=head.key or "")


def _rows(session: Session) -> Iterator[Row[Any] | int]:
    """Every event in order, without keeping them; the number of one that cannot be read."""
    after: int | None = None
    while True:
        try:
            rows = list(session.execute(_events(after).limit(READ_AT_A_TIME)))
        except (ValueError, TypeError, OperationalError):
            yield from _one_by_one(session, after)
            return
        yield from rows
        if len(rows) < READ_AT_A_TIME:
            return
        after = rows[-1].id


def _one_by_one(session: Session, after: int | None) -> Iterator[Row[Any] | int]:
    """The events from here on, as far as they can be read."""
    numbers = select(AuditEvent.id).order_by(AuditEvent.id)
    if after is not None:
        numbers = numbers.where(AuditEvent.id > after)
    for number in session.scalars(numbers).all():
        try:
            yield session.execute(_events(None).where(AuditEvent.id == number)).one()
        except (ValueError, TypeError, OperationalError):
            yield number
            return


def _events(after: int | None) -> Select[Any]:
    events = select(
        AuditEvent.id,
        AuditEvent.at,
        AuditEvent.actor,
        AuditEvent.what,
        AuditEvent.subject,
        AuditEvent.detail,
        AuditEvent.before,
        AuditEvent.digest,
    ).order_by(AuditEvent.id)
    return events if after is None else events.where(AuditEvent.id > after)
