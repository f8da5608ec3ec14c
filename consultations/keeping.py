"""Keep an answer of the chat or of the form, with all that follows from it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy.orm import Session

from consultations.answers import current_answer, record_answer
from consultations.content.schema import SKIP, Pack, Question
from consultations.models import Answer, Conversation
from consultations.statements.suggesting import suggest, take_back


def keep_answer(
    session: Session,
    *,
    conversation: Conversation,
    pack: Pack,
    question: Question,
    choices: Sequence[str] | None = None,
    comment: str | None = None,
    inbound_id: uuid.UUID | None = None,
    is_first: bool = False,
) -> Answer:
    """Keep one answer; put it before the moderators as well if it is a statement for others.

    ``is_first`` as for ``record_answer``.
    Raises NothingSaid when nothing is said, and TooLong when a statement is. Then nothing is kept.
    """
    response = conversation.response
    if question.takes_statement:
        before = current_answer(session, response=response, question_key=question.key)
        words_before = before.comment if before is not None else None
        if comment and not (choices and list(choices) == [SKIP]):
            suggest(
                session,
                pack=pack,
                conversation=conversation,
                text=comment,
                instead_of=words_before,
            )
        elif words_before:
            take_back(session, conversation=conversation, text=words_before)
    return record_answer(
        session,
        response=response,
        question=question,
        content_version=conversation.content_version,
        choices=choices,
        comment=comment,
        inbound_id=inbound_id,
        is_first=is_first,
    )
