"""What is asked is counted without words, and remarks are kept under their question."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.answering.enquiries import Outcome, count_enquiry
from consultations.answers import NothingSaid, current_answer
from consultations.content.schema import Pack
from consultations.models import Answer, Enquiry
from consultations.on_record import is_on_record, put_on_record, question_for_remarks
from consultations.turns import times_handled
from consultations.types import Lane, QuestionKind
from tests.factories import a_conversation, a_message


def test_an_enquiry_says_how_it_ended_and_not_what_was_asked(session: Session, pack: Pack) -> None:
    a_conversation(session, pack)
    count_enquiry(session, pack=pack, outcome=Outcome.ANSWERED, answer_id="parking", language="pl")
    enquiry = session.scalars(select(Enquiry).order_by(Enquiry.id)).one()

    assert (enquiry.outcome, enquiry.answer_id, enquiry.language) == ("answered", "parking", "pl")
    assert {"text", "conversation_id"}.isdisjoint(Enquiry.__table__.columns.keys())


def test_remarks_are_kept_after_what_stands_there_as_a_new_revision(
    session: Session, pack: Pack
) -> None:
    conversation, _ = a_conversation(session, pack)
    question = question_for_remarks(pack, Lane.PUBLIC)
    assert question is not None
    for words in ("Hands off!", "No cuts."):
        message = a_message(session, conversation, text=words)
        put_on_record(
            session,
            conversation=conversation,
            question=question,
            words=words,
            inbound_id=message.id,
        )
        assert is_on_record(session, inbound_id=message.id)
    answer = current_answer(session, response=conversation.response, question_key="why")

    assert answer is not None
    assert (answer.comment, answer.revision) == ("Hands off!\n\nNo cuts.", 2)


def test_the_same_message_is_put_on_record_once(session: Session, pack: Pack) -> None:
    conversation, _ = a_conversation(session, pack)
    question = question_for_remarks(pack, Lane.PUBLIC)
    message = a_message(session, conversation, text="Hands off!")
    assert question is not None
    for _ in range(2):
        put_on_record(
            session,
            conversation=conversation,
            question=question,
            words="Hands off!",
            inbound_id=message.id,
        )

    assert len(session.scalars(select(Answer).order_by(Answer.id)).all()) == 1


def test_no_words_are_not_put_on_record(session: Session, pack: Pack) -> None:
    conversation, _ = a_conversation(session, pack)
    question = question_for_remarks(pack, Lane.PUBLIC)
    message = a_message(session, conversation)
    assert question is not None

    with pytest.raises(NothingSaid):
        put_on_record(
            session,
            conversation=conversation,
            question=question,
            words="  ",
            inbound_id=message.id,
        )


def test_a_question_marked_for_remarks_comes_before_others(pack: Pack) -> None:
    marked = pack.questions[0].model_copy(
        update={
            "key": "anything-else",
            "kind": QuestionKind.TEXT,
            "remarks": True,
            "lanes": (Lane.PUBLIC,),
        }
    )
    with_marked = pack.model_copy(update={"questions": (marked, *pack.questions)})

    found = question_for_remarks(with_marked, Lane.PUBLIC)

    assert found is not None
    assert found.key == "anything-else"


def test_messages_of_one_action_are_counted(session: Session, pack: Pack) -> None:
    conversation, _ = a_conversation(session, pack)

    assert times_handled(session, conversation=conversation, by="action_welcome") == 1
    assert times_handled(session, conversation=conversation, by="action_joke") == 0
