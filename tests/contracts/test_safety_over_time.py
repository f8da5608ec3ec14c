"""The messages of one conversation are screened together, as far as they are kept."""

from __future__ import annotations

import pytest

from consultations.content.schema import Pack
from consultations.database import writing
from consultations.models import Conversation, Inbound
from consultations.safety import cards_for
from consultations.safety.kept import cards_of_turn, said_before
from consultations.safety.learned import learned
from consultations.safety.over_time import LOOKED_BACK, both_near, near_in_both, read_across
from consultations.safety.rulebook import CARDS
from tests.turning import Talk

NEAR = dict.fromkeys(CARDS, 1.0)
NOTHING = dict.fromkeys(CARDS, 0.0)
ORDINARY = ["It takes two buses to get there.", "I like the café.", "The car park is full."]
BEGUN, ENDED = "I get so low and I want to", "die"


@pytest.fixture
def talk(database_url: str, pack: Pack) -> Talk:
    """A conversation that is being asked for words."""
    return Talk(pack)


def one_after_another(talk: Talk, *texts: str) -> list[str]:
    """Say some texts, one a turn, and give the headings of the cards that the last one gets."""
    headings: list[str] = []
    for text in texts:
        inbound_id = talk.keep(turn=talk.turn(), text=text).inbound.id
        with writing() as session:
            cards = cards_of_turn(session, inbound=session.get_one(Inbound, inbound_id))
        headings = [card["heading"] for card in cards]
        talk.finish(inbound_id)
    return headings


class TestWeakSigns:
    def test_count_when_two_messages_come_near_the_same_mark(self) -> None:
        weak = NOTHING | {"self-harm": 1.1}

        assert both_near([weak], weak, NEAR) == {"self-harm"}
        assert both_near([weak, NOTHING], weak, NEAR) == {"self-harm"}

    def test_do_not_count_alone_or_for_different_cards(self) -> None:
        weak, other = NOTHING | {"self-harm": 1.1}, NOTHING | {"abuse": 1.1}

        assert both_near([NOTHING], weak, NEAR) == set()
        assert both_near([weak], NOTHING, NEAR) == set()
        assert both_near([other], weak, NEAR) == set()

    def test_need_a_lower_mark_than_a_sign_that_stands_alone(self) -> None:
        for card in CARDS:
            assert learned().near[card] <= learned().alone[card]


class TestMessages:
    def test_that_are_ordinary_call_for_nothing_together(self) -> None:
        assert near_in_both(ORDINARY[:2], ORDINARY[2]) == set()

    def test_with_nothing_before_them_are_screened_alone(self) -> None:
        assert near_in_both([], ENDED) == set()
        assert read_across([], ENDED) == read_across([""], ENDED) == []

    def test_that_make_one_sentence_are_read_as_one(self) -> None:
        assert cards_for(BEGUN) == cards_for(ENDED) == []
        assert [card.id for card in cards_for(ENDED, before=[BEGUN])] == ["self-harm"]

    def test_do_not_bring_a_card_again_for_what_was_said_before(self) -> None:
        assert cards_for("It takes two buses.", before=["I want to kill myself."]) == []


class TestConversation:
    def test_is_read_in_order_as_far_as_the_screen_looks_back(self, talk: Talk) -> None:
        texts = [f"The bus number {number} is late." for number in range(LOOKED_BACK + 2)]
        one_after_another(talk, *texts)

        with writing() as session:
            conversation = session.get_one(Conversation, talk.id)
            before = said_before(session, conversation_id=talk.id, seq=conversation.seq)

        assert before == texts[-LOOKED_BACK:]

    def test_shows_the_card_for_danger_told_in_two_messages(self, talk: Talk) -> None:
        assert one_after_another(talk, BEGUN, ENDED) == ["You do not have to face this alone"]

    def test_shows_nothing_for_ordinary_messages(self, talk: Talk) -> None:
        assert one_after_another(talk, *ORDINARY) == []
