"""Simulated respondents look like real ones to every figure, and say that they are not."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from consultations.analysis import people_of
from consultations.content.schema import Pack
from consultations.database import reading
from consultations.models import (
    Answer,
    AskedQuestion,
    Coding,
    EqualityAnswer,
    FormatRequest,
    Response,
    SuggestedStatement,
)
from consultations.reach.profile import profile_of
from consultations.results.responses import count_responses
from consultations.simulating import filling
from consultations.simulating.commands import simulate_respondents
from consultations.simulating.filling import is_simulated, simulate


class TestSimulate:
    def test_adds_as_many_responses_as_are_asked_for(
        self, database_url: str, weighing: Pack
    ) -> None:
        answers = simulate(weighing, people=60)

        with reading() as session:
            counted = count_responses(session)[weighing.slug]
            removed = 60 - people_of(session, pack=weighing).n
            sent_in = select(func.count()).where(Response.submitted_at.is_not(None))
            assert session.scalar(sent_in) == 60
            assert 0 <= removed <= 5
            assert counted.in_progress > 0
            assert session.scalar(select(func.count()).select_from(Answer)) == answers
            assert is_simulated(session, consultation_slug=weighing.slug)
            for each in (SuggestedStatement, FormatRequest, EqualityAnswer, AskedQuestion, Coding):
                assert session.scalar(select(func.count()).select_from(each)), each
            assert profile_of(session, consultation_slug=weighing.slug)

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_gives_nobody_a_receipt_that_somebody_has(
        self, database_url: str, weighing: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        few = filling._receipts

        def the_same_at_first(_chance: Random) -> Iterator[str]:
            return few(Random("the same"))

        monkeypatch.setattr(filling, "_receipts", the_same_at_first)
        answers = sum(simulate(weighing, people=20, seed=seed) for seed in (1, 2))

        with reading() as session:
            assert session.scalar(select(func.count(Answer.receipt.distinct()))) == answers

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_gives_only_choices_that_the_questions_offer(
        self, database_url: str, weighing: Pack
    ) -> None:
        from consultations.asked import pack_question

        simulate(weighing, people=60)

        with reading() as session:
            people = people_of(session, pack=weighing)
        for key, answers in people.questions.items():
            question = weighing.question(key)
            assert question is not None
            offered = set(pack_question(weighing, question).values)
            assert {value for pattern in answers.patterns for value in pattern} <= offered, key

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_makes_the_same_people_of_the_same_seed(
        self, database_url: str, weighing: Pack
    ) -> None:
        simulate(weighing, people=5, seed=7)

        with reading() as session:
            codes = sorted(session.scalars(select(Response.code).order_by(Response.code)))
        assert len(set(codes)) == len(codes)
        with pytest.raises(Exception, match="UNIQUE"):
            simulate(weighing, people=5, seed=7)

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_is_refused_outside_a_demonstration(self, database_url: str) -> None:
        result = CliRunner().invoke(simulate_respondents, ["weighing", "--people", "5"])

        assert result.exit_code == 1
        assert "Set DEMO=1" in result.output
