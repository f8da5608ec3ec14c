"""What votes on statements show: the formulas hold for any votes, and groups only when clear."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import adjusted_rand_score, silhouette_score

from consultations.opinion.clear import Why, opinion_groups
from consultations.opinion.counting import count, vote_matrix, votes_each
from consultations.opinion.formulas import (
    division,
    gap,
    group_aware_consensus,
    group_aware_dissent,
    representativeness,
)
from consultations.opinion.grouping import group, silhouette
from consultations.opinion.mapping import cast, draw_map

NAN = math.nan
VOTES = st.tuples(st.integers(2, 12), st.integers(1, 6)).flatmap(
    lambda size: arrays(np.float64, size, elements=st.sampled_from([1.0, -1.0, 0.0, NAN]))
)
QUICK = settings(max_examples=40, deadline=None)


def camps(*sizes: int, statements: int = 20, seed: int = 3, firm: float = 0.95) -> np.ndarray:
    """Invented people in camps: each camp agrees with its own statements and with no others."""
    draw = np.random.default_rng(seed)
    rows = []
    for camp, size in enumerate(sizes):
        own = np.arange(statements) % len(sizes) == camp
        agrees = np.where(own, firm, 1 - firm)
        rows.append(np.where(draw.random((size, statements)) < agrees, 1.0, -1.0))
    votes = np.vstack(rows)
    votes[draw.random(votes.shape) < 0.2] = NAN
    return votes


def by_hand(votes, labels, groups) -> list[float]:
    """Agreement across groups, one vote after the other."""
    found = []
    for column in votes.T:
        product = 1.0
        for each in range(groups):
            here = [vote for vote, label in zip(column, labels, strict=True) if label == each]
            seen = [vote for vote in here if not math.isnan(vote)]
            product *= (sum(vote == 1 for vote in seen) + 1) / (len(seen) + 2)
        found.append(product)
    return found


class TestCounting:
    def test_puts_each_vote_in_its_place(self):
        votes = vote_matrix([(0, 1, 1.0), (1, 0, 0.0)], people=2, statements=2)

        assert np.array_equal(votes, [[NAN, 1.0], [0.0, NAN]], equal_nan=True)
        assert list(votes_each(votes)) == [1, 1]

    def test_tells_a_pass_from_a_statement_never_seen(self):
        counts = count(np.array([[1.0, NAN], [0.0, -1.0], [-1.0, NAN]]))

        assert counts.agree.tolist() == [[1, 0]]
        assert counts.disagree.tolist() == [[1, 1]]
        assert counts.passed.tolist() == [[1, 0]]

    def test_leaves_out_people_without_a_group(self):
        counts = count(np.array([[1.0], [1.0], [1.0]]), np.array([0, -1, 1]), groups=2)

        assert counts.seen.tolist() == [[1], [1]]


class TestFormulas:
    @QUICK
    @given(VOTES, st.data())
    def test_agreement_across_groups_is_the_product_over_groups(self, votes, data):
        labels = np.array([data.draw(st.integers(0, 2)) for _ in votes])
        counts = count(votes, labels, groups=3)

        assert group_aware_consensus(counts) == pytest.approx(by_hand(votes, labels, 3), abs=1e-9)
        assert group_aware_dissent(counts) == pytest.approx(by_hand(-votes, labels, 3), abs=1e-9)

    @QUICK
    @given(VOTES, st.data())
    def test_does_not_depend_on_the_order_of_people_groups_or_statements(self, votes, data):
        labels = np.array([data.draw(st.integers(0, 1)) for _ in votes])
        people = data.draw(st.permutations(range(len(votes))))
        columns = data.draw(st.permutations(range(votes.shape[1])))
        here = group_aware_consensus(count(votes, labels, groups=2))
        other = group_aware_consensus(
            count(votes[people][:, columns], 1 - labels[people], groups=2)
        )

        assert other == pytest.approx(here[columns], abs=1e-12)

    @QUICK
    @given(VOTES)
    def test_every_measure_stays_within_its_bounds(self, votes):
        counts = count(votes, np.arange(len(votes)) % 2, groups=2)
        ratio, z = representativeness(counts)

        assert ((division(counts) > 0) & (division(counts) <= 1)).all()
        assert ((gap(counts) >= 0) & (gap(counts) < 1)).all()
        assert (ratio > 0).all()
        assert np.isfinite(z).all()

    def test_a_large_group_does_not_outvote_a_small_one(self):
        loved_by_many = np.array([[1.0, 1.0]] * 90 + [[-1.0, 1.0]] * 10)
        loved_by_many[:30, 1] = -1.0
        labels = np.array([0] * 90 + [1] * 10)
        most, across = group_aware_consensus(count(loved_by_many, labels, groups=2))

        assert across > most

    def test_representativeness_says_what_marks_a_group(self):
        votes = np.array([[1.0, 1.0]] * 40 + [[-1.0, 1.0]] * 40)
        ratio, z = representativeness(count(votes, np.repeat([0, 1], 40), groups=2))

        assert ratio[0] == pytest.approx([41 / 1, 1.0])
        assert z[0][0] == pytest.approx(-z[1][0])
        assert z[0][0] > 8
        assert z[0][1] == 0

    def test_what_splits_in_halves_divides_most(self):
        halves, most, nobody = [1.0, -1.0] * 50, [1.0] * 90 + [-1.0] * 10, [0.0] * 100
        divided = division(count(np.array([halves, most, nobody]).T))

        assert divided[0] == 1.0
        assert divided[0] > divided[1] > divided[2]


class TestMap:
    def test_finds_the_direction_in_which_people_differ(self):
        votes = np.array([[1.0, -1.0, 1.0], [1.0, -1.0, 1.0], [-1.0, 1.0, 1.0], [-1.0, 1.0, 1.0]])
        drawn = draw_map(cast(votes))

        assert np.abs(drawn.directions[0]) == pytest.approx([math.sqrt(0.5)] * 2 + [0], abs=1e-8)
        assert np.abs(drawn.points[:, 0]) == pytest.approx([math.sqrt(2)] * 4, abs=1e-8)

    def test_moves_people_with_few_votes_outwards(self):
        votes = camps(20, 20)
        few = votes.copy()
        few[0, 4:] = NAN
        mean_few = np.nanmean(few, axis=0)
        drawn = draw_map(cast(few))
        plain = np.where(np.isnan(few), 0, few - mean_few) @ drawn.directions.T

        outwards = np.sqrt(votes.shape[1] / np.count_nonzero(~np.isnan(few[0])))
        assert drawn.points[0] == pytest.approx(plain[0] * outwards, abs=1e-6)

    @QUICK
    @given(VOTES)
    def test_any_votes_can_be_drawn(self, votes):
        assert np.isfinite(draw_map(cast(votes)).points).all()


class TestGroups:
    @QUICK
    @given(
        arrays(np.float64, (12, 2), elements=st.floats(-2, 2, width=16)),
        arrays(np.int64, 12, elements=st.integers(0, 2)),
    )
    def test_the_silhouette_is_the_usual_one(self, points, labels):
        labels = np.unique(labels, return_inverse=True)[1]
        if labels.max() == 0:
            return
        ours = silhouette(points, np.ones(12), labels)

        assert ours == pytest.approx(silhouette_score(points, labels), abs=1e-6)

    def test_finds_as_many_as_there_are(self):
        drawn = draw_map(cast(camps(60, 50, 40, statements=30))).points
        found = group(drawn)

        assert found.sizes == (60, 50, 40)
        assert adjusted_rand_score(found.labels, np.repeat([0, 1, 2], [60, 50, 40])) == 1

    def test_the_order_of_people_makes_no_difference(self):
        points = draw_map(cast(camps(80, 60, firm=0.7))).points
        order = np.random.default_rng(1).permutation(len(points))

        assert np.array_equal(group(points).labels[order], group(points[order]).labels)

    def test_points_all_alike_are_one_group(self):
        assert group(np.ones((40, 2))).sizes == (40,)

    def test_many_people_are_grouped_as_few_are(self):
        votes = camps(1000, 800)
        labels = group(draw_map(cast(votes)).points).labels

        assert adjusted_rand_score(labels, np.repeat([0, 1], [1000, 800])) > 0.99


class TestClearGroups:
    def test_shows_groups_that_hold(self):
        found = opinion_groups(camps(90, 60))

        assert found.clear
        assert found.sizes == (90, 60)
        assert found.steady == 1.0

    def test_gives_the_same_result_twice(self):
        votes = camps(90, 60, firm=0.8)
        first, second = opinion_groups(votes), opinion_groups(votes)

        assert np.array_equal(first.labels, second.labels)
        assert first.steady == second.steady

    def test_shows_none_for_fewer_than_100_people(self):
        assert opinion_groups(camps(50, 49)).why_not is Why.FEW_PEOPLE

    def test_shows_none_when_one_would_be_tiny(self):
        assert opinion_groups(camps(140, 9)).why_not is Why.SMALL_GROUP

    def test_shows_none_where_votes_follow_no_pattern(self):
        draw = np.random.default_rng(5)
        votes = np.where(draw.random((300, 20)) < 0.5, 1.0, -1.0)

        assert opinion_groups(votes).why_not is Why.UNSTEADY

    def test_shows_none_where_one_statement_alone_cuts_people_in_two(self):
        draw = np.random.default_rng(8)
        votes = np.where(draw.random((1200, 21)) < [0.5, *[0.9] * 20], 1.0, -1.0)
        found = opinion_groups(votes)

        assert found.steady is not None
        assert found.steady > 0.8
        assert found.why_not is Why.CHANCE

    def test_leaves_out_people_with_fewer_than_seven_votes(self):
        votes = camps(90, 60)
        votes[0, 6:] = NAN
        found = opinion_groups(votes)

        assert found.people == 149
        assert found.labels[0] == -1

    def test_nobody_at_all_is_no_group(self):
        found = opinion_groups(np.empty((0, 3)))

        assert not found.clear
        assert found.people == 0
