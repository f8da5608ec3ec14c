"""The attacks of the benchmark, on a few fixed data sets: they work on others and not on ours."""

from __future__ import annotations

import pytest

from benchmarks.attacks.attacks import ATTACKS, WATCHING
from benchmarks.attacks.solving import Aim, Fact, proved
from benchmarks.disclosure import run

ANYTHING = frozenset(range(5))


def prove(*facts: Fact) -> dict[Aim, int]:
    """What can be proved of one person among five."""
    aim = Aim(frozenset({0}), "for")
    return proved(facts, [aim], answers=("for", "against"), counts=lambda *_: True)


class TestTheSolver:
    def test_proves_what_five_of_five_said(self):
        assert prove(Fact(ANYTHING, ("for",), 5, 5)) == {Aim(frozenset({0}), "for"): 1}

    def test_proves_by_what_is_left_over(self):
        others = ANYTHING - {0}
        both = [Fact(ANYTHING, ("for",), 3, 3), Fact(others, ("for",), 2, 2)]

        assert prove(*both) == {Aim(frozenset({0}), "for"): 1}

    def test_proves_nothing_where_two_worlds_fit(self):
        assert prove(Fact(ANYTHING, ("for",), 4, 5)) == {}

    def test_refuses_facts_that_cannot_be(self):
        with pytest.raises(ValueError, match="fit"):
            prove(Fact(ANYTHING, ("for",), 6, 9))


class TestTheAttacks:
    def test_all_succeed_on_numbers_as_they_are(self):
        won = run(6, ways=("as they are",))

        assert all(won["as they are", attack] for attack in ATTACKS)

    def test_nearly_all_succeed_on_the_plain_rule(self):
        won = run(6, ways=("plain NHS rule",))

        assert all(won["plain NHS rule", attack] for attack in ATTACKS if attack != WATCHING)

    def test_none_succeeds_on_ours(self):
        won = run(12, ways=("ours",), seed=7)

        assert not +won
