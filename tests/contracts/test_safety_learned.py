"""What the safety screen has learned comes from the texts in this repository, and is small."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.safety import is_met
from benchmarks.safety_texts import NONE, TAUGHT, cases, digest, taught
from consultations.safety.hearing import heard, make_ready
from consultations.safety.learned import WEIGHTS, learned
from consultations.safety.rulebook import CARDS

LARGEST = 2_000_000
LONGEST_MS = 20
BLIND = ("blind", "blind-2")


class TestShippedNumbers:
    def test_come_from_the_texts_that_are_here(self) -> None:
        assert learned().digest == digest(), "run python -m benchmarks.safety_teaching"

    def test_are_small_and_hold_nothing_that_could_be_run(self) -> None:
        assert WEIGHTS.stat().st_size < LARGEST
        with np.load(WEIGHTS, allow_pickle=False) as held:
            assert "weights" in held.files

    @pytest.mark.parametrize("name", BLIND)
    def test_were_not_taught_with_the_sets_that_are_measured(self, name: str) -> None:
        known = {each.case.text.casefold() for each in taught() if each.by_hand}
        blind = {case.text.casefold() for case in cases(name)}

        assert name not in TAUGHT
        # Two people may write the same short words ("I want to die").
        assert len(known & blind) < len(blind) / 10

    def test_know_what_they_were_taught_by_hand(self) -> None:
        rows = [case for name in TAUGHT for case in cases(name)][::7]
        danger = [case for case in rows if case.card != NONE]
        ordinary = [case for case in rows if case.card == NONE]

        assert sum(is_met(each, heard(each.text)) for each in danger) > 0.85 * len(danger)
        assert sum(is_met(each, heard(each.text)) for each in ordinary) > 0.97 * len(ordinary)


class TestTexts:
    def test_call_for_cards_that_there_are(self) -> None:
        assert {each.case.card for each in taught()} == {*CARDS, NONE}

    def test_are_taught_once_each(self) -> None:
        texts = sorted(each.case.text.casefold() for each in taught())

        assert all(one != other for one, other in pairwise(texts))


class TestTime:
    @pytest.mark.parametrize("length", [100, 5_000])
    def test_is_short_for_short_and_for_long_texts(self, length: int) -> None:
        text = "It takes two buses to get to Wexmouth and I do not drive. " * 100
        make_ready()
        taken = []
        for _ in range(10):
            began = time.thread_time()
            heard(text[:length])
            taken.append((time.thread_time() - began) * 1000)

        assert min(taken) < LONGEST_MS
