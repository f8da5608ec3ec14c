"""Replies in people's own words are read as meant, or asked again: a choice is never guessed."""

from __future__ import annotations

import pytest

from benchmarks.replies import (
    AGAIN,
    HALVES,
    OFFERED,
    RIGHT,
    WRONG,
    Reply,
    outcome,
    questions,
    replies,
)
from consultations.understanding import choices_in, nearest_choices

SEEN = [each for each in replies() if each.half == "seen"]


@pytest.mark.parametrize("reply", SEEN, ids=lambda each: f"{each.question}-{each.text}")
def test_a_reply_is_read_as_it_was_meant(reply: Reply) -> None:
    assert outcome(questions()[reply.question], reply) not in (WRONG, AGAIN, OFFERED)


@pytest.mark.parametrize("half", HALVES)
def test_hardly_ever_is_a_choice_wrong_as_if_right(half: str) -> None:
    given = [each for each in replies() if each.half == half]
    outcomes = [outcome(questions()[each.question], each) for each in given]
    means = sum(bool(each.meant) for each in given)

    assert outcomes.count(WRONG) <= 0.02 * len(given)
    assert outcomes.count(RIGHT) >= 0.9 * means


@pytest.mark.parametrize(
    ("question", "reply", "near"),
    [
        ("for-or-against", "against it", ["somewhat-against", "strongly-against"]),
        ("good-poor", "good", ["very-good", "fairly-good"]),
        ("easy-hard", "easier", ["much-easier", "easier"]),
    ],
)
def test_when_it_is_one_of_two_both_are_offered(question: str, reply: str, near: list[str]) -> None:
    asked = questions()[question]

    assert choices_in(asked, reply) is None
    assert [choice.value for choice in nearest_choices(asked, reply)] == near


@pytest.mark.parametrize("reply", ["purple", "what do you mean?", "not the first one", ""])
def test_nothing_is_offered_where_nothing_is_near(reply: str) -> None:
    assert nearest_choices(questions()["for-or-against"], reply) == []
