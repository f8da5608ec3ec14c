"""Three taps lead to what changes for one person; nothing of it is kept as an answer."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import func, select

from consultations.models import Answer, Response
from tests.packs import REAL
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa
LONGEST = 60
ALL = "what-changes:place=village&service=maternity&mode=bus"


def steps(someone: Respondent) -> list[str]:
    """What is offered."""
    return [str(each["value"]) for each in someone.reply["suggestions"]]


def effects(someone: Respondent) -> dict[str, str]:
    """What was said of each option."""
    return {
        each["content"]["id"]: each["text"]
        for each in someone.reply["messages"]
        if (each.get("content") or {}).get("id", "").startswith("what-changes#")
    }


class TestWhatChanges:
    def test_takes_three_taps(self, respondent: Respondent) -> None:
        assert "what-changes:" in steps(respondent)
        respondent.choose("what-changes:")
        respondent.choose("what-changes:place=village")
        respondent.choose("what-changes:place=village&service=maternity")
        respondent.choose(ALL)
        said = effects(respondent)

        assert {"what-changes#late-opening", "what-changes#as-is"} <= set(said)
        assert "about 9 minutes. Now it is about 35" in said["what-changes#late-opening"]
        assert "about 35 minutes, as now" in said["what-changes#as-is"]
        assert said["what-changes#journey"] == "The bus goes once an hour."
        assert "We timed each journey once" in said["what-changes#how-measured"]
        for message in respondent.reply["messages"]:
            assert len(message["text"].split()) <= LONGEST
            assert message["kind"] == "text" or message["sources"]

    def test_takes_what_is_said_instead_of_a_tap(self, respondent: Respondent) -> None:
        respondent.say("I live in Upper Vale and have no car, what happens to maternity")
        assert steps(respondent) == [
            "what-changes:place=upper-vale&service=maternity&mode=bus",
            "what-changes:place=upper-vale&service=maternity&mode=foot",
        ]
        respondent.say("bus")

        assert "25 minutes" in effects(respondent)["what-changes#late-opening"]

    def test_can_be_asked_again_with_one_thing_changed(self, respondent: Respondent) -> None:
        respondent.choose("what-changes:")
        respondent.choose("what-changes:place=village")
        respondent.choose("what-changes:place=village&service=maternity")
        respondent.choose(ALL)
        respondent.choose("what-changes:place=village&service=maternity&ask=mode")
        assert ALL.replace("bus", "car") in steps(respondent)
        respondent.choose(ALL.replace("bus", "car"))

        assert "about 4 minutes" in effects(respondent)["what-changes#late-opening"]

    @pytest.mark.parametrize("key", ["capacity", "why", "confirm"])
    def test_never_touches_the_open_question(self, respondent: Respondent, key: str) -> None:
        respondent.go_to(key)
        answered, receipts = respondent.answered, dict(respondent.receipts)
        respondent.say("What changes for me?")
        respondent.say("the far side")
        respondent.say("a check-up with a nurse")
        respondent.say("by car")

        assert effects(respondent)
        assert (respondent.asked, respondent.answered) == (key, answered)
        assert respondent.receipts == receipts

    def test_keeps_nothing_that_was_picked(self, respondent: Respondent, service: Service) -> None:
        respondent.say("What changes for me?")
        for value in ("place=village", "place=village&service=maternity", ALL.partition(":")[2]):
            respondent.choose(f"what-changes:{value}")
        with service.looking() as session:
            response = session.scalars(
                select(Response).where(
                    Response.conversation_id == uuid.UUID(respondent.conversation)
                )
            ).one()
            kept = session.scalar(
                select(func.count()).select_from(Answer).where(Answer.response_id == response.id)
            )

        assert (response.place, kept) == (None, 0)

    def test_says_so_where_the_pack_does_not_know(self, service: Service) -> None:
        with Respondent(service.url, consultation=REAL, lane="public") as someone:
            someone.start()
            assert "what-changes:" not in steps(someone)
            someone.say("what changes for me?")

            assert "no facts here on what would change" in someone.heard
