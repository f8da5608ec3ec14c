"""Publish an answer into its pack, and tell those who asked, in one go."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.models import AskedQuestion
from consultations.publishing import publish
from consultations.queue.answer_file import Prepared
from consultations.queue.looking_after import answer_with


def publish_answer(
    session: Session, *, prepared: Prepared, questions: Sequence[AskedQuestion], actor: str
) -> None:
    """Put an answer into its pack and mark the questions as answered by it.

    The file is written last. If it cannot be, nothing is marked; if the commit that follows fails,
    the answer is live and the questions still wait, so that no promise is lost. Raises DealtWith
    when none of the questions waits, CannotWrite when the folder refuses.
    """
    reason = f"answer {prepared.answer.id}"
    published = publish(session, pack=prepared.pack, by=actor, reason=reason)
    answer_with(
        session,
        questions=questions,
        pack=prepared.pack,
        answer_id=prepared.answer.id,
        actor=actor,
    )
    note(
        session,
        actor=actor,
        what="answer published",
        subject=f"{prepared.pack.slug}/{prepared.answer.id}",
        version=published.version,
    )
    session.flush()
    prepared.write()
