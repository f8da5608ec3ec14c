"""Whose words of staff may be read: ten people or more at a time, of two roles or more."""

from __future__ import annotations

from datetime import UTC, datetime

from consultations.releases.ledger import Entry
from consultations.releases.parts import Batch
from consultations.releases.words import words_given

DAYS = [datetime(2026, 9, day, tzinfo=UTC) for day in (1, 8, 15)]


def came(role: str, people: int, *, first: int = 0) -> dict[str, tuple[str, str]]:
    return {f"{role} {number}": (role, "") for number in range(first, first + people)}


def batches(*each: Batch) -> list[Entry]:
    return [Entry(batch, day, "ada", 0) for batch, day in zip(each, DAYS, strict=False)]


def test_come_out_with_a_batch_of_two_roles() -> None:
    given = words_given(batches(Batch(1, came("nurse", 10) | came("gp", 10))), over=False)

    assert len(given.people) == 20
    assert given.until == DAYS[0]


def test_of_one_role_wait_so_that_no_new_comment_tells_a_role() -> None:
    first, nurses = Batch(1, came("nurse", 10) | came("gp", 10)), came("nurse", 10, first=10)
    before = words_given(batches(first, Batch(2, nurses)), over=False)
    after = words_given(batches(first, Batch(2, nurses), Batch(3, came("porter", 10))), over=False)

    assert (len(before.people), before.until) == (20, DAYS[0])
    assert (len(after.people), after.until) == (40, DAYS[2])


def test_of_one_role_come_out_after_the_close() -> None:
    only = batches(Batch(1, came("nurse", 12)))

    assert not words_given(only, over=False).people
    assert len(words_given(only, over=True).people) == 12


def test_of_fewer_than_ten_new_people_wait_even_after_the_close() -> None:
    first = Batch(1, came("nurse", 10) | came("gp", 10))
    second = Batch(2, came("nurse", 4, first=50) | came("gp", 4, first=50))

    given = words_given(batches(first, second), over=True)

    assert (len(given.people), given.until) == (20, DAYS[0])


def test_of_those_who_left_are_gone() -> None:
    first = Batch(1, came("nurse", 10) | came("gp", 10))
    left = Batch(2, came("nurse", 10, first=20), left={"gp 3": "gp"})

    assert "gp 3" not in words_given(batches(first, left), over=False).people


def test_that_were_changed_since_wait_for_the_next_batch() -> None:
    given = words_given(batches(Batch(1, came("nurse", 10) | came("gp", 10))), over=False)

    assert given.shows("staff", "gp 3", DAYS[0])
    assert not given.shows("staff", "gp 3", DAYS[1])
    assert not given.shows("staff", "gp 11", DAYS[0])
    assert given.shows("public", "anybody", DAYS[1])
