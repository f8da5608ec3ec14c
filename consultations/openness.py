"""How far a consultation has come: what is recorded, what its dates do, and what may follow.

The steps are draft, open, closed, analysing, decided. The record is the truth. Dates take the steps
to open and to closed by themselves; the status in the files of a pack is only a wish.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from consultations.content.schema import LONDON, Consultation
from consultations.database import utc_now
from consultations.types import ConsultationStatus as Status

ORDER = tuple(Status)
FOLLOWS: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.OPEN,),
    Status.OPEN: (Status.CLOSED,),
    Status.CLOSED: (Status.ANALYSING, Status.OPEN),
    Status.ANALYSING: (Status.DECIDED,),
    Status.DECIDED: (),
}
OPENED, CLOSED = "Its opening time came.", "Its closing time came."
FILES_SAY = "The files of the pack say so."
NO_WAY = {
    Status.DRAFT: "A consultation that has opened cannot go back to draft.",
    Status.OPEN: "Only a closed consultation can be opened again, before its answers are read.",
    Status.CLOSED: "Only an open consultation can be closed.",
    Status.ANALYSING: "The answers are read after the close. Close the consultation first.",
    Status.DECIDED: "Nothing can be decided before the answers are read. Record that step first.",
}


class Step(NamedTuple):
    """A step from one status to the next, when it takes effect, and why."""

    status: Status
    at: datetime
    reason: str


def status_now(
    consultation: Consultation, *, recorded: Status | None = None, now: datetime | None = None
) -> Status:
    """The status at a moment: what is recorded, and the steps that are due since."""
    steps = due_steps(consultation, recorded=recorded, now=now)
    return steps[-1].status if steps else recorded or Status.DRAFT


def is_open(
    consultation: Consultation, *, recorded: Status | None = None, now: datetime | None = None
) -> bool:
    """Whether new responses may be started."""
    return status_now(consultation, recorded=recorded, now=now) is Status.OPEN


def may_answer(status: Status, *, is_sent: bool) -> bool:
    """Whether somebody who has begun may go on.

    A response that was sent can be changed while the consultation is open. One that was not may be
    finished after the close, late, until the answers are being read.
    """
    return status is Status.OPEN or (status is Status.CLOSED and not is_sent)


def due_steps(
    consultation: Consultation, *, recorded: Status | None, now: datetime | None = None
) -> list[Step]:
    """The steps that the service has to record now: those of the dates.

    When nothing is recorded yet, one step that the files wish for comes after them.
    """
    now = now or utc_now()
    at = recorded or Status.DRAFT
    if at is Status.DRAFT and consultation.status is Status.DRAFT:
        return []
    steps = []
    if at is Status.DRAFT and now >= consultation.opens:
        steps.append(Step(at := Status.OPEN, consultation.opens, OPENED))
    if at is Status.OPEN and now >= consultation.closes:
        steps.append(Step(at := Status.CLOSED, consultation.closes, CLOSED))
    wish = None if recorded else wished_step(consultation, status=at, now=now)
    return [*steps, wish] if wish else steps


def wished_step(
    consultation: Consultation, *, status: Status, now: datetime | None = None
) -> Step | None:
    """The step that the files of a pack wish for, if it may be taken from this status."""
    now, wish = now or utc_now(), consultation.status
    if ORDER.index(wish) <= ORDER.index(status) or wish is Status.OPEN:
        return None
    if refusal(consultation, status=status, to=wish, reason=FILES_SAY, now=now):
        return None
    return Step(wish, now, FILES_SAY)


def refusal(
    consultation: Consultation,
    *,
    status: Status,
    to: Status,
    reason: str | None = None,
    now: datetime | None = None,
) -> str | None:
    """Why a step may not be taken, with what to do; None when it may."""
    now = now or utc_now()
    is_over = now >= consultation.closes
    if to is status:
        return _already(consultation, status)
    if to not in FOLLOWS[status]:
        return NO_WAY[to]
    if status is Status.DRAFT:
        if now < consultation.opens:
            return f"It opens by itself on {in_london(consultation.opens)}."
        return (
            "Its closing time has passed. Move 'closes' in consultation.yml." if is_over else None
        )
    if to is Status.OPEN and is_over:
        return (
            f"Its closing time was {in_london(consultation.closes)}. "
            "Move 'closes' in consultation.yml to a later time first."
        )
    if to is Status.DECIDED and not is_over and reason == FILES_SAY:
        return (
            f"Files decide nothing before the closing time, {in_london(consultation.closes)}. "
            "It closed early, so a named person records the decision, with a reason."
        )
    if needs_reason(consultation, status=status, to=to, now=now) and not (reason or "").strip():
        return "Give a reason for this step. It is kept in the record."
    return None


def needs_reason(
    consultation: Consultation, *, status: Status, to: Status, now: datetime | None = None
) -> bool:
    """Whether a step has to be explained: opening again, and what is done before the promised time.

    That is to close, and to decide after an early close.
    """
    ends = to in (Status.CLOSED, Status.DECIDED)
    early = ends and (now or utc_now()) < consultation.closes
    return early or (status is Status.CLOSED and to is Status.OPEN)


def disagreement(
    consultation: Consultation, *, status: Status, now: datetime | None = None
) -> str | None:
    """What the files of a pack wish for and the service does not do, with why; None when nothing.

    Files that lag behind the record are no disagreement: nobody has to edit them at each step.
    """
    now, wish = now or utc_now(), consultation.status
    said = f"The files say '{wish}', and the record says '{status}'."
    if wish is Status.OPEN and status is Status.CLOSED and now < consultation.closes:
        return f"{said} To open it again, take that step with a reason."
    if wish is Status.OPEN or ORDER.index(wish) <= ORDER.index(status):
        return None
    why = refusal(consultation, status=status, to=wish, reason=FILES_SAY, now=now)
    return f"{said} {why or 'Take that step yourself.'}"


def in_london(when: datetime) -> str:
    """A moment by a clock in London: 30 September 2027 at 17:00."""
    return f"{when.astimezone(LONDON):%-d %B %Y at %H:%M}"


def _already(consultation: Consultation, status: Status) -> str:
    if status is Status.OPEN:
        return (
            f"It is open until {in_london(consultation.closes)}. "
            "To keep it open for longer, move 'closes' in consultation.yml."
        )
    return f"Its status is '{status}' already."
