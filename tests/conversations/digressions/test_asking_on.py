"""People ask two things at once, ask on, compare, and ask in other languages: nothing is lost."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, Moment, at, give
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa
CHOICE, WORDS = BY_NAME["public-which-days"], BY_NAME["public-why"]
BOTH = pytest.mark.parametrize("where", [CHOICE, WORDS], ids=str)


def goes_on(someone: Respondent, where: Moment) -> None:
    """The question is still open, and takes its answer."""
    assert someone.asked == where.key
    give(someone, where.answer)
    assert someone.asked == where.after


def told(someone: Respondent) -> list[str]:
    """The ids of the passages in the last reply."""
    return [each["content"]["id"] for each in someone.reply["messages"] if each.get("content")]


@BOTH
def test_two_questions_at_once_are_answered_one_after_the_other(
    service: Service, where: Moment
) -> None:
    with at(service, where) as someone:
        someone.say("When is the surgery open now and is the car park free?")

        assert told(someone) == ["answers/hours-now", "answers/parking"]
        assert 'You asked: "is the car park free?"' in someone.heard
        goes_on(someone, where)


@BOTH
def test_a_short_question_goes_on_from_the_answer_before(service: Service, where: Moment) -> None:
    with at(service, where) as someone:
        someone.say("How much would late opening cost?")
        of_one = told(someone)
        someone.say("and what about the second one?")

        assert of_one == ["answers/data/cost/late-opening"]
        assert told(someone) == ["answers/data/cost/as-is"]
        goes_on(someone, where)


@BOTH
def test_options_are_set_side_by_side_and_none_is_called_best(
    service: Service, where: Moment
) -> None:
    with at(service, where) as someone:
        someone.say("Which is best, option 1 or option 2?")

        assert "I cannot say which is best" in someone.heard
        assert told(someone) == [
            "proposals/late-opening#side-by-side",
            "proposals/as-is#side-by-side",
        ]
        passages = [each["text"] for each in someone.reply["messages"] if each.get("content")]
        assert len({text.count("\n") for text in passages}) == 1
        goes_on(someone, where)


@BOTH
def test_what_is_in_the_data_needs_no_answer_of_the_pack(service: Service, where: Moment) -> None:
    with at(service, where) as someone:
        someone.say("Who makes the final decision?")

        assert told(someone) == ["answers/data/who-decides"]
        assert someone.reply["messages"][0]["sources"][0]["where"] == "Who decides"
        goes_on(someone, where)


def test_a_question_in_polish_is_answered_in_english_and_says_so(service: Service) -> None:
    with at(service, CHOICE) as someone:
        someone.say("Kto o tym wszystkim decyduje?")

        first = someone.reply["messages"][0]
        offered = [each["value"] for each in someone.reply["suggestions"]]
        assert first["lang"] == "pl"
        assert "data/who-decides" in " ".join([*told(someone), *offered])
        goes_on(someone, CHOICE)


def test_what_was_offered_and_not_meant_is_passed_on(service: Service) -> None:
    with at(service, CHOICE) as someone:
        someone.say("will there be someone at the desk when the evening clinic is on?")
        if "something-else" in [each["value"] for each in someone.reply["suggestions"]]:
            someone.choose("something-else")

        assert "unknown" in someone.kinds or told(someone)
        goes_on(someone, CHOICE)
