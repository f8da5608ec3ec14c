"""A message lands once, on the question it was meant for, or it is not kept at all."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations import turn_tokens
from consultations.content.schema import Pack
from consultations.conversations import (
    NoSuchConversation,
    NotOpen,
    NotYourConversation,
    find_conversation,
    start_conversation,
)
from consultations.database import writing
from consultations.models import Answer, Conversation, Inbound
from consultations.replying import current_reply
from consultations.responses import submit, withdraw
from consultations.turn_tokens import ForgedTurn, sign_turn
from consultations.turns import (
    PersonalDetails,
    Received,
    StaleTurn,
    Unfinished,
)
from consultations.types import Lane
from consultations.understanding import NotOffered
from tests.turning import Talk, at_once


@pytest.fixture
def talk(database_url: str, pack: Pack) -> Talk:
    """A conversation that is being asked who the person is."""
    return Talk(pack)


def answers() -> list[tuple[str, list[str] | None, str | None]]:
    with writing() as session:
        kept = session.scalars(select(Answer).order_by(Answer.answered_at, Answer.id))
        return [(each.question_key, each.choices, each.comment) for each in kept]


def messages() -> int:
    with writing() as session:
        return len(session.scalars(select(Inbound.id).order_by(Inbound.seq)).all())


class TestOneTurn:
    def test_files_the_answer_under_the_open_question_and_moves_on(self, talk: Talk) -> None:
        reply = talk.send(choices=["carer"])

        assert reply["saved"][0]["question"] == "capacity"
        assert reply["question"]["key"] == "which-days"
        assert reply["progress"] == {"answered": 1, "of": 5}
        assert answers() == [("capacity", ["carer"], None)]

    def test_takes_typed_words_for_the_choice_they_name(self, talk: Talk) -> None:
        talk.send(text="a carer")

        assert answers() == [("capacity", ["carer"], None)]

    def test_has_a_receipt_that_is_in_the_database(self, talk: Talk) -> None:
        reply = talk.send(choices=["carer"])

        with writing() as session:
            kept = session.scalars(select(Answer.receipt).order_by(Answer.id)).all()
        assert [each["receipt"] for each in reply["saved"]] == list(kept)


class TestRepeat:
    def test_gets_the_stored_reply_and_nothing_else_happens(self, talk: Talk) -> None:
        turn, message_id = talk.turn(), uuid.uuid4()
        first = talk.send(turn=turn, message_id=message_id, choices=["carer"])
        for _ in range(3):
            assert talk.send(turn=turn, message_id=message_id, choices=["carer"]) == first

        assert answers() == [("capacity", ["carer"], None)]

    def test_keeps_what_was_said_first_when_other_words_come_with_the_same_id(
        self, talk: Talk
    ) -> None:
        turn, message_id = talk.turn(), uuid.uuid4()
        first = talk.send(turn=turn, message_id=message_id, choices=["carer"])

        assert talk.send(turn=turn, message_id=message_id, choices=["patient"]) == first
        assert answers() == [("capacity", ["carer"], None)]

    def test_gets_its_reply_even_after_later_turns(self, talk: Talk) -> None:
        turn, message_id = talk.turn(), uuid.uuid4()
        first = talk.send(turn=turn, message_id=message_id, choices=["carer"])
        talk.send(choices=["saturday"])

        assert talk.send(turn=turn, message_id=message_id, choices=["carer"]) == first


class TestStaleTurn:
    def test_never_lands_on_another_question(self, talk: Talk) -> None:
        old = talk.turn()
        talk.send(choices=["carer"])

        with pytest.raises(StaleTurn):
            talk.keep(turn=old, choices=["patient"])
        assert answers() == [("capacity", ["carer"], None)]
        assert talk.cursor() == "which-days"

    def test_is_told_for_a_token_that_has_expired(
        self, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        turn = talk.turn()
        monkeypatch.setattr(turn_tokens, "SECONDS_A_TURN_STAYS_OPEN", -1)

        with pytest.raises(StaleTurn):
            talk.keep(turn=turn, choices=["carer"])
        assert messages() == 1

    def test_is_told_for_a_turn_that_has_not_come_yet(self, talk: Talk) -> None:
        with pytest.raises(StaleTurn):
            talk.keep(turn=sign_turn(talk.id, 99), choices=["carer"])

    @pytest.mark.parametrize("ending", ["submitted", "withdrawn"])
    def test_is_told_when_the_conversation_is_over(
        self, talk: Talk, pack: Pack, ending: str
    ) -> None:
        with writing() as session:
            conversation = session.get_one(Conversation, talk.id)
            if ending == "submitted":
                submit(session, conversation=conversation, pack=pack)
            else:
                withdraw(session, response=conversation.response)

        with pytest.raises(StaleTurn):
            talk.keep(turn=talk.turn(), choices=["carer"])


class TestRefused:
    """What is refused leaves nothing behind."""

    def test_a_forged_turn(self, talk: Talk) -> None:
        with pytest.raises(ForgedTurn):
            talk.keep(turn="made-up", choices=["carer"])
        assert messages() == 1

    def test_the_turn_of_another_conversation(self, talk: Talk, pack: Pack) -> None:
        another = Talk(pack)

        with pytest.raises(ForgedTurn):
            talk.keep(turn=another.turn(), choices=["carer"])

    @pytest.mark.parametrize("choices", [["purple"], ["carer", "patient"], ["skip"], ["start"]])
    def test_choices_that_are_not_offered(self, talk: Talk, choices: list[str]) -> None:
        with pytest.raises(NotOffered):
            talk.keep(turn=talk.turn(), choices=choices)
        assert messages() == 1

    def test_words_that_may_identify_somebody(self, talk: Talk) -> None:
        with pytest.raises(PersonalDetails):
            talk.keep(turn=talk.turn(), text="I am at mary@example.org")
        assert messages() == 1

    def test_somebody_elses_token(self, talk: Talk, pack: Pack) -> None:
        another = Talk(pack)

        with writing() as session, pytest.raises(NotYourConversation):
            find_conversation(session, conversation_id=talk.id, token=another.token)

    def test_an_unknown_conversation(self, talk: Talk) -> None:
        with writing() as session, pytest.raises(NoSuchConversation):
            find_conversation(session, conversation_id=uuid.uuid4(), token=talk.token)

    def test_a_start_before_or_after_the_consultation(self, session: Session, pack: Pack) -> None:
        over = pack.consultation.model_copy(update={"closes": pack.consultation.opens})

        with pytest.raises(NotOpen):
            start_conversation(
                session,
                pack=pack.model_copy(update={"consultation": over}),
                lane=Lane.PUBLIC,
            )


class TestUnfinished:
    def test_a_kept_message_is_filed_before_the_next_is_taken(self, talk: Talk) -> None:
        turn = talk.turn()
        kept = talk.keep(turn=turn, choices=["carer"])

        with pytest.raises(Unfinished) as waiting:
            talk.keep(turn=turn, choices=["patient"])
        assert waiting.value.inbound_id == kept.inbound.id

    def test_the_same_message_is_taken_up_where_it_was_left(self, talk: Talk) -> None:
        turn, message_id = talk.turn(), uuid.uuid4()
        kept = talk.keep(turn=turn, message_id=message_id, choices=["carer"])
        talk.handle(kept.inbound.id)

        again = talk.keep(turn=turn, message_id=message_id, choices=["carer"])
        talk.handle(again.inbound.id)
        talk.finish(again.inbound.id)

        assert again.inbound.id == kept.inbound.id
        assert answers() == [("capacity", ["carer"], None)]


class TestAtOnce:
    """Real threads, one moment."""

    def test_of_two_messages_for_one_turn_exactly_one_wins(self, talk: Talk) -> None:
        turn = talk.turn()
        results = at_once(
            *(
                lambda said=said: talk.send(turn=turn, choices=[said])
                for said in ("carer", "patient")
            )
        )

        lost = [each for each in results if isinstance(each, Exception)]
        assert [type(each) for each in lost] in ([StaleTurn], [Unfinished])
        assert len(answers()) == 1

    def test_of_eight_copies_of_one_message_one_is_kept(self, talk: Talk) -> None:
        turn, message_id = talk.turn(), uuid.uuid4()
        results = at_once(
            *[lambda: talk.keep(turn=turn, message_id=message_id, choices=["carer"])] * 8
        )

        assert all(isinstance(each, Received) for each in results), results
        assert len({each.inbound.id for each in results if isinstance(each, Received)}) == 1
        assert messages() == 2

    def test_one_message_handled_by_several_makes_one_answer(self, talk: Talk) -> None:
        kept = talk.keep(turn=talk.turn(), choices=["carer"])
        at_once(*[lambda: talk.handle(kept.inbound.id)] * 4)

        assert answers() == [("capacity", ["carer"], None)]

    def test_one_turn_finished_by_several_has_one_reply(self, talk: Talk) -> None:
        kept = talk.keep(turn=talk.turn(), choices=["carer"])
        talk.handle(kept.inbound.id)
        results = at_once(
            *(lambda words=str(n): talk.finish(kept.inbound.id, words) for n in range(8))
        )

        assert all(each == results[0] for each in results), results


class TestCurrentReply:
    def test_says_the_last_thing_again_with_a_token_that_works(self, talk: Talk) -> None:
        last = talk.send(choices=["carer"])
        with writing() as session:
            conversation = session.get_one(Conversation, talk.id)
            again = current_reply(session, conversation=conversation)

        assert again["question"] == last["question"]
        assert again["messages"] == last["messages"]
        assert talk.send(turn=again["turn"], choices=["saturday"])["saved"]
