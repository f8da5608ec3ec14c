"""Put on record what somebody said beside the questions, under the question for remarks."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.answers import current_answer, record_answer
from consultations.content.schema import Pack, Question
from consultations.models import Answer, Conversation, Inbound
from consultations.said_before import before
from consultations.types import Lane, QuestionKind

JUST_SAY_IT = "action_just_say_it"


def question_for_remarks(pack: Pack, lane: Lane) -> Question | None:
    """The question of a lane that is marked for remarks, or else its last that asks for words."""
    of_words = [q for q in pack.questions_for(lane) if q.kind is QuestionKind.TEXT]
    optional = [question for question in of_words if question.optional]
    marked = [question for question in of_words if question.remarks]
    return next(iter(marked or optional[-1:] or of_words[-1:]), None)


def said_one_thing(session: Session, *, inbound: Inbound) -> bool:
    """Whether a message is the one thing that somebody wanted to say, and said they would."""
    for earlier in before(session, inbound=inbound):
        if earlier.handled_by == JUST_SAY_IT:
            return True
        if earlier.question_key != inbound.question_key:
            return False
    return False


def is_on_record(session: Session, *, inbound_id: uuid.UUID) -> bool:
    """Whether a message was kept as an answer already."""
    kept = session.scalar(select(Answer.id).where(Answer.inbound_id == inbound_id))
    return kept is not None


def put_on_record(
    session: Session,
    *,
    conversation: Conversation,
    question: Question,
    words: str,
    inbound_id: uuid.UUID,
) -> Answer:
    """Keep words under a question after what stands there, as a new revision.

    Raises NothingSaid when there are no words.
    """
    comment = added_to_what_stands(
        session, conversation=conversation, question=question, words=words
    )
    return record_answer(
        session,
        response=conversation.response,
        question=question,
        content_version=conversation.content_version,
        comment=comment if words.strip() else None,
        inbound_id=inbound_id,
    )


def added_to_what_stands(
    session: Session, *, conversation: Conversation, question: Question, words: str
) -> str:
    """Words with what was said under a question before, which stays."""
    said = current_answer(session, response=conversation.response, question_key=question.key)
    earlier = [said.comment] if said is not None and said.comment else []
    return "\n\n".join([*earlier, words])
