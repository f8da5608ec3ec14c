"""Publish "you said, we did". What was published before stays stored, and readers see the new."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from consultations.approvals import Action, NotAgreed, use
from consultations.audit import note
from consultations.content.schema import Pack
from consultations.ledger.themes import ledger_version
from consultations.models import Approval, Outcome
from consultations.one_at_a_time import alone
from consultations.outcome.draft import Draft
from consultations.steps import recorded_status
from consultations.types import ConsultationStatus

WHAT, AROUND = "you said, we did", ("opening", "what_next")
NOT_DECIDED = "Record first that it has been decided, on the page Status. Then publish this."
NO_ROWS = "The ledger is empty. Write on the page Decide what became of each theme."
NOT_PLAIN = "Some sentences are not plain enough yet. Each is named below, with what to do."
MOVED = "The ledger has just been changed. Read this page again before you publish it."
AS_BEFORE = "People read exactly this already, so there is nothing to publish."


class OutcomeRefused(Exception):
    """Something that stops the outcome from being published, said in one sentence."""


def latest_outcome(session: Session, slug: str) -> Outcome | None:
    """What the public reads now; None before anything was published."""
    return session.scalars(_outcomes(slug).limit(1)).one_or_none()


def all_outcomes(session: Session, slug: str) -> list[Outcome]:
    """Everything that was published, the last first."""
    return list(session.scalars(_outcomes(slug)))


def why_not_yet(session: Session, *, pack: Pack, draft: Draft) -> str | None:
    """Why it cannot be published now; None when it can."""
    if recorded_status(session, pack.slug) is not ConsultationStatus.DECIDED:
        return NOT_DECIDED
    if not draft.content["rows"]:
        return NO_ROWS
    if draft.ledger.missing:
        names = ", ".join(each.raised.name for each in draft.ledger.missing[:5])
        return f"These large themes have no reason yet: {names}."
    if draft.stops:
        return NOT_PLAIN
    last = latest_outcome(session, pack.slug)
    return AS_BEFORE if last is not None and last.content == draft.content else None


def agreement_about(draft: Draft) -> dict[str, str]:
    """What a second person agrees to: exactly this content, and the words around the ledger."""
    around = {"opening": draft.opening, "what_next": draft.what_next}
    return {"what": WHAT, "content": draft.digest, **around}


def words_around(session: Session, slug: str) -> dict[str, str]:
    """The words around the ledger: as a second person is asked to agree, else as published last.

    Whoever is asked reads them so before agreeing, and whoever asked need not type them again.
    """
    last = latest_outcome(session, slug)
    asked = session.scalars(
        select(Approval)
        .where(
            Approval.consultation_slug == slug,
            Approval.action == Action.PUBLISH,
            Approval.used_at.is_(None),
            or_(Approval.agreed.is_(None), Approval.agreed.is_(True)),
        )
        .order_by(Approval.asked_at.desc(), Approval.id)
    )
    for wish in asked:
        if wish.detail.get("what") == WHAT and (not last or wish.asked_at > last.published_at):
            return {name: str(wish.detail.get(name, "")) for name in AROUND}
    return {name: last.content[name] if last else "" for name in AROUND}


def publish_outcome(session: Session, *, pack: Pack, draft: Draft, by: str) -> Outcome:
    """Publish a draft in somebody's name, with a second person's agreement where one is needed.

    Working a draft out takes a while, so it is done before. Raises OutcomeRefused when the ledger
    was changed since then, or when it cannot be published yet.
    """
    alone(session, f"outcome of {pack.slug}")
    alone(session, f"ledger of {pack.slug}")
    if ledger_version(session, pack=pack) != draft.ledger.version:
        raise OutcomeRefused(MOVED)
    why_not = why_not_yet(session, pack=pack, draft=draft)
    if why_not:
        raise OutcomeRefused(why_not)
    try:
        use(
            session,
            slug=pack.slug,
            action=Action.PUBLISH,
            by=by,
            detail=agreement_about(draft),
        )
    except NotAgreed as error:
        raise OutcomeRefused(str(error)) from error
    last = latest_outcome(session, pack.slug)
    row = Outcome(
        consultation_slug=pack.slug,
        revision=1 + (last.revision if last else 0),
        content=draft.content,
        published_by=by,
    )
    session.add(row)
    session.flush()
    note(
        session,
        actor=by,
        what="outcome published",
        subject=pack.slug,
        revision=row.revision,
        content=draft.digest,
        themes=len(draft.content["rows"]),
    )
    return row


def _outcomes(slug: str) -> Select[Outcome]:
    return (
        select(Outcome).where(Outcome.consultation_slug == slug).order_by(Outcome.revision.desc())
    )
