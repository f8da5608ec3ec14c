"""Everybody is asked what their time and their own words call for, and nothing idle."""

from __future__ import annotations

import uuid
from typing import NamedTuple

import pytest

from consultations.content.asking import StatementQuestion
from consultations.content.schema import ANOTHER_THEME, NONE_OF_THESE, Pack, Question
from consultations.deliberation.themes import in_random_order, suggested
from consultations.form_route import form_route, length_of, view_on_form
from consultations.opinion.clear import VOTES_TO_BE_GROUPED
from consultations.route import has_moved, is_thin, lengths, offers_lengths, own_words, route
from consultations.types import Lane


class Said(NamedTuple):
    """What was said to one question."""

    choices: list[str] | None = None
    comment: str | None = None
    skipped: bool = False


def keys(questions: tuple[Question, ...]) -> list[str]:
    return [each.key for each in questions]


def the_one(pack: Pack, field: str, lane: Lane = Lane.PUBLIC) -> Question:
    """The question of a lane that has something in a field."""
    return next(each for each in pack.questions_for(lane) if getattr(each, field))


class TestLengths:
    def test_are_not_offered_where_all_questions_are_short(self, pack: Pack) -> None:
        assert not offers_lengths(pack, Lane.PUBLIC)
        assert keys(route(pack, Lane.PUBLIC)) == keys(pack.questions_for(Lane.PUBLIC))

    @pytest.mark.parametrize("lane", Lane)
    def test_of_more_time_ask_all_that_less_time_asks(self, weighing: Pack, lane: Lane) -> None:
        assert lengths(weighing, lane) == (2, 5, 15)
        asked = [keys(route(weighing, lane, minutes=each)) for each in (2, 5, 15)]
        without_votes = [{key for key in each if "statement-" not in key} for each in asked]

        assert without_votes[0] < without_votes[1] < without_votes[2]

    def test_keep_what_was_answered_in_a_longer_one(self, weighing: Pack) -> None:
        view = the_one(weighing, "again").again or ""
        said = {view: Said(["neither"])}

        assert view not in keys(route(weighing, Lane.PUBLIC, minutes=2))
        assert view in keys(route(weighing, Lane.PUBLIC, minutes=2, said=said))

    def test_of_staff_let_the_shortest_end_within_eight_turns(self, weighing: Pack) -> None:
        questions = route(weighing, Lane.STAFF, minutes=2)

        assert len(questions) + len(["length", "confirm"]) <= 8


class TestSecondViews:
    def test_are_asked_only_where_there_was_a_first(self, weighing: Pack) -> None:
        again = the_one(weighing, "again")
        first = again.again or ""

        assert again.key not in keys(route(weighing, Lane.PUBLIC, minutes=5))
        left_out = {first: Said(skipped=True)}
        assert again.key not in keys(route(weighing, Lane.PUBLIC, minutes=5, said=left_out))
        said = {first: Said(["neither"])}
        assert again.key in keys(route(weighing, Lane.PUBLIC, minutes=5, said=said))

    @pytest.mark.parametrize("after", ["neither", "strongly-for"])
    def test_lead_to_what_moved_somebody_only_when_they_moved(
        self, weighing: Pack, after: str
    ) -> None:
        again = the_one(weighing, "again")
        moved = next(each for each in weighing.questions if each.only_if and each.only_if.moved)
        said = {again.again or "": Said(["neither"]), again.key: Said([after])}
        asked = keys(route(weighing, Lane.PUBLIC, minutes=5, said=said))

        assert (moved.key in asked) == (after != "neither") == has_moved(weighing, again.key, said)


class TestFollowUps:
    @pytest.mark.parametrize(
        ("words", "thin"),
        [
            ("Too far.", True),
            ("I do not like it at all", True),
            ("No, because my mother cannot drive.", False),
            ("It would take two buses and an hour to get there and we have no car", False),
            ("", True),
        ],
    )
    def test_come_only_where_few_words_gave_no_reason(
        self, weighing: Pack, words: str, thin: bool
    ) -> None:
        follow_up = next(each for each in weighing.questions if each.only_if and each.only_if.thin)
        assert follow_up.only_if is not None
        said = {follow_up.only_if.question: Said(comment=words)}

        assert is_thin(words) == thin
        asked = keys(route(weighing, Lane.PUBLIC, minutes=5, said=said))
        assert (follow_up.key in asked) == thin

    def test_are_not_asked_of_who_left_the_question_out(self, weighing: Pack) -> None:
        follow_up = next(each for each in weighing.questions if each.only_if and each.only_if.thin)
        assert follow_up.only_if is not None
        said = {follow_up.only_if.question: Said(skipped=True)}

        assert follow_up.key not in keys(route(weighing, Lane.PUBLIC, minutes=5, said=said))


class TestStatements:
    def test_are_put_to_the_vote_a_few_at_a_time(self, weighing: Pack) -> None:
        votes = [
            each
            for each in route(weighing, Lane.PUBLIC, minutes=5)
            if isinstance(each, StatementQuestion)
        ]

        assert len(votes) == votes[0].how_many < len(weighing.statements)
        assert votes[0].text.endswith(f'"{votes[0].statement.text}"')

    @pytest.mark.parametrize("lane", Lane)
    @pytest.mark.parametrize("pack_name", ["weighing", "real_pack"])
    def test_are_enough_for_groups_of_opinion_where_somebody_has_time(
        self, pack_name: str, lane: Lane, request: pytest.FixtureRequest
    ) -> None:
        pack = request.getfixturevalue(pack_name)
        shown = keys(route(pack, lane, minutes=15))

        assert sum(key.startswith("statement-") for key in shown) >= VOTES_TO_BE_GROUPED

    def test_come_in_the_order_wanted_and_those_voted_on_stay(self, weighing: Pack) -> None:
        every = [f"statement-{each.id}" for each in weighing.statements]
        said = {every[3]: Said(["agree"])}
        asked = keys(
            route(weighing, Lane.PUBLIC, minutes=5, said=said, statements=list(reversed(every)))
        )
        shown = [key for key in asked if key in every]

        assert set(shown) == {every[3], *every[-len(shown) + 1 :]}


class TestThemes:
    def test_are_three_or_four_with_the_one_that_was_named_first(self, weighing: Pack) -> None:
        found = suggested(weighing, "There is no bus, and the journey takes two hours by car.")

        assert 3 <= len(found) <= 4
        assert "getting" in found[0].id or "travel" in found[0].id or "journey" in found[0].id

    def test_are_not_suggested_for_two_words(self, weighing: Pack) -> None:
        assert suggested(weighing, "no comment") == ()

    def test_are_not_asked_about_without_words(self, weighing: Pack) -> None:
        themes = the_one(weighing, "themes_of")

        assert themes.key not in keys(route(weighing, Lane.PUBLIC, minutes=5))

    def test_stand_in_another_order_for_another_person(self, weighing: Pack) -> None:
        found = suggested(weighing, "There is no bus, and the journey takes two hours by car.")
        orders = {in_random_order(found, seed=seed) for seed in range(40)}

        assert len(orders) > 3
        assert all(set(order) == set(found) for order in orders)

    def test_are_of_the_reason_too_that_was_given_when_asked(self, weighing: Pack) -> None:
        themes = the_one(weighing, "themes_of")
        thin = next(each for each in weighing.questions if each.only_if and each.only_if.thin)
        said = {themes.themes_of or "": Said(comment="No."), thin.key: Said(comment="No bus.")}

        assert own_words(weighing, themes, said) == "No.\nNo bus."


class TestTheForm:
    def test_holds_all_that_may_follow_from_an_answer(self, weighing: Pack) -> None:
        form_id = uuid.uuid4()
        asked = keys(form_route(weighing, Lane.PUBLIC, form_id=form_id, minutes=15))
        needed = [
            each.key
            for each in weighing.questions_for(Lane.PUBLIC)
            if not isinstance(each, StatementQuestion)
        ]

        assert [key for key in asked if not key.startswith("statement-")] == needed

    def test_shows_the_same_statements_each_time_it_is_opened_again(self, weighing: Pack) -> None:
        one, other = uuid.uuid4(), uuid.uuid4()
        first = form_route(weighing, Lane.PUBLIC, form_id=one, minutes=5)

        assert first == form_route(weighing, Lane.PUBLIC, form_id=one, minutes=5)
        forms = {form_route(weighing, Lane.PUBLIC, form_id=uuid.uuid4()) for _ in range(9)}
        assert len({*forms, form_route(weighing, Lane.PUBLIC, form_id=other)}) > 5

    def test_shows_a_view_of_others(self, weighing: Pack) -> None:
        view = view_on_form(weighing, Lane.PUBLIC, form_id=uuid.uuid4())

        assert view in weighing.statements

    @pytest.mark.parametrize(("wanted", "given"), [(2, 2), (15, 15), (7, 5), (None, 5)])
    def test_has_the_length_wanted_or_the_usual_one(
        self, weighing: Pack, wanted: int | None, given: int
    ) -> None:
        assert length_of(weighing, Lane.PUBLIC, wanted) == given


def test_values_of_the_service_stand_apart_from_themes(weighing: Pack) -> None:
    assert not {NONE_OF_THESE, ANOTHER_THEME} & {each.id for each in weighing.themes}
