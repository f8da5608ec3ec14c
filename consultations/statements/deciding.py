"""Decide on statements: show one to others, decline it with a reason, or let it wait again."""

from __future__ import annotations

import uuid
from enum import StrEnum

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.authoring.adding import Prepared
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.models import SuggestedStatement
from consultations.publishing import publish
from consultations.statements.preparing import PreparedStatement
from consultations.statements.standing import Standing, statement_with

LONGEST_REMARK = 500


class StatementError(Exception):
    """Something that cannot be done with a statement, said in one sentence."""


class Because(StrEnum):
    """Why a statement is not shown. The policy that everybody can read explains each of them."""

    NAMES_SOMEBODY = "names-somebody"
    ABUSE = "abuse"
    MORE_THAN_ONE_IDEA = "more-than-one-idea"
    NOT_ABOUT_THIS = "not-about-this"
    ADVERT = "advert"
    REPEATS = "repeats"


def held(
    session: Session, *, consultation_slug: str, statement_id: uuid.UUID
) -> SuggestedStatement:
    """A statement that nobody else can decide on at the same moment.

    Raises StatementError when there is none, or when its author has taken it back.
    """
    found = statement_with(
        session, consultation_slug=consultation_slug, statement_id=statement_id, held=True
    )
    if found is None:
        raise StatementError("There is no such statement.")
    if found.status == Standing.WITHDRAWN:
        raise StatementError("Whoever suggested this has taken it back. Nothing was changed.")
    return found


def accept(
    session: Session, *, suggested: SuggestedStatement, prepared: PreparedStatement, actor: str
) -> None:
    """Put a statement into its pack, where people vote on it.

    The words that were typed stay as they were. If they were edited, ``replaced_by`` says which
    statement of the pack took their place. The file is written last: if it cannot be, nothing is
    marked. Raises StatementError when somebody has decided meanwhile, CannotWrite when the folder
    refuses.
    """
    _must_wait(suggested)
    statement = prepared.statement
    reason = f"statement {statement.id}"
    published = publish(session, pack=prepared.pack, by=actor, reason=reason)
    edited = statement.text != suggested.text
    _decide(suggested, Standing.ACCEPTED, actor=actor)
    suggested.statement_id = statement.id
    suggested.replaced_by = statement.id if edited else None
    note(
        session,
        actor=actor,
        what="statement accepted",
        subject=suggested.id,
        statement=statement.id,
        edited=edited,
        version=published.version,
    )
    session.flush()
    prepared.change.write()


def decline(
    session: Session,
    *,
    suggested: SuggestedStatement,
    because: Because,
    actor: str,
    remark: str = "",
    replaced_by: str | None = None,
    pack: Pack,
) -> None:
    """Do not show a statement, for a reason of the policy; a repeat names what it repeats.

    Raises StatementError when somebody has decided meanwhile, when a repeat names nothing in the
    pack, or when the remark is too long.
    """
    _must_wait(suggested)
    if because is not Because.REPEATS:
        replaced_by = None
    elif all(each.id != replaced_by for each in pack.statements):
        raise StatementError("Choose which statement it repeats.")
    if len(remark) > LONGEST_REMARK:
        raise StatementError(f"Make the remark shorter: it may have {LONGEST_REMARK} characters.")
    _decide(suggested, Standing.DECLINED, actor=actor)
    suggested.reason, suggested.remark, suggested.replaced_by = because, remark or None, replaced_by
    note(
        session,
        actor=actor,
        what="statement declined",
        subject=suggested.id,
        because=because,
        replaced_by=replaced_by,
    )
    session.flush()


def put_back(
    session: Session, *, suggested: SuggestedStatement, removal: Prepared | None, actor: str
) -> None:
    """Let a statement wait again; one that was shown is taken out of the pack with ``removal``.

    Votes on it are kept. Raises StatementError when it waits already, or when it is in the pack
    and there is no removal; CannotWrite when the folder refuses.
    """
    if suggested.status == Standing.WAITING:
        raise StatementError("This statement is waiting already.")
    was = suggested.status
    if removal is not None:
        reason = f"statement {suggested.statement_id} taken out"
        publish(session, pack=removal.pack, by=actor, reason=reason)
    _decide(suggested, Standing.WAITING, actor=None)
    note(session, actor=actor, what="statement put back", subject=suggested.id, was=was)
    session.flush()
    if removal is not None:
        removal.write()


def _must_wait(suggested: SuggestedStatement) -> None:
    if suggested.status != Standing.WAITING:
        raise StatementError("Somebody has decided on this meanwhile. Nothing was changed.")


def _decide(suggested: SuggestedStatement, status: Standing, *, actor: str | None) -> None:
    """Give it a new status, with nothing left of the one before. The record has it all."""
    suggested.status, suggested.decided_by = status, actor
    suggested.decided_at = None if actor is None else utc_now()
    suggested.statement_id = suggested.replaced_by = suggested.reason = suggested.remark = None
