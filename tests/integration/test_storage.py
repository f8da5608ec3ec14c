"""What a respondent said is kept exactly once, in full, and can be changed and taken out."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultations.answers import (
    NothingSaid,
    current_answer,
    current_answers,
    record_answer,
)
from consultations.content.schema import Pack
from consultations.models import Answer, AuditEvent, Conversation, Response
from consultations.moving import move_on, start_over
from consultations.responses import find_by_code, read_back, submit, withdraw
from consultations.types import ConversationStatus, Lane
from tests.factories import a_conversation, a_message, a_response, an_answer


def count(session: Session, table: type[object]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


class TestRecordAnswer:
    def test_keeps_choices_words_version_and_receipt(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "which-days", ["saturday", "sunday"])

        session.expire_all()
        assert answer.choices == ["saturday", "sunday"]
        assert answer.comment is None
        assert answer.content_version == pack.version
        assert answer.receipt.startswith("SB-")
        assert answer.current
        assert answer.revision == 1
        assert answer.answered_at.tzinfo is not None

    @pytest.mark.parametrize(
        "words",
        [
            "Two buses.",
            "🙂🚌",
            "أريد موعدًا مسائيًا",
            "line\nline",
            "x" * 5_000,
            "Robert'); --",
            "{{7*7}}",
        ],
    )
    def test_keeps_words_as_they_were_said(self, session: Session, pack: Pack, words: str) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "why", words)

        session.expire_all()
        assert answer.comment == words

    def test_makes_one_answer_of_one_message(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        inbound = a_message(session, conversation)
        first = an_answer(session, conversation, pack, "why", "Two buses.", inbound=inbound)
        again = an_answer(session, conversation, pack, "why", "Two buses.", inbound=inbound)

        assert again is first
        assert count(session, Answer) == 1

    def test_makes_a_new_revision_of_a_change_and_keeps_the_old(
        self, session: Session, pack: Pack
    ) -> None:
        conversation, _ = a_conversation(session, pack)
        for words in ("Two buses.", "Three buses.", "A taxi."):
            an_answer(session, conversation, pack, "why", words)

        kept = session.scalars(select(Answer).order_by(Answer.revision)).all()
        assert [(each.revision, each.comment, each.current) for each in kept] == [
            (1, "Two buses.", False),
            (2, "Three buses.", False),
            (3, "A taxi.", True),
        ]

    def test_keeps_a_skip_as_a_skip(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "which-days", ["skip"])

        assert answer.skipped
        assert answer.choices is None

    def test_fills_what_the_response_says_about_the_person(
        self, session: Session, pack: Pack
    ) -> None:
        conversation, _ = a_conversation(session, pack)
        an_answer(session, conversation, pack, "capacity", ["carer"])

        assert conversation.response.stakeholder_group == "carer"

    @pytest.mark.parametrize("words", [None, "", "   ", "\n"])
    def test_refuses_an_answer_that_says_nothing(
        self, session: Session, pack: Pack, words: str | None
    ) -> None:
        conversation, _ = a_conversation(session, pack)
        question = pack.question("why")
        assert question is not None

        with pytest.raises(NothingSaid):
            record_answer(
                session,
                response=conversation.response,
                question=question,
                content_version=pack.version,
                comment=words,
            )
        assert count(session, Answer) == 0

    def test_leaves_an_event_without_the_words(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "why", "a-canary-that-sings")

        events = session.scalars(
            select(AuditEvent).where(AuditEvent.subject == str(answer.id)).order_by(AuditEvent.id)
        ).all()
        assert [event.what for event in events] == ["answer kept"]
        assert "canary" not in str([(e.what, e.actor, e.detail) for e in events])


class TestTheDatabaseItself:
    """Rules that hold even if a program forgets them."""

    def _another(self, answer: Answer, **different: object) -> Answer:
        fields = {
            name: getattr(answer, name)
            for name in ("response_id", "question_key", "comment", "content_version")
        }
        return Answer(**{**fields, "revision": 9, "receipt": "SB-0000-00", **different})

    def test_holds_one_current_answer_to_a_question(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "why", "Two buses.")

        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(self._another(answer))
        with session.begin_nested():
            session.add(self._another(answer, current=False))

    def test_holds_one_answer_for_one_message(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        inbound = a_message(session, conversation)
        answer = an_answer(session, conversation, pack, "why", "Two buses.", inbound=inbound)

        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(self._another(answer, current=False, inbound_id=inbound.id))

    def test_holds_no_answer_that_says_nothing(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "why", "Two buses.")

        with pytest.raises(IntegrityError, match="says_something"), session.begin_nested():
            session.add(self._another(answer, current=False, comment=None))

    def test_holds_no_receipt_twice(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "why", "Two buses.")

        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(self._another(answer, current=False, receipt=answer.receipt))

    def test_holds_no_answer_of_nobody(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)
        answer = an_answer(session, conversation, pack, "why", "Two buses.")

        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(self._another(answer, response_id=conversation.id, current=False))


class TestMovingOn:
    def test_goes_to_the_first_question_without_an_answer(
        self, session: Session, pack: Pack
    ) -> None:
        conversation, _ = a_conversation(session, pack)
        an_answer(session, conversation, pack, "capacity", ["patient"])
        an_answer(session, conversation, pack, "in-order", ["as-is"])

        move_on(session, conversation=conversation, pack=pack)

        assert conversation.cursor == "which-days"

    def test_starts_over_without_forgetting(self, session: Session, pack: Pack) -> None:
        conversation = a_response(session, pack, {"why": "Two buses."}, submitted=False)

        start_over(session, conversation=conversation, pack=pack)

        assert conversation.cursor == "capacity"
        assert current_answers(session, response=conversation.response) == {}
        assert count(session, Answer) == 1

    def test_counts_on_from_the_old_revisions_after_starting_over(
        self, session: Session, pack: Pack
    ) -> None:
        conversation = a_response(session, pack, {"why": "Two buses."}, submitted=False)
        start_over(session, conversation=conversation, pack=pack)

        assert an_answer(session, conversation, pack, "why", "A taxi.").revision == 2


class TestReadBack:
    def test_says_everything_in_words_in_the_order_asked(
        self, session: Session, pack: Pack
    ) -> None:
        conversation = a_response(
            session,
            pack,
            {
                "why": "Two buses.",
                "capacity": ["patient"],
                "which-days": ["skip"],
                "in-order": ["as-is", "late-opening"],
            },
            submitted=False,
        )

        lines = read_back(session, response=conversation.response, pack=pack)

        assert [(line.question, line.answer) for line in lines] == [
            ("Taking part as", "A patient"),
            ("Days", "Skipped"),
            (
                "Ideas in order",
                "1. Leave the opening hours as they are; 2. Open until eight in the evening",
            ),
            ("Reasons", "Two buses."),
            ("Evenings", "You did not answer this"),
        ]


class TestSubmit:
    def test_closes_the_conversation_and_dates_the_response(
        self, session: Session, pack: Pack
    ) -> None:
        conversation = a_response(session, pack, {"why": "Two buses."})

        assert conversation.status == ConversationStatus.SUBMITTED
        assert conversation.cursor is None
        assert conversation.response.submitted_at is not None
        assert not conversation.response.late

    def test_labels_what_comes_after_the_close_as_late(self, session: Session, pack: Pack) -> None:
        conversation = a_response(session, pack, {"why": "Two buses."}, submitted=False)
        over = pack.consultation.model_copy(update={"closes": pack.consultation.opens})

        submit(
            session,
            conversation=conversation,
            pack=pack.model_copy(update={"consultation": over}),
        )

        assert conversation.response.late

    def test_can_be_found_by_its_code_however_it_is_typed(
        self, session: Session, pack: Pack
    ) -> None:
        response = a_response(session, pack, {"why": "Two buses."}).response

        typed = response.code.lower().replace("-", " ")

        assert find_by_code(session, code=typed) is response
        assert find_by_code(session, code="SB-0000-0000-0000") is None


class TestWithdraw:
    def test_deletes_every_word_and_keeps_the_count(self, session: Session, pack: Pack) -> None:
        conversation = a_response(
            session, pack, {"capacity": ["carer"], "why": "a-canary-that-sings"}
        )
        inbound = a_message(session, conversation, text="a-canary-that-sings")
        inbound.reply = {"messages": [{"text": "You said a-canary-that-sings"}], "saved": []}
        session.flush()

        withdraw(session, response=conversation.response)
        session.flush()

        assert count(session, Answer) == 0
        assert count(session, Response) == 1
        assert conversation.response.withdrawn_at is not None
        assert conversation.response.stakeholder_group is None
        assert conversation.status == ConversationStatus.WITHDRAWN
        assert "canary" not in everything(session)

    def test_touches_no_other_response(self, session: Session, pack: Pack) -> None:
        mine = a_response(session, pack, {"why": "Mine."})
        theirs = a_response(session, pack, {"why": "Theirs."}, lane=Lane.STAFF)

        withdraw(session, response=mine.response)

        kept = current_answer(session, response=theirs.response, question_key="why")
        assert kept is not None
        assert kept.comment == "Theirs."
        assert theirs.status == ConversationStatus.SUBMITTED

    def test_leaves_an_event(self, session: Session, pack: Pack) -> None:
        response = a_response(session, pack, {"why": "Two buses."}).response

        withdraw(session, response=response)

        last = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()
        assert (last.what, last.subject) == ("response withdrawn", str(response.id))


def everything(session: Session) -> str:
    """Every value of every row, as text."""
    session.flush()
    return "\n".join(
        str(tuple(row))
        for table in Conversation.metadata.sorted_tables
        if table.name != "content_version"
        for row in session.execute(select(table))
    )
