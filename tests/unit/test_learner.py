"""Themes and sentiment learnt from a few plain comments; drafts, scores, and the second tenth."""

from __future__ import annotations

import uuid

import numpy as np
import pytest

from consultations.coding.clauses import clauses_of
from consultations.coding.heap_names import name_of, phrases_of, terms_of
from consultations.coding.heaps import heaps_of
from consultations.coding.learner import Learner
from consultations.coding.scores import f1_of, half_width
from consultations.coding.sounding import Sounding
from consultations.coding.waiting import doubt_of, is_in_sample
from consultations.coding.word_meanings import WordMeanings

BUSES = [f"The bus takes {number} minutes to get to the hospital." for number in range(30)]
WAITS = [f"I waited {number} weeks for an appointment with a doctor." for number in range(30)]
BOTH = [f"{one} {other}" for one, other in zip(BUSES[:10], WAITS[:10], strict=True)]
TEXTS = [*BUSES, *WAITS, *BOTH]
GIVEN = np.array([[True, False]] * 30 + [[False, True]] * 30 + [[True, True]] * 10)
ASKED = ["why"] * len(TEXTS)


@pytest.fixture(scope="module")
def learner():
    return Learner().learn(TEXTS, ASKED, GIVEN)


class TestLearner:
    def test_tells_themes_apart_and_finds_two_in_one_comment(self, learner):
        said = learner.judge(
            ["The bus is never on time.", "No doctor for weeks, I waited.", BOTH[3]], ["why"] * 3
        ).said

        assert said.tolist() == [[True, False], [False, True], [True, True]]

    def test_finds_a_theme_in_one_part_of_a_long_comment(self, learner):
        long = f"The nurses and the porters were all very kind to my mother, but {WAITS[3].lower()}"
        sure = learner.judge([long], ["why"]).probabilities

        assert sure[0, 1] > 0.5

    def test_says_how_sure_it_is(self, learner):
        sure = learner.judge(["The bus takes an hour."], ["why"]).probabilities

        assert 0 <= sure[0, 1] < 0.5 < sure[0, 0] <= 1

    def test_says_how_well_it_does_on_what_it_had_not_seen(self, learner):
        assert learner.figures.micro > 0.9
        assert len(learner.each) == 2

    def test_never_gives_a_theme_that_nobody_gave(self):
        unseen = np.column_stack([GIVEN, [False] * len(TEXTS)])
        judged = Learner().learn(TEXTS, ASKED, unseen).judge([TEXTS[0]], ["why"])

        assert not judged.said[0, 2]
        assert judged.probabilities[0, 2] == 0

    def test_learns_from_the_words_of_a_theme_while_few_comments_have_it(self):
        rare = np.column_stack([GIVEN, [False] * 69 + [True]])
        asked = (["Nowhere to leave the car, and parking costs a lot"], ["why"])
        without = Learner().learn(TEXTS, ASKED, rare).judge(*asked)
        words = ["Buses", "Waiting", "Car parking, its cost, and places for cars"]
        described = Learner().learn(TEXTS, ASKED, rare, described=words).judge(*asked)

        assert described.probabilities[0, 2] > without.probabilities[0, 2]

    def test_knows_words_by_their_meaning(self):
        meanings = WordMeanings()
        meanings.learn([*BUSES, *WAITS, "A coach came", "A surgeon came"])
        (coach, surgeon, bus), (near_coach, near_surgeon, near_bus) = meanings.of(
            ["coach", "surgeon", "bus"]
        )

        assert coach @ bus > surgeon @ bus
        assert near_coach @ near_bus > near_surgeon @ near_bus

    def test_learns_from_twenty_comments(self):
        some = [*range(0, 60, 3)]
        few = Learner().learn([TEXTS[row] for row in some], ["why"] * 20, GIVEN[some])

        assert few.judge(BUSES[1:2], ["why"]).said.tolist() == [[True, False]]

    def test_trusts_some_comments_less_than_others(self):
        wrong = np.vstack([GIVEN, [[True, False]] * 15])
        texts, asked = [*TEXTS, *WAITS[:15]], ["why"] * 85
        weights = np.array([1.0] * 70 + [0.1] * 15)
        equal = Learner().learn(texts, asked, wrong).judge(WAITS[:1], ["why"])
        lighter = Learner().learn(texts, asked, wrong, weights).judge(WAITS[:1], ["why"])

        assert lighter.probabilities[0, 0] < equal.probabilities[0, 0]

    def test_comes_to_the_same_twice(self, learner):
        again = Learner().learn(TEXTS, ASKED, GIVEN).judge(TEXTS[:5], ASKED[:5])

        assert np.allclose(again.probabilities, learner.judge(TEXTS[:5], ASKED[:5]).probabilities)

    def test_takes_vectors_of_meaning_beside_the_words(self):
        def meaning(texts):
            return np.array([["bus" in text, "waited" in text] for text in texts], dtype=float)

        learner = Learner(meaning).learn(TEXTS, ASKED, GIVEN)

        assert learner.judge([BUSES[0]], ["why"]).said.tolist() == [[True, False]]


def test_how_comments_sound_is_learnt_the_same_way():
    texts = [f"The nurse was lovely and kind {n}" for n in range(20)]
    texts += [f"A dreadful and rude place {n}" for n in range(20)]
    sounding = Sounding().learn(texts, ["why"] * 40, ["positive"] * 20 + ["negative"] * 20)
    (code, sure), *_ = sounding.of(["What a kind nurse"], ["why"])

    assert (code, sounding.examples) == ("positive", 40)
    assert sure > 0.5
    assert sounding.right > 0.9


class TestScores:
    def test_are_what_they_are_by_hand(self):
        truth = np.array([[1, 0], [1, 1], [0, 0]], dtype=bool)
        said = np.array([[1, 0], [1, 0], [0, 1]], dtype=bool)

        assert f1_of(truth, said) == pytest.approx((2 / 3, 0.5, (1 + 2 / 3 + 0) / 3))

    def test_are_those_of_scikit_learn(self):
        from sklearn.metrics import f1_score

        chance = np.random.default_rng(1)
        truth, said = chance.random((2, 50, 6)) > 0.6
        averages = ("micro", "macro", "samples")

        assert f1_of(truth, said) == pytest.approx(
            [f1_score(truth, said, average=each, zero_division=0) for each in averages]
        )

    def test_say_how_sure_they_are(self):
        chance = np.random.default_rng(1)
        truth = chance.random((200, 4)) > 0.5
        said = truth ^ (chance.random((200, 4)) > 0.8)

        assert 0.01 < half_width(truth, said) < 0.1


class TestDrafts:
    def test_put_comments_that_share_words_into_heaps_with_those_words(self):
        heaps = heaps_of([*BUSES, *WAITS])
        words = {word for heap in heaps for term in heap.terms for word in term.split()}

        assert words & {"bus", "hospital"}
        assert words & {"waited", "appointment", "weeks"}

    def test_are_named_by_what_people_wrote_there_and_not_elsewhere(self):
        heaps = heaps_of([f"Honestly. {each} Thank you." for each in [*BUSES, *WAITS]])
        terms = [term for heap in heaps for term in heap.terms]

        assert "honestly" not in terms
        assert {"bus takes", "weeks for an appointment"} <= set(terms)
        assert name_of(("mobile clinic", "villages")) == "Mobile clinic, villages"

    def test_are_never_named_by_one_vague_word(self):
        texts = [f"{word} ward food" for word in ("good", "Good", "good")] * 5 + ["ward food"] * 20
        (named,) = terms_of([phrases_of(text) for text in texts], [range(15)])

        assert named[0] != "good"
        assert len(name_of(named).split()) > 1

    def test_are_named_by_the_words_of_the_pack_where_they_can_be(self):
        texts = ["parking costs"] * 10 + ["something else"] * 20
        found = [phrases_of(text) - {"parking costs"} for text in texts]

        assert terms_of(found, [range(10)], ["cost"])[0][0] == "costs"
        assert terms_of(found, [range(10)], ["car parks"])[0][0] == "parking"

    @pytest.mark.parametrize("texts", [[], BUSES[:10], ["of the and"] * 40, ["word"] * 40])
    def test_are_none_when_there_is_too_little(self, texts):
        assert heaps_of(texts) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Good", ["Good"]),
        ("Kind staff. Long wait.", ["Kind staff. Long wait."]),
        (
            "The staff were kind, but I waited for hours!",
            ["The staff were kind", "but I waited for hours"],
        ),
        ("I waited for hours, sadly", ["I waited for hours, sadly"]),
    ],
)
def test_comments_are_cut_into_parts_that_are_long_enough(text, parts):
    assert [each.rstrip(".") for each in clauses_of(text)] == [each.rstrip(".") for each in parts]


def test_most_is_learnt_from_a_comment_with_several_doubtful_themes():
    doubtful, certain, nothing, both = doubt_of(np.array([[0.5, 2], [0.97, 2], [2, 2], [0.5, 0.5]]))

    assert both > nothing > doubtful > certain


def test_about_a_tenth_is_drawn_for_a_second_reading_and_always_the_same():
    answers = [uuid.UUID(int=number) for number in range(5_000)]
    drawn = [each for each in answers if is_in_sample(each)]

    assert 400 < len(drawn) < 600
    assert drawn == [each for each in answers if is_in_sample(each)]
