"""What staff batches promise: who is in them, which groups stand alone, and what is never said."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import _constraints

from consultations.releases.choosing import choose, rows_of
from consultations.releases.making import next_batch
from consultations.releases.parts import SMALLEST_GROUP, Batch, Declared, Person, members

GROUPS = ("nurse", "gp", "manager", "pharmacist")
VIEW = Declared("view", ("for", "against", "unsure"))


def staff(counts: dict[str, int], *, start: int = 0, view: str = "for") -> list[Person]:
    """People of these groups, one after the other, who said the same."""
    groups = [group for group, people in counts.items() for _ in range(people)]
    return [
        Person(f"{start + number}", group, {"view": (view,)}) for number, group in enumerate(groups)
    ]


def mixed(count: int, seed: int = 1) -> list[Person]:
    """People of every group with views of every kind."""
    rng = random.Random(seed)
    return [
        Person(
            f"{seed}-{number}",
            rng.choices(GROUPS, (8, 5, 1, 1))[0],
            {"view": tuple(rng.choices(VIEW.choices, (5, 3, 1)))},
        )
        for number in range(count)
    ]


def batch(people: Sequence[Person], ledger: Sequence[Batch] = (), *, final: bool = False) -> Batch:
    made = next_batch(people, [VIEW], ledger, groups=GROUPS, final=final)
    assert made is not None
    return made


class TestWhenABatchComes:
    def test_not_before_twenty_have_answered(self):
        people = staff({"nurse": 19})

        assert next_batch(people, [VIEW], [], groups=GROUPS, final=False) is None

    def test_with_twenty_and_the_latest_ten_wait(self):
        people = staff({"nurse": 20})
        made = batch(people)

        assert set(made.came) == {person.id for person in people[:10]}

    def test_not_again_before_twenty_more(self):
        people = staff({"nurse": 40})
        first = batch(people[:20])

        assert next_batch(people[:39], [VIEW], [first], groups=GROUPS, final=False) is None
        assert batch(people, [first]).number == 2

    def test_at_the_close_with_everybody(self):
        people = mixed(60)
        first = batch(people[:40])
        last = batch(people, [first], final=True)

        assert set(members([first, last])) == {person.id for person in people}

    def test_not_twice_after_the_close(self):
        people = mixed(60)
        last = batch(people, final=True)

        assert next_batch(people, [VIEW], [last], groups=GROUPS, final=True) is None

    def test_never_for_fewer_than_ten_even_at_the_close(self):
        people = staff({"nurse": 5, "gp": 4})

        assert next_batch(people, [VIEW], [], groups=GROUPS, final=True) is None

    def test_late_answers_of_a_few_are_left_out(self):
        people = staff({"nurse": 20, "gp": 12})
        last = batch(people, final=True)
        late = [*people, *staff({"nurse": 3, "manager": 2}, start=100)]

        assert next_batch(late, [VIEW], [last], groups=GROUPS, final=True) is None

    def test_one_change_of_mind_changes_nothing(self):
        people = staff({"nurse": 20, "gp": 12})
        last = batch(people, final=True)
        changed = [people[0]._replace(said={"view": ("against",)}, mark="new"), *people[1:]]

        assert next_batch(changed, [VIEW], [last], groups=GROUPS, final=True) is None


class TestRows:
    @given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1))
    def test_hold_ten_people_each_and_name_nobody_twice(self, sizes):
        rows = rows_of(sizes)

        assert all(sum(sizes[group] for group in row) >= SMALLEST_GROUP for row in rows)
        assert max(Counter(group for row in rows for group in row).values(), default=1) == 1

    def test_two_groups_of_nine_are_joined_with_a_third(self):
        assert rows_of({"a": 9, "b": 9, "c": 30, "d": 40}) == (("d",), ("a", "b", "c"))

    def test_nobody_in_a_group_is_told_apart_from_few(self):
        assert rows_of({"a": 30, "b": 12, "c": 0}) == (("a",), ("b",))
        assert rows_of({"a": 30, "b": 12, "c": 0, "d": 3}) == (("a",), ("b", "c", "d"))


class TestWhatIsGivenOut:
    def test_when_all_say_the_same_it_is_not_said(self):
        made = batch(staff({"nurse": 13}), final=True).tables["view"]

        assert [row.people["for"] for row in made.rows] != [13]
        assert made.everybody is None or made.everybody.people["against"] is None

    @settings(max_examples=25, deadline=None)
    @given(st.integers(0, 10_000), st.integers(12, 60))
    def test_no_number_is_exact_and_no_group_has_fewer_than_ten(self, seed, count):
        people = mixed(count, seed)
        made = next_batch(people, [VIEW], [], groups=GROUPS, final=True)
        for given_out in made.tables.values() if made else ():
            for row in given_out.rows:
                inside = [each for each in people if each.group in row.groups]
                numbers = [row.answered, *row.people.values()]

                assert len(inside) >= SMALLEST_GROUP
                assert all(number is None or number % 5 == 0 for number in numbers)
                assert 0 not in numbers

    @settings(max_examples=15, deadline=None)
    @given(st.integers(0, 10_000))
    def test_two_batches_differ_by_nobody_or_by_ten_people_of_a_group(self, seed):
        people, ledger = mixed(120, seed), list[Batch]()
        for count, final in ((45, False), (80, False), (120, True)):
            made = next_batch(people[:count], [], ledger, groups=GROUPS, final=final)
            if made is None:
                continue
            new = made.came_by_group()
            ledger.append(made)
            for row in made.rows:
                assert sum(new[group] for group in row) in (0, *range(10, 200))

    def test_the_check_leaves_warnings_of_the_rest_of_the_service_alone(self, monkeypatch):
        touched: list[str] = []
        monkeypatch.setattr(_constraints, "simplefilter", touched.append)

        batch(mixed(70), [batch(mixed(40))])

        assert not touched, "pages that are read meanwhile would break"


class TestChoosing:
    def test_a_group_that_loses_one_person_stays_as_it_was(self):
        people = staff({"nurse": 20, "gp": 12})
        first = batch(people, final=True)
        after = [*people[1:], *staff({"gp": 12}, start=50)]
        chosen = choose(after, [first], groups=GROUPS, final=True)

        assert chosen is not None
        assert chosen.unchanged == {"nurse": 1}
        assert {group for group, _ in chosen.came.values()} == {"gp"}

    @pytest.mark.parametrize("final", [True, False])
    def test_nobody_makes_no_batch(self, final):
        assert choose([], [], groups=GROUPS, final=final) is None
