"""A whole response: read it back, submit it, find it by its code, take it out."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultations.answers import current_answers
from consultations.asked import pack_question
from consultations.audit import note
from consultations.content.schema import Pack
from consultations.content.words import words
from consultations.database import utc_now
from consultations.deliberation.measures import measures
from consultations.keeping_safe.taken_back import TAKEN_BACK, remember
from consultations.models import Answer, Conversation, Inbound, Response, SecondEntry
from consultations.queue.who_asked import forget_who_asked
from consultations.receipts import typed_code
from consultations.route import route
from consultations.statements.withdrawing import withdraw_statements
from consultations.steps import standing_of
from consultations.types import ConsultationStatus, ConversationStatus, Lane, QuestionKind


class ReadBackLine(NamedTuple):
    """One question, by its short name, and what was said to it, in words."""

    key: str
    question: str
    answer: str


def read_back(session: Session, *, response: Response, pack: Pack) -> list[ReadBackLine]:
    """Everything a response says, in the order asked."""
    answers = current_answers(session, response=response)
    lane, minutes = Lane(response.lane or Lane.PUBLIC), response.conversation.minutes
    return [
        ReadBackLine(question.key, question.short, answer_in_words(pack, question.key, answer))
        for question in route(pack, lane, minutes=minutes, said=answers)
        for answer in [answers.get(question.key)]
    ]


def answer_in_words(pack: Pack, question_key: str, answer: Answer | None) -> str:
    """What an answer says, in the words that were offered and the words that were typed."""
    question = pack.question(question_key)
    if answer is None or question is None:
        return words().no_answer
    if answer.skipped:
        return words().skipped
    asked = pack_question(pack, question)
    labels = [asked.label(value) for value in answer.choices or []]
    if question.kind is QuestionKind.RANKING:
        labels = [
            words().ranked.format(place=place, label=label) for place, label in enumerate(labels, 1)
        ]
    return "; ".join([*labels, *([answer.comment] if answer.comment else [])])


def submit(session: Session, *, conversation: Conversation, pack: Pack) -> Response:
    """Send a response in. One that comes after the close is kept and labelled as late."""
    response = conversation.response
    response.submitted_at = utc_now()
    response.late = standing_of(session, pack=pack).status is not ConsultationStatus.OPEN
    conversation.status, conversation.cursor = ConversationStatus.SUBMITTED, None
    response.measured = measures(session, conversation=conversation, pack=pack)
    session.flush()
    note(session, actor="respondent", what="response submitted", subject=response.id)
    return response


def find_by_code(session: Session, *, code: str) -> Response | None:
    """The response with this code, however it was typed."""
    return session.scalars(select(Response).where(Response.code == typed_code(code))).one_or_none()


def withdraw(session: Session, *, response: Response, by: str = "respondent") -> None:
    """Take a response out of the consultation and delete what was said in it.

    What its author asked in vain stays in the queue, with nothing that ties it to them. So does a
    statement that is shown to others; the words of one that is not are deleted.
    """
    conversation = session.get_one(Conversation, response.conversation_id)
    response.withdrawn_at = utc_now()
    response.stakeholder_group = response.place = response.interest = response.measured = None
    forget_who_asked(session, code=response.code)
    withdraw_statements(session, code=response.code)
    session.execute(delete(Answer).where(Answer.response_id == response.id))
    session.execute(delete(SecondEntry).where(SecondEntry.response_id == response.id))
    session.execute(
        update(Inbound)
        .where(Inbound.conversation_id == conversation.id)
        .values(text=None, choices=None)
    )
    for inbound in session.scalars(
        select(Inbound).where(Inbound.conversation_id == conversation.id).order_by(Inbound.seq)
    ):
        if inbound.reply is not None:
            inbound.reply = {**inbound.reply, "messages": [], "suggestions": []}
    conversation.status, conversation.cursor = ConversationStatus.WITHDRAWN, None
    session.flush()
    note(session, actor=by, what=TAKEN_BACK, subject=response.id)
    remember(session, response_id=response.id, what=TAKEN_BACK)
