"""Option by option: whose view moved, why, what was clear, and that nobody of a few is told of."""

from __future__ import annotations

import numpy as np

from consultations.analysis import People
from consultations.campaigns.apart import as_part, looked_at
from consultations.content.schema import Pack
from consultations.deliberation.options import ByOption, Clear, Sides, by_option
from consultations.deliberation.results import Way, views_that_moved
from consultations.disclosure import Released
from consultations.results.looking import Campaigns
from tests.unit.test_opinion_results import crowd
from web.presenters.workspace_options import OptionsPresenter

A, B = "one-emergency-hospital", "shared-between-both"
MOVED = {"first-view": "neither", "second-view": "somewhat-for"}
SAME = {"first-view": "neither", "second-view": "neither"}


def found(people: People, pack: Pack) -> ByOption:
    by = by_option(people, pack)
    assert by is not None
    return by


def of(released: Released, option: str) -> dict[str, int | None]:
    return dict(next(each.people for each in released.groups if each.name == option))


class TestByOption:
    def test_says_who_moved_by_the_option_they_came_to_choose(self, weighing: Pack) -> None:
        people = crowd(
            (30, {**MOVED, "which-option": A}),
            (20, {**SAME, "which-option": A}),
            (40, {**SAME, "which-option": B}),
        )

        ways = found(people, weighing).moves[0].ways

        assert (of(ways, A)[Way.FIRST], of(ways, A)[Way.SAME]) == (30, 20)
        assert (of(ways, B)[Way.FIRST], of(ways, B)[Way.SAME]) == (0, 40)

    def test_says_why_they_moved(self, weighing: Pack) -> None:
        why = {"what-moved-you": "something-read"}
        people = crowd(
            (30, {**MOVED, **why, "which-option": A}), (20, {**MOVED, **why, "which-option": B})
        )

        released = found(people, weighing).moves[0].why

        assert released is not None
        assert (of(released, A)["something-read"], of(released, B)["something-read"]) == (30, 20)

    def test_the_base_of_a_check_is_who_answered_it(self, weighing: Pack) -> None:
        right = {"check-money": "not-agreed", "which-option": A}
        people = crowd(
            (20, right),
            (10, {**right, "check-money": "agreed"}),
            (50, {"which-option": A}),
            (20, {**right, "which-option": B}),
        )
        by = found(people, weighing)

        released = next(each for question, each in by.checks if question.key == "check-money")

        assert released.answered == 50
        assert of(released, A)[Clear.AS_EXPLAINED] == 20

    def test_counts_who_was_shown_both_sides(self, weighing: Pack) -> None:
        words = [90.0] * 20 + [0.0] * 10 + [80.0] * 30
        people = crowd(
            (30, {"which-option": A}),
            (30, {"which-option": B}),
            words_for=words,
            words_against=[70.0] * 60,
        )

        sides = found(people, weighing).sides

        assert (of(sides, A)[Sides.BOTH], of(sides, A)[Sides.NOT_BOTH]) == (20, 10)

    def test_hides_options_that_a_few_chose(self, weighing: Pack) -> None:
        people = crowd((40, {**MOVED, "which-option": A}), (3, {**MOVED, "which-option": B}))

        assert all(None in of(each.ways, B).values() for each in found(people, weighing).moves)

    def test_leaves_staff_out(self, weighing: Pack) -> None:
        people = crowd(
            (40, {**SAME, "which-option": A}),
            (40, {**MOVED, "which-option": A, "lane": "staff"}),
        )

        assert found(people, weighing).moves[0].ways.answered == 40

    def test_sets_the_gain_beside_the_loss(self, weighing: Pack) -> None:
        people = crowd((30, {"weigh-one-emergency-hospital": "loss", "which-option": A}))

        table = OptionsPresenter(found(people, weighing)).tables[0]

        assert table.rows[0][1][1] == "30 (100%)"


class TestWithoutCampaigns:
    def test_leaves_out_the_public_and_never_staff(self) -> None:
        people = crowd((30, MOVED), (10, {**MOVED, "lane": "staff"}))
        people.in_campaign[:] = [True] * 12 + [False] * 18 + [True] * 10

        assert looked_at(people, Campaigns.LEFT_OUT).n == 28
        assert looked_at(people, Campaigns.WITH) is people

    def test_leaves_nobody_out_where_that_would_tell_on_a_few(self) -> None:
        people = crowd((30, MOVED))
        people.in_campaign[:] = np.arange(30) < 7

        assert looked_at(people, Campaigns.LEFT_OUT) is people

    def test_totals_of_a_part_are_to_the_nearest_five(self, weighing: Pack) -> None:
        moved = views_that_moved(crowd((33, MOVED), (21, SAME)), weighing, is_part=True)[0]

        assert (moved.people, moved.ways.totals[Way.FIRST]) == (55, 35)

    def test_a_small_part_hides_its_small_numbers(self) -> None:
        released = as_part(Released(33, {"yes": 26, "no": 7}, ()), is_small=True)

        assert (released.answered, released.totals, released.hidden) == (35, {"yes": 25}, ("no",))
