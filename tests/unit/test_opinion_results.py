"""What declared groups agree on, which views moved and why: counted from a small made-up crowd."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from consultations.analysis import Answers, Coded, People
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.deliberation.channels import effort_of
from consultations.deliberation.results import Way, checks_of, views_that_moved
from consultations.deliberation.statements import AGREE, DISAGREE, PASS
from consultations.disclosure import Released
from consultations.opinion.agreement import declared_of, opinion_of
from consultations.opinion.camps import camps_of
from consultations.opinion.clear import Why, opinion_groups
from consultations.opinion.declared import By
from tests.unit.test_opinion import camps
from web.presenters.workspace_flow import flow_of

Said = Mapping[str, str]
ONE, TWO = "statement-minutes-matter", "statement-own-bed"
MEASURED = ("words_for", "words_against", "votes", "reasons", "words", "answered")


def coded(values: Sequence[str]) -> Coded:
    known = tuple(dict.fromkeys(values))
    return Coded(known, np.array([known.index(each) for each in values], dtype=np.int32))


def crowd(*each: tuple[int, Said], **measures: Sequence[float]) -> People:
    """So many people of each kind, with what they said by question; "group" is who they are."""
    rows = [said for number, said in each for _ in range(number)]
    keys = {key for said in rows for key in said} - {"group", "place", "lane"}
    nobody = np.zeros(len(rows), dtype=bool)
    numbers = np.zeros(len(rows))
    questions = {}
    for key in keys:
        patterns = tuple(dict.fromkeys((row[key],) for row in rows if key in row))
        codes = [patterns.index((row[key],)) if key in row else -1 for row in rows]
        array = np.array(codes, dtype=np.int32)
        questions[key] = Answers(key, patterns, array, ("v",), np.zeros_like(array))
    return People(
        version=1,
        at=utc_now(),
        ids=[uuid.uuid4() for _ in rows],
        lane=coded([row.get("lane", "public") for row in rows]),
        group=coded([row.get("group", "") for row in rows]),
        place=coded([row.get("place", "") for row in rows]),
        interest=coded([""] * len(rows)),
        channel=coded(["chat"] * len(rows)),
        language=coded(["en"] * len(rows)),
        length=coded(["5"] * len(rows)),
        submitted=numbers,
        seconds=numbers,
        late=nobody,
        verified=nobody,
        in_campaign=nobody,
        measures={name: np.array(measures.get(name, numbers), dtype=float) for name in MEASURED},
        questions=questions,
    )


def votes_on(key: str, group: str, vote: str, **more: str) -> Said:
    return {"group": group, key: vote, **more}


class TestDeclaredGroups:
    def test_a_statement_that_every_group_supports_is_held_by_all(self, weighing: Pack) -> None:
        people = crowd(
            (40, votes_on(ONE, "patient", AGREE)),
            (10, votes_on(ONE, "patient", DISAGREE)),
            (35, votes_on(ONE, "carer", AGREE)),
            (15, votes_on(ONE, "carer", PASS)),
        )
        found = {each.key: each for each in declared_of(people, weighing).statements}[ONE]

        assert found.votes == {AGREE: 75, PASS: 15, DISAGREE: 10}
        assert found.held_by_all(AGREE)
        assert found.least(AGREE).name == "carer"
        assert found.least(AGREE).share(AGREE) == pytest.approx(0.7)

    def test_one_group_against_is_enough_to_say_that_not_all_agree(self, weighing: Pack) -> None:
        people = crowd(
            (900, votes_on(ONE, "patient", AGREE)),
            (10, votes_on(ONE, "carer", AGREE)),
            (30, votes_on(ONE, "carer", DISAGREE)),
        )
        found = {each.key: each for each in declared_of(people, weighing).statements}[ONE]

        assert found.share(AGREE) > 0.96
        assert not found.held_by_all(AGREE)
        assert found.gap == pytest.approx(0.75)

    def test_staff_stand_beside_the_public(self, weighing: Pack) -> None:
        people = crowd(
            (60, votes_on(ONE, "patient", AGREE)),
            (40, votes_on(ONE, "nurse", DISAGREE, lane="staff")),
        )
        came_out = {ONE: Released(40, {DISAGREE: 40}, (), hidden=(AGREE, PASS))}
        agreement = declared_of(people, weighing, of_staff=came_out)
        found = {each.key: each for each in agreement.statements}[ONE]
        lanes = {each.name: each.share(AGREE) for each in found.groups if each.by is By.LANE}

        assert lanes == {"public": 1.0, "staff": 0.0}

    def test_groups_too_small_to_show_are_not_compared(self, weighing: Pack) -> None:
        people = crowd(
            (60, votes_on(ONE, "patient", AGREE)),
            (40, votes_on(ONE, "carer", AGREE)),
            (5, votes_on(ONE, "councillor", DISAGREE)),
        )
        found = {each.key: each for each in declared_of(people, weighing).statements}[ONE]
        councillors = [each for each in found.groups if each.name == "councillor"]

        assert councillors
        assert all(each.seen is None and not each.counts for each in councillors)

    def test_whoever_does_not_say_who_they_are_is_no_group(self, weighing: Pack) -> None:
        people = crowd((60, votes_on(ONE, "patient", AGREE)), (60, votes_on(ONE, "", DISAGREE)))
        found = {each.key: each for each in declared_of(people, weighing).statements}[ONE]

        assert "" not in [each.name for each in found.counted]

    def test_nobody_at_all_is_no_error(self, weighing: Pack) -> None:
        people = crowd()

        assert declared_of(people, weighing).voters == 0
        assert opinion_of(people, weighing).why_not is Why.FEW_PEOPLE


class TestCamps:
    def test_says_what_marks_each_group_and_draws_nobody_alone(self) -> None:
        votes = camps(90, 60)
        found = camps_of(votes, opinion_groups(votes))

        assert [(each.name, each.people) for each in found.camps] == [("A", 90), ("B", 60)]
        assert all(mark.here > 0.8 > 0.2 > mark.elsewhere for mark in found.camps[0].marks)
        assert min(each.people for each in found.dots) >= 10
        assert sum(each.people for each in found.dots) == pytest.approx(150, abs=15)

    def test_says_nothing_of_groups_that_are_not_clear(self) -> None:
        votes = camps(50, 40)
        found = camps_of(votes, opinion_groups(votes))

        assert (found.camps, found.dots, found.shared) == ((), (), ())

    def test_finds_what_all_of_them_share(self) -> None:
        votes = np.hstack([camps(90, 60), np.ones((150, 1))])
        found = camps_of(votes, opinion_groups(votes))

        assert [each.statement for each in found.shared] == [20]


def view(before: str, after: str, **more: str) -> Said:
    return {"group": "patient", "first-view": before, "second-view": after, **more}


class TestViewsThatMoved:
    def test_counts_who_moved_which_way(self, weighing: Pack) -> None:
        people = crowd(
            (50, view("neither", "neither")),
            (30, view("neither", "somewhat-for")),
            (10, view("strongly-for", "somewhat-against")),
            (10, view("do-not-know", "strongly-for")),
            (7, {"first-view": "neither"}),
        )
        moved = views_that_moved(people, weighing)[0]

        assert moved.people == 100
        assert dict(moved.ways.totals) == {
            Way.FIRST: 30,
            Way.SAME: 50,
            Way.LAST: 10,
            Way.OTHER: 10,
        }
        assert (moved.moved, moved.net) == (50, 20)

    def test_small_numbers_of_the_flow_are_hidden(self, weighing: Pack) -> None:
        people = crowd(
            (50, view("neither", "neither")),
            (40, view("somewhat-for", "somewhat-for")),
            (3, view("somewhat-for", "strongly-against")),
        )
        moved = views_that_moved(people, weighing)[0]
        before = {each.name: each for each in moved.flow.groups}

        assert before["somewhat-for"].people["strongly-against"] is None

    def test_says_why_by_the_way_they_moved(self, weighing: Pack) -> None:
        why = {"what-moved-you": "something-read"}
        people = crowd(
            (40, view("neither", "somewhat-for", **why)),
            (20, view("neither", "strongly-against", **why)),
            (30, view("neither", "neither", **why)),
        )
        moved = views_that_moved(people, weighing)[0]

        assert moved.why is not None
        assert moved.why.released.answered == 60
        assert moved.why.released.totals["something-read"] == 60

    def test_too_few_people_show_nothing(self, weighing: Pack) -> None:
        moved = views_that_moved(crowd((5, view("neither", "neither"))), weighing)[0]

        assert moved.people is None
        assert flow_of(moved, {}) is None

    def test_draws_bands_as_thick_as_the_people(self, weighing: Pack) -> None:
        people = crowd(
            (300, view("neither", "neither")), (100, view("somewhat-for", "strongly-for"))
        )
        moved = views_that_moved(people, weighing)[0]
        labels = {each.value: each.label for each in moved.question.choices}
        flow = flow_of(moved, labels)

        assert flow is not None
        assert [each.title for each in flow.bands] == [
            "Somewhat for to Strongly for: about 100",
            "Neither for nor against to Neither for nor against: about 300",
        ]
        heights = {each.lines[-1][0]: each.height for each in flow.before}
        assert heights["300"] == pytest.approx(3 * heights["100"], abs=0.2)

    def test_checks_say_whether_the_words_were_clear(self, weighing: Pack) -> None:
        key = "check-both-emergency"
        people = crowd((30, {key: "b-and-d"}), (10, {key: "all"}), (10, {key: "do-not-know"}))
        check = next(each for each in checks_of(people, weighing) if each.question.key == key)

        assert (check.answered, check.as_explained, check.did_not_know) == (50, 30, 10)

    def test_effort_is_of_those_who_voted_and_wrote(self) -> None:
        people = crowd((4, {}), votes=[7, 9, 0, 2], words=[20, 0, 5, 5], reasons=[1, 0, 0, 0])
        effort = effort_of(people)

        assert (effort.voted, effort.votes) == (3, 7)
        assert effort.enough_votes == pytest.approx(2 / 3)
        assert effort.with_reason == pytest.approx(1 / 3)
