"""Views that moved: what people said before and after, who moved which way, and why.

Only numbers that may be released are given; totals over everybody in a lane are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from consultations.analysis import People
from consultations.analysis.people import Coded, Mask
from consultations.campaigns.apart import as_part
from consultations.content.schema import SKIP, Pack, Question
from consultations.disclosure import Released, release
from consultations.small_numbers import Table
from consultations.types import Lane

DO_NOT_KNOW = "do-not-know"


class Way(StrEnum):
    """Which way somebody's view moved along a scale."""

    FIRST = "towards the first"
    SAME = "the same"
    LAST = "towards the last"
    OTHER = "another way"


class Moved(NamedTuple):
    """One pair of questions, asked of one lane before and after."""

    question: Question
    lane: Lane
    scale: tuple[str, ...]
    values: tuple[str, ...]
    flow: Released
    """What was said after, by what was said before."""
    ways: Released
    """Which way people moved, by stakeholder group."""
    why: Why | None

    @property
    def people(self) -> int | None:
        """How many answered both; none when too few did."""
        return self.ways.answered

    @property
    def moved(self) -> int:
        """How many changed their view, either way."""
        return (self.people or 0) - self.ways.totals.get(Way.SAME, 0)

    @property
    def net(self) -> int:
        """How many more moved towards the first end than towards the last."""
        return self.ways.totals.get(Way.FIRST, 0) - self.ways.totals.get(Way.LAST, 0)


class Moves(NamedTuple):
    """Each person's view before and after, and which way it moved. Never shown as it is."""

    before: Coded
    after: Coded
    ways: Coded
    both: Mask
    values: tuple[str, ...]
    scale: tuple[str, ...]


class Why(NamedTuple):
    """What people said changed their view, by the way in which it moved."""

    question: Question
    released: Released


class Checked(NamedTuple):
    """One check of whether what was explained was clear."""

    question: Question
    lane: Lane
    answered: int
    as_explained: int
    did_not_know: int


def views_that_moved(people: People, pack: Pack, *, is_part: bool = False) -> tuple[Moved, ...]:
    """Each pair of questions that was asked before and after, lane by lane.

    With ``is_part`` some of the public were left out, so totals are rounded too.
    """
    return tuple(_moved(people, pack, *pair, is_part) for pair in pairs_of(pack))


def pairs_of(pack: Pack) -> Iterator[tuple[Question, Question, Lane]]:
    """Each question that is asked twice: the first time, again, and of which lane."""
    for lane in _told(pack):
        for question in pack.questions_for(lane):
            first = pack.question(question.again)
            if first is not None and lane in first.lanes:
                yield first, question, lane


def _told(pack: Pack) -> list[Lane]:
    """The lanes that this is told of. What staff said stands in the fixed tables alone."""
    return [each for each in pack.consultation.lanes if each is not Lane.STAFF]


def checks_of(people: People, pack: Pack, *, is_part: bool = False) -> tuple[Checked, ...]:
    """How many chose as it had been explained; a lane with too few answers is left out."""
    found = []
    for lane in _told(pack):
        for question in pack.questions_for(lane):
            if question.check is None:
                continue
            said = people.answers(question.key).firsts()
            mask = people.of_lane(lane) & (said.codes != said.values.index(""))
            counts = said.counts(mask)
            everybody = {"": sum(counts.values())}
            cells = {(value, ""): number for value, number in counts.items()}
            table = Table(tuple(counts), everybody, everybody, cells)
            released = release_of(table, lane, is_part=is_part)
            if released.answered:
                totals = released.totals
                right, unsure = totals.get(question.check.right, 0), totals.get(DO_NOT_KNOW, 0)
                found.append(Checked(question, lane, released.answered, right, unsure))
    return tuple(found)


def moves_of(people: People, first: Question, again: Question, lane: Lane) -> Moves:
    """Which way the view of each person moved, and who of a lane gave a view both times."""
    values = tuple(each.value for each in again.choices if each.value != SKIP)
    scale = tuple(each for each in values if again.scale and each != DO_NOT_KNOW)
    before, after = people.answers(first.key).firsts(), people.answers(again.key).firsts()
    both = people.of_lane(lane)
    both &= _is_one_of(before, values) & _is_one_of(after, values)
    return Moves(before, after, _ways(before, after, scale), both, values, scale)


def _moved(
    people: People, pack: Pack, first: Question, again: Question, lane: Lane, is_part: bool
) -> Moved:
    before, after, ways, both, values, scale = moves_of(people, first, again, lane)
    return Moved(
        again,
        lane,
        scale,
        values,
        split_by(after, before, both, values, values, lane, is_part=is_part),
        split_by(ways, people.group, both, tuple(Way), None, lane, is_part=is_part),
        _why(people, pack, again, ways, both, lane, is_part),
    )


def _why(
    people: People,
    pack: Pack,
    again: Question,
    ways: Coded,
    both: Mask,
    lane: Lane,
    is_part: bool,
) -> Why | None:
    """The reasons of those whose view moved, if the pack asks for them."""
    asked = asks_why(pack, again, lane)
    if asked is None:
        return None
    said = people.answers(asked.key)
    gave = both & said.chose & ~ways.is_(Way.SAME)
    moved: tuple[str, ...] = tuple(each for each in Way if each is not Way.SAME)
    sizes = ways.counts(gave)
    cells = {
        (choice.value, way): int((gave & said.chosen(choice.value) & ways.is_(way)).sum())
        for choice in asked.choices
        for way in moved
    }
    answered = {way: sizes.get(way, 0) for way in moved}
    reasons = tuple(each.value for each in asked.choices if each.value != SKIP)
    table = Table(reasons, answered, answered, cells, one_choice_each=False)
    return Why(asked, release_of(table, lane, is_part=is_part))


def asks_why(pack: Pack, again: Question, lane: Lane) -> Question | None:
    """The question that asks those whose view moved what changed it, if the pack has one."""
    return next(
        (
            each
            for each in pack.questions_for(lane)
            if each.only_if and each.only_if.moved and each.only_if.question == again.key
            if each.choices
        ),
        None,
    )


def _ways(before: Coded, after: Coded, scale: tuple[str, ...]) -> Coded:
    """Which way each person moved; off the scale, such as from not knowing, is another way."""
    values = tuple(Way)
    place = {value: number for number, value in enumerate(scale)}
    table = np.full((len(before.values), len(after.values)), values.index(Way.OTHER), np.int32)
    for row, first in enumerate(before.values):
        for column, second in enumerate(after.values):
            if first == second:
                table[row, column] = values.index(Way.SAME)
            elif first in place and second in place:
                way = Way.FIRST if place[second] < place[first] else Way.LAST
                table[row, column] = values.index(way)
    return Coded(values, table[before.codes, after.codes])


def split_by(
    what: Coded,
    by: Coded,
    mask: Mask,
    choices: tuple[str, ...],
    groups: tuple[str, ...] | None,
    lane: Lane,
    *,
    is_part: bool,
) -> Released:
    """What may be shown of one thing known of people, split by another."""
    cells: Counter[tuple[str, str]] = Counter()
    for choice in choices:
        for group, number in by.counts(mask & what.is_(choice)).items():
            cells[choice, group] += number
    sizes = by.counts(mask)
    people = {group: sizes.get(group, 0) for group in (groups or sizes)}
    return release_of(Table(choices, people, people, cells), lane, is_part=is_part)


def release_of(table: Table, lane: Lane, *, is_part: bool) -> Released:
    """What may be shown of a table about all of a lane, or about a part of the public."""
    released = release(table, lane=lane)
    return as_part(released) if is_part and lane is Lane.PUBLIC else released


def _is_one_of(coded: Coded, values: tuple[str, ...]) -> Mask:
    kept = [place for place, value in enumerate(coded.values) if value in values]
    found: Mask = np.isin(coded.codes, kept)
    return found
