"""What happens to the statements of somebody who takes their response back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultations.statements.standing import Standing
from consultations.statements.suggesting import forget_words
from consultations.statements.who_suggested import forget_who_suggested, statements_of


def withdraw_statements(session: Session, *, code: str) -> None:
    """Delete the words of what the holder of a code suggested, and cut every link to them.

    A statement that is shown to others stays in the pack, as they have voted on it; its row keeps
    the words that were decided on. Nothing ties it to anybody any more.
    """
    for each in statements_of(session, code=code):
        if each.status != Standing.ACCEPTED:
            forget_words(each)
    forget_who_suggested(session, code=code)
    session.flush()
