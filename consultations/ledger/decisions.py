"""What became of each theme, as it was written down: every change is a new row, none is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.cleaning import clean_text
from consultations.ledger.kinds import SETTLED, Became, LedgerError
from consultations.models import ThemeDecision
from consultations.one_at_a_time import alone

LONGEST = 2_000
NO_OUTCOME = "Choose what became of it."
NO_WHAT = "Say what you changed, in a sentence or two."
CHANGED_NOTHING = (
    "You chose that it was not changed, and “We did” says what you did. Leave that empty, or "
    "choose that you changed some of it."
)
NO_BECAUSE = "Say why. A reason is what shows that it was considered."
AS_BEFORE = "This is what the ledger says already. Nothing was written."
MOVED_ON = "{name} has changed this meanwhile. Read it again before you write over it."


def latest_decisions(session: Session, slug: str) -> dict[str, ThemeDecision]:
    """The last revision of every theme that has one, by theme."""
    last = (
        select(ThemeDecision.theme_id, func.max(ThemeDecision.revision).label("revision"))
        .where(ThemeDecision.consultation_slug == slug)
        .group_by(ThemeDecision.theme_id)
        .subquery()
    )
    rows = session.scalars(
        select(ThemeDecision)
        .join(
            last,
            (ThemeDecision.theme_id == last.c.theme_id)
            & (ThemeDecision.revision == last.c.revision),
        )
        .where(ThemeDecision.consultation_slug == slug)
        .order_by(ThemeDecision.theme_id)
    )
    return {each.theme_id: each for each in rows}


def history(session: Session, slug: str, theme_id: str) -> list[ThemeDecision]:
    """Every revision of one theme, the last first."""
    return list(
        session.scalars(
            select(ThemeDecision)
            .where(ThemeDecision.consultation_slug == slug, ThemeDecision.theme_id == theme_id)
            .order_by(ThemeDecision.revision.desc())
        )
    )


def is_settled(decision: ThemeDecision | None) -> bool:
    """Whether a theme has an outcome and its reason."""
    return decision is not None and decision.outcome in SETTLED and bool(decision.because)


def write_down(
    session: Session,
    *,
    slug: str,
    theme_id: str,
    outcome: str,
    we_heard: str,
    what: str,
    because: str,
    evidence: Mapping[str, Any],
    read: int,
    by: str,
) -> ThemeDecision:
    """Write down what became of a theme, as a new revision. ``read`` is the one that was read.

    Raises LedgerError when something is missing, when nothing is new, and when somebody else wrote
    meanwhile.
    """
    if outcome not in tuple(Became):
        raise LedgerError(NO_OUTCOME)
    texts = [clean_text(each)[:LONGEST] for each in (we_heard, what, because)]
    if outcome in (Became.CHANGED, Became.PARTLY) and not texts[1]:
        raise LedgerError(NO_WHAT)
    if outcome == Became.NOT_CHANGED and texts[1]:
        raise LedgerError(CHANGED_NOTHING)
    if outcome in SETTLED and not texts[2]:
        raise LedgerError(NO_BECAUSE)
    alone(session, f"ledger of {slug}")
    last = next(iter(history(session, slug, theme_id)), None)
    if last is not None and last.revision != read:
        raise LedgerError(MOVED_ON.format(name=last.by))
    if last and [last.outcome, last.we_heard, last.what, last.because] == [outcome, *texts]:
        raise LedgerError(AS_BEFORE)
    row = ThemeDecision(
        consultation_slug=slug,
        theme_id=theme_id,
        revision=1 + (last.revision if last else 0),
        outcome=outcome,
        we_heard=texts[0],
        what=texts[1],
        because=texts[2],
        evidence=dict(evidence),
        by=by,
    )
    session.add(row)
    session.flush()
    note(
        session,
        actor=by,
        what="theme decided",
        subject=f"{slug}/{theme_id}",
        outcome=outcome,
        revision=row.revision,
    )
    return row
