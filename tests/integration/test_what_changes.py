"""What somebody answered before is not asked again to say what changes for them."""

from __future__ import annotations

import pytest

from actions.effects import ActionWhatChanges
from consultations.content.schema import Pack
from consultations.database import writing
from consultations.models import Conversation
from tests.integration.test_actions import run
from tests.turning import Talk


@pytest.fixture
def talk(database_url: str, pack: Pack) -> Talk:
    return Talk(pack)


def offered(talk: Talk, text: str) -> list[str]:
    """What is offered to somebody who says something."""
    kept = talk.keep(turn=talk.turn(), text=text)
    run(ActionWhatChanges(), kept.inbound.id)
    talk.finish(kept.inbound.id)
    with writing() as session:
        return [each["value"] for each in session.get_one(Conversation, talk.id).offered]


class TestThePlace:
    def test_is_taken_from_the_answer_that_holds_it(self, talk: Talk) -> None:
        with writing() as session:
            session.get_one(Conversation, talk.id).response.place = "upper-vale"

        assert offered(talk, "what changes for me?")[0] == (
            "what-changes:place=upper-vale&service=check-up"
        )

    def test_is_asked_for_when_the_answer_is_no_place_of_the_data(self, talk: Talk) -> None:
        with writing() as session:
            session.get_one(Conversation, talk.id).response.place = "prefer-not-to-say"

        assert offered(talk, "what changes for me?")[0] == "what-changes:place=village"

    def test_named_now_comes_before_the_answer(self, talk: Talk) -> None:
        with writing() as session:
            session.get_one(Conversation, talk.id).response.place = "upper-vale"

        assert offered(talk, "what if I live on the far side?")[0].startswith(
            "what-changes:place=far-side"
        )
