"""What the disclosure rules promise, for any table that people could produce."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.disclosure import (
    NOT_SHOWN,
    RULES,
    TOGETHER,
    Released,
    coarsen,
    release,
    release_sizes,
    small_groups,
)
from consultations.small_numbers import Table, rounded
from consultations.types import Lane

LANES = st.sampled_from(list(Lane))
NUMBERS = st.integers(0, 40) | st.integers(0, 9)
SIZES = st.dictionaries(st.sampled_from("abcdefgh"), NUMBERS, min_size=1)


def a_table(people: dict[tuple[str, str], int], silent: dict[str, int] | None = None) -> Table:
    """A table of one choice each, in which some people of a group may have said nothing."""
    answered: Counter[str] = Counter()
    for (_, group), count in people.items():
        answered[group] += count
    responses = {group: count + (silent or {}).get(group, 0) for group, count in answered.items()}
    choices = tuple(dict.fromkeys(choice for choice, _ in people))
    return Table(choices, responses, answered, people)


@st.composite
def tables(draw: st.DrawFn, numbers: st.SearchStrategy[int] = NUMBERS, most: int = 5) -> Table:
    """A table with some choices and groups, some of them with the same names."""
    choices = [f"g{n}" for n in range(draw(st.integers(1, most - 1)))]
    groups = [f"g{n}" for n in range(draw(st.integers(1, most)))]
    people = {cell: draw(numbers) for cell in product(choices, groups)}
    return a_table(people, {group: draw(st.integers(0, 5)) for group in groups})


@st.composite
def tables_of_many_choices(draw: st.DrawFn) -> Table:
    """A table of a question to which people may give several answers."""
    table = draw(tables())
    answered = {
        group: max(table.people[choice, group] for choice in table.choices)
        + draw(st.integers(0, 9))
        for group in table.answered
    }
    return table._replace(answered=answered, responses=answered, one_choice_each=False)


def every_number(released: Released) -> list[int | None]:
    """All numbers shown or hidden for groups."""
    return [
        number for group in released.groups for number in (group.answered, *group.people.values())
    ]


class TestWhatIsShown:
    @given(tables() | tables_of_many_choices(), LANES)
    def test_a_number_of_a_group_is_nought_or_large_and_rounded(self, table, lane):
        for number in every_number(release(table, lane=lane)):
            assert not number or (number >= RULES[lane].smallest and number % 5 == 0)

    @given(tables() | tables_of_many_choices(), LANES)
    def test_totals_over_everybody_are_exact_and_add_up(self, table, lane):
        released = release(table, lane=lane)

        if released.answered is None:
            assert 0 < table.total_answered < RULES[lane].smallest
            assert released.totals == {}
            assert released.groups == ()
        else:
            assert released.answered == table.total_answered
            assert released.totals == {each: table.total(each) for each in table.choices}
            if table.one_choice_each:
                assert sum(released.totals.values()) == released.answered

    @given(tables(), LANES)
    def test_shown_groups_add_up_to_the_total_within_rounding(self, table, lane):
        released = release(table, lane=lane)

        for choice, total in released.totals.items():
            numbers = [group.people[choice] for group in released.groups]
            if numbers and None not in numbers:
                assert abs(sum(numbers) - total) <= 2 * len(numbers)

    @given(tables())
    def test_staff_groups_of_under_ten_are_only_shown_together(self, table):
        released = release(table, lane=Lane.STAFF)

        for group in released.groups:
            if group.name != TOGETHER:
                assert table.responses[group.name] >= 10

    @given(tables())
    def test_noughts_of_small_groups_are_hidden_where_anybody_made_the_choice(self, table):
        for group in release(table, lane=Lane.PUBLIC).groups:
            if 0 < table.responses[group.name] < 8:
                assert all(
                    number is None
                    for choice, number in group.people.items()
                    if table.total(choice) > 0
                )

    @pytest.mark.parametrize(("people", "shown"), [(8, 10), (12, 10), (13, 15), (0, 0), (431, 430)])
    def test_rounds_to_the_nearest_five(self, people, shown):
        assert rounded(people) == shown


class TestWorkingBack:
    """Somebody knows the rules and tries every table that fits what is shown."""

    @settings(max_examples=60, deadline=None)
    @given(tables(st.integers(0, 14) | st.integers(0, 3), most=3), LANES)
    def test_no_hidden_small_number_can_be_worked_out(self, table, lane):
        released = release(table, lane=lane)

        for cell, values in tables_that_fit(table, released, smallest=RULES[lane].smallest).items():
            assert len(values) > 1, f"{cell} can only be {values}"

    @pytest.mark.parametrize(
        "sizes", [{"a": 22, "b": 7}, {"a": 30, "b": 1, "c": 1}, {"a": 14, "b": 9}, {"a": 0, "b": 3}]
    )
    @pytest.mark.parametrize("lane", list(Lane))
    def test_sizes_of_groups_cannot_be_worked_out_from_the_total(self, sizes, lane):
        released = release_sizes(sizes, lane=lane)

        hidden = [group for group in released.groups if group.answered is None]
        assert len(hidden) != 1

    @settings(deadline=None)
    @given(tables_of_many_choices(), LANES)
    def test_never_leaves_one_number_hidden_that_the_total_gives_away(self, table, lane):
        released = release(table, lane=lane)

        for choice, total in released.totals.items():
            numbers = [group.people[choice] for group in released.groups]
            if numbers.count(None) == 1:
                assert any(numbers), f"{choice}: the hidden number is {total}"


def tables_that_fit(
    table: Table, released: Released, *, smallest: int
) -> dict[tuple[str, str], set[int]]:
    """The values that each hidden small number has in the tables that fit what is shown."""
    groups = {group.name: group for group in released.groups}
    if not groups:
        return {}
    real = {
        (choice, name): table.people[choice, name]
        if name != TOGETHER
        else sum(table.people[choice, each] for each in released.joined)
        for choice in table.choices
        for name in groups
    }
    answered = {name: sum(real[choice, name] for choice in table.choices) for name in groups}

    def bounds(shown: int | None, is_small: bool) -> tuple[float, float]:
        if shown is None:
            return (0, smallest - 1) if is_small else (smallest, inf)
        return (max(smallest, shown - 2), shown + 2) if shown else (0, 0)

    rows = []
    for choice in table.choices:
        ranges = [
            bounds(group.people[choice], real[choice, name] < smallest)
            for name, group in groups.items()
        ]
        total = released.totals[choice]
        spans = [range(int(low), int(min(high, total)) + 1) for low, high in ranges]
        rows.append([row for row in product(*spans) if sum(row) == total])
    in_all = [bounds(each.answered, answered[name] < smallest) for name, each in groups.items()]
    fitting = [
        rows_of
        for rows_of in product(*rows)
        if all(
            low <= sum(row[place] for row in rows_of) <= high
            for place, (low, high) in enumerate(in_all)
        )
    ]
    return {
        (choice, name): {rows_of[row][place] for rows_of in fitting}
        for row, choice in enumerate(table.choices)
        for place, (name, group) in enumerate(groups.items())
        if group.people[choice] is None and real[choice, name] < smallest
    }


class TestSmallGroups:
    @given(SIZES, st.integers(2, 12))
    def test_are_at_least_two_groups_with_enough_people_together(self, sizes, smallest):
        small = small_groups(sizes, smallest=smallest)

        assert all(sizes[each] >= smallest for each in sizes if each not in small)
        if small and len(small) < len(sizes):
            assert len(small) >= 2
            assert sum(sizes[each] for each in small) >= smallest

    def test_hides_the_next_smallest_beside_a_single_one(self):
        small = small_groups({"nurse": 40, "gp": 12, "manager": 3}, smallest=10)

        assert small == ("gp", "manager")


class TestCoarsen:
    @given(st.lists(st.tuples(*[st.sampled_from(["x", "y", "z", ""])] * 3)), LANES)
    def test_every_combination_that_is_left_is_shared_by_enough_people(self, rows, lane):
        coarse = coarsen(rows, lane=lane)

        assert len(coarse) == len(rows)
        for row, people in Counter(coarse).items():
            assert people >= RULES[lane].smallest or set(row) == {NOT_SHOWN}
        for row, real in zip(coarse, rows, strict=True):
            assert all(value in (said, NOT_SHOWN) for value, said in zip(row, real, strict=True))

    def test_shows_nothing_of_a_lane_with_too_few_people(self):
        coarse = coarsen([("patient", "north", "no")] * 7, lane=Lane.PUBLIC)

        assert set(coarse) == {(NOT_SHOWN,) * 3}

    def test_says_nothing_of_staff_however_many_they_are(self):
        coarse = coarsen([("nurse", "north", "no")] * 90, lane=Lane.STAFF)

        assert set(coarse) == {(NOT_SHOWN,) * 3}

    def test_keeps_the_group_longest(self):
        rows = [("carer", "north")] * 10 + [("carer", "south")] * 2 + [("patient", "north")] * 30

        coarse = coarsen(rows, lane=Lane.PUBLIC)

        assert set(coarse) == {("carer", NOT_SHOWN), ("patient", "north")}
