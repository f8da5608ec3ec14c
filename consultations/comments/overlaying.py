"""Hide words of a comment, pick some for the report, or set a response apart; and undo each."""

from __future__ import annotations

import uuid
from enum import StrEnum

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.comments.finding import OneComment, comment_alone, place_of
from consultations.database import utc_now
from consultations.models import Quote, Redaction, Removal


class HiddenBecause(StrEnum):
    """Why words are not shown."""

    NAMES_SOMEBODY = "names somebody"
    COULD_IDENTIFY = "could identify somebody"
    ABUSE = "abuse"
    LEGAL = "could break the law"


class RemovedBecause(StrEnum):
    """Why a response is received and not analysed."""

    SENT_TWICE = "sent twice"
    A_TEST = "a test"
    BLANK = "blank"
    NOT_ABOUT_THIS = "not about this consultation"
    MADE_UP = "made up to mislead"


class NoReason(Exception):
    """Nothing was chosen as the reason, said in one sentence."""


def redact(
    session: Session, *, comment: OneComment, words: str, reason: str, slug: str, by: str
) -> Redaction:
    """Hide words of a comment wherever it is shown. The comment itself stays as it is.

    The same words are hidden for the same reason once: a form that is sent twice changes nothing.
    Raises NotInComment when the words do not stand in it, and NoReason without a known reason.
    """
    because = _one_of(HiddenBecause, reason)
    starts, ends = place_of(words, comment=comment.answer.comment or "")
    for each in comment_alone(session, comment=comment).redactions:
        if (each.starts, each.ends, each.reason, each.undone_at) == (starts, ends, because, None):
            return each
    made = Redaction(
        consultation_slug=slug,
        answer_id=comment.answer.id,
        starts=starts,
        ends=ends,
        reason=because,
        by=by,
    )
    session.add(made)
    session.flush()
    note(
        session,
        actor=by,
        what="words redacted",
        subject=comment.answer.id,
        redaction=str(made.id),
        reason=because,
    )
    return made


def show_again(session: Session, *, comment: OneComment, redaction_id: uuid.UUID, by: str) -> None:
    """Undo a redaction of this comment. It is kept, with who undid it."""
    for each in comment.redactions:
        if each.id == redaction_id:
            each.undone_at, each.undone_by = utc_now(), by
            note(session, actor=by, what="redaction undone", subject=comment.answer.id)


def quote(
    session: Session, *, comment: OneComment, words: str, theme: str | None, slug: str, by: str
) -> Quote:
    """Pick words of a comment for the report, once for a theme.

    Raises NotInComment when they do not stand in it.
    """
    starts, ends = place_of(words, comment=comment.answer.comment or "")
    for each in comment_alone(session, comment=comment).quotes:
        if (each.starts, each.ends, each.theme_id) == (starts, ends, theme):
            return each
    made = Quote(
        consultation_slug=slug,
        answer_id=comment.answer.id,
        starts=starts,
        ends=ends,
        theme_id=theme,
        by=by,
    )
    session.add(made)
    session.flush()
    note(session, actor=by, what="quote picked", subject=comment.answer.id, theme=theme)
    return made


def drop_quote(session: Session, *, comment: OneComment, quote_id: uuid.UUID, by: str) -> None:
    """Take a quote out of the report again."""
    for each in comment.quotes:
        if each.id == quote_id:
            session.delete(each)
            note(session, actor=by, what="quote dropped", subject=comment.answer.id)


def set_apart(session: Session, *, comment: OneComment, reason: str, slug: str, by: str) -> None:
    """Leave a whole response out of every figure, with the reason. It is kept.

    Raises NoReason without a known reason.
    """
    because = _one_of(RemovedBecause, reason)
    if comment_alone(session, comment=comment).removal is not None:
        return
    response = comment.answer.response_id
    session.add(Removal(consultation_slug=slug, response_id=response, reason=because, by=by))
    note(session, actor=by, what="response set apart", subject=response, reason=because)


def put_back(session: Session, *, comment: OneComment, by: str) -> None:
    """Count a response again that was set apart."""
    if comment.removal is not None:
        comment.removal.put_back_at, comment.removal.put_back_by = utc_now(), by
        note(session, actor=by, what="response put back", subject=comment.removal.response_id)


def _one_of(kind: type[StrEnum], reason: str) -> str:
    if reason not in {str(each) for each in kind}:
        raise NoReason("Choose a reason.")
    return reason
