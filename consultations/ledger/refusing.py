"""Why a decision cannot be recorded yet: a large theme has no reason."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.ledger.themes import ledger_of

NAMED = 5


def still_to_explain(session: Session, *, pack: Pack) -> str | None:
    """Why "decided" may not be recorded: which large themes have no reason; None when all have."""
    ledger = ledger_of(session, pack=pack)
    missing = ledger.missing
    if not missing:
        return None
    names = ", ".join(each.raised.name for each in missing[:NAMED])
    more = f" and {len(missing) - NAMED:,} more" if len(missing) > NAMED else ""
    return (
        f"Each theme that {ledger.smallest:,} people or more raised needs an outcome and a reason "
        f"first. Write them on the page Decide. Still missing: {names}{more}."
    )
