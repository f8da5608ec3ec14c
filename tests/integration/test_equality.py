"""Equality answers: apart from views, counted, and hidden where few people gave them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import inspect, select

from consultations.equality import (
    PREFER_NOT_TO_SAY,
    equality_questions,
    equality_totals,
    keep_equality,
)
from consultations.models import EqualityAnswer
from consultations.types import Lane


def kept(session) -> list[EqualityAnswer]:
    return list(session.scalars(select(EqualityAnswer).order_by(EqualityAnswer.id)))


def told(session, *, lane=Lane.PUBLIC, **given: str) -> bool:
    named = {key.replace("_", "-"): value for key, value in given.items()}
    return keep_equality(session, consultation_slug="tiny", lane=lane, given=named)


def result(session, key: str, lane: Lane = Lane.PUBLIC):
    return next(
        each
        for each in equality_totals(session, consultation_slug="tiny")
        if each.asked.key == key and each.lane is lane
    )


class TestTheQuestions:
    def test_ask_about_every_group_with_a_source_for_the_wording(self):
        asked = equality_questions()

        assert [each.key for each in asked.questions] == [
            "age",
            "sex",
            "gender-identity",
            "ethnic-group",
            "long-lasting-condition",
            "limits",
            "religion",
            "sexual-orientation",
            "pregnancy",
            "carer",
        ]
        assert all(each.source and each.choices for each in asked.questions)
        assert asked.prefer_not_to_say == "Prefer not to say"

    def test_have_no_value_twice(self):
        for question in equality_questions().questions:
            values = [each.value for each in question.choices]
            assert len(set(values)) == len(values)
            assert PREFER_NOT_TO_SAY not in values


class TestKeeping:
    def test_keeps_what_was_offered_with_the_day_alone(self, session):
        told(session, age="25-34", sex=PREFER_NOT_TO_SAY, religion="pastafarian", shoe="41")
        (row,) = kept(session)

        assert row.answers == {
            "version": equality_questions().version,
            "age": "25-34",
            "sex": PREFER_NOT_TO_SAY,
        }
        assert isinstance(row.answered_on, date)
        assert {each.key for each in inspect(EqualityAnswer).columns} == {
            "id",
            "consultation_slug",
            "lane",
            "answers",
            "answered_on",
        }

    def test_keeps_nothing_when_nothing_was_chosen(self, session):
        assert not told(session, age="")
        assert kept(session) == []

    def test_writes_the_answers_of_a_day_anew_when_another_comes(self, session):
        told(session, age="25-34")
        before = {row.id for row in kept(session)}
        told(session, age="35-44")
        told(session, lane=Lane.STAFF, age="45-54")
        session.expire_all()
        rows = kept(session)

        assert sorted(row.answers["age"] for row in rows) == ["25-34", "35-44", "45-54"]
        assert before.isdisjoint(row.id for row in rows)


class TestTotals:
    """How they come out, and what is hidden, is promised in releases/test_giving.py."""

    def test_are_not_shown_before_they_are_released(self, session):
        for _ in range(40):
            told(session, sex="female")

        assert result(session, "sex").released.answered is None

    def test_are_counted_by_wider_group(self):
        ethnic = next(each for each in equality_questions().questions if each.key == "ethnic-group")

        assert ethnic.counted_as("white-irish") == "White"
        assert ethnic.counted_as("martian") is None
        assert ethnic.counted[-1] == PREFER_NOT_TO_SAY
