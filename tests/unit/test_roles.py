"""People are taken at their word for who they are, and only for what they said."""

from __future__ import annotations

import pytest

from consultations.roles import lane_of
from consultations.types import Lane


class TestLaneOf:
    @pytest.mark.parametrize(
        "text",
        [
            "I am a practice nurse",
            "receptionist here",
            "I work at the surgery",
            "I'm a GP",
            "I\u2019m a GP",
            "locum",
            "practice manager",
            "STAFF",
        ],
    )
    def test_knows_who_works_in_a_practice(self, text: str) -> None:
        assert lane_of(text) is Lane.STAFF

    @pytest.mark.parametrize(
        "text",
        [
            "I am a patient",
            "I care for my mum",
            "I live here",
            "just a member of the public",
            "I don't work there",
            "I\u2019m not staff",
            "a patient of the nurse",
            "retired nurse",
        ],
    )
    def test_knows_who_does_not(self, text: str) -> None:
        assert lane_of(text) is Lane.PUBLIC

    @pytest.mark.parametrize("text", ["", "hello", "what is this?", "🙂", "12"])
    def test_does_not_guess(self, text: str) -> None:
        assert lane_of(text) is None
