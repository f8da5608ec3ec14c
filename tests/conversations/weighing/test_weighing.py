"""A person understands, weighs, hears other views, says what they think, and is read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from consultations.content.schema import Pack, Question
from consultations.types import Lane
from tests.packs import WEIGHING
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa
MOST_TURNS = 60


@contextmanager
def somebody(service: Service, *, lane: str = "public", minutes: int) -> Iterator[Respondent]:
    """Somebody who has said how much time they have."""
    with Respondent(service.url, consultation=WEIGHING, lane=lane) as one:
        one.start()
        assert one.asked == "length"
        one.choose(str(minutes))
        yield one


def the_one(pack: Pack, field: str) -> Question:
    questions = pack.questions_for(Lane.PUBLIC)
    return next(each for each in questions if getattr(each, field))


def sent(one: Respondent) -> int:
    """Answer everything, and count the turns."""
    for turn in range(1, MOST_TURNS):
        if one.reply["status"] == "submitted":
            return turn
        one.answer()
    raise AssertionError(f"not sent in: {one.asked}")


def test_the_length_is_asked_first_and_understood_from_words(service: Service) -> None:
    with Respondent(service.url, consultation=WEIGHING, lane="public") as one:
        one.start()
        one.say("I'm in a hurry")

        assert one.asked == "capacity"
        assert one.reply["progress"]["of"] <= 5


def test_a_first_view_comes_before_anything_is_explained(service: Service, weighing: Pack) -> None:
    first = the_one(weighing, "again").again or ""
    with somebody(service, minutes=5) as one:
        one.go_to(first)
        assert not any(each.get("sides") for each in one.reply["messages"])
        one.answer()

        assert one.asked == "read:0"


def test_both_sides_stand_before_the_question_with_whose_concern_they_are(
    service: Service, weighing: Pack
) -> None:
    weighs = the_one(weighing, "weighs")
    with somebody(service, minutes=5) as one:
        one.go_to(weighs.key)

        card = next(each for each in one.reply["messages"] if each.get("sides"))
        halves = card["sides"]["halves"]
        assert {half["side"] for half in halves} == {"gain", "loss"}
        assert all(point["whose"] for half in halves for point in half["points"])
        assert card["sources"]


def test_a_check_is_explained_whatever_is_chosen(service: Service, weighing: Pack) -> None:
    asked = the_one(weighing, "check")
    assert asked.check is not None
    heard = set()
    for choice in (asked.check.right, "do-not-know"):
        with somebody(service, minutes=5) as one:
            one.go_to(asked.key)
            one.choose(choice)
            heard.add(one.reply["messages"][0]["text"])

    assert len(heard) == 1
    assert "wrong" not in heard.pop().casefold()


def test_own_words_lead_to_one_follow_up_and_to_themes_with_a_way_out(
    service: Service, weighing: Pack
) -> None:
    themes = the_one(weighing, "themes_of")
    with somebody(service, minutes=5) as one:
        one.go_to(themes.themes_of or "")
        one.say("It is too far away")
        follow_up = next(each for each in weighing.questions if each.only_if and each.only_if.thin)
        assert one.asked == follow_up.key
        one.say("There is no bus to Wexmouth on a Sunday.")

        assert one.asked == themes.key
        values = [each["value"] for each in one.reply["question"]["choices"]]
        assert {"none-of-these", "another-theme", "skip"} <= set(values)
        assert 6 <= len(values) <= 7
        one.choose("none-of-these")
        assert one.reply["saved"][0]["question"] == themes.key


def test_a_view_that_moves_is_asked_about_and_one_that_stays_is_not(
    service: Service, weighing: Pack
) -> None:
    again = the_one(weighing, "again")
    moved = next(each for each in weighing.questions if each.only_if and each.only_if.moved)
    for after, asked in (("neither", True), ("strongly-for", False)):
        with somebody(service, minutes=5) as one:
            one.go_to(again.key)  # the first choice of the first view is "strongly for"
            one.choose(after)

            assert (one.asked == moved.key) == asked


def test_more_time_brings_more_questions_and_keeps_the_answers(service: Service) -> None:
    with somebody(service, minutes=2) as one:
        one.go_to("confirm")
        answered = one.answered
        one.say("I have more time, ask me more")

        assert one.asked != "confirm"
        assert one.answered == answered
        assert one.reply["progress"]["of"] > answered


def test_less_time_leaves_out_questions_and_no_answer(service: Service) -> None:
    with somebody(service, minutes=15) as one:
        one.answer()
        one.answer()
        answered, of = one.answered, one.reply["progress"]["of"]
        one.say("make it shorter please")

        assert one.answered == answered
        assert one.reply["progress"]["of"] < of


@pytest.mark.parametrize("minutes", [2, 5, 15])
@pytest.mark.parametrize("lane", ["public", "staff"])
def test_every_length_ends_with_a_receipt(service: Service, lane: str, minutes: int) -> None:
    with somebody(service, lane=lane, minutes=minutes) as one:
        turns = sent(one)

        assert one.reply["messages"][0]["kind"] == "receipt"
        if (lane, minutes) == ("staff", 2):
            assert turns <= 8


def test_a_statement_of_ones_own_waits_for_a_moderator_and_may_not_be_long(
    service: Service, weighing: Pack
) -> None:
    own = the_one(weighing, "takes_statement")
    with somebody(service, minutes=15) as one:
        one.go_to(own.key)
        one.say("too long " * 30)
        assert (one.asked, one.reply["saved"]) == (own.key, [])
        assert "70 too many" in one.heard or "69 too many" in one.heard
        one.say("A night bus would help more than a new building.")

        assert one.reply["saved"][0]["question"] == own.key
