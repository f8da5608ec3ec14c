"""Counting and reading what people said, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from consultations.analysis import people_of
from consultations.moving import start_over
from consultations.responses import withdraw
from consultations.results.choices import Standing, count_choices
from consultations.results.comments import find_comments
from consultations.results.questions import question_results
from consultations.results.responses import count_by_day, count_groups, count_responses
from consultations.types import Lane
from tests.factories import a_response, an_answer
from tests.setting_apart import all_released

PUBLIC, STAFF = Lane.PUBLIC, Lane.STAFF


class TestCountResponses:
    def test_counts_each_lane_and_those_in_progress(self, session, pack):
        a_response(session, pack, {"capacity": ["patient"]})
        a_response(session, pack, {"role": ["nurse"]}, lane=STAFF)
        a_response(session, pack, {"capacity": ["patient"]}, submitted=False)
        before = count_responses(session)[pack.slug]
        all_released(session, pack)
        a_response(session, pack, {"role": ["nurse"]}, lane=STAFF)
        a_response(session, pack, {"role": ["nurse"]}, lane=STAFF, submitted=False)

        count = count_responses(session)[pack.slug]

        assert (before, before.sent_in) == ((1, 0, 1, 0, 0), 1)
        assert (count, count.sent_in) == ((1, 1, 1, 0, 0), 2)

    def test_leaves_out_what_was_withdrawn(self, session, pack):
        taken_back = a_response(session, pack, {"capacity": ["patient"]})
        withdraw(session, response=taken_back.response)

        count = count_responses(session)[pack.slug]
        assert (count.sent_in, count.withdrawn, count.received) == (0, 1, 1)

    def test_a_day_is_a_day_in_london(self, session, pack):
        for at in (
            datetime(2026, 9, 1, 23, 30, tzinfo=UTC),
            datetime(2026, 9, 2, 12, tzinfo=UTC),
        ):
            a_response(session, pack, {"why": "x"}).response.submitted_at = at
        staff = a_response(session, pack, {"role": ["nurse"]}, lane=STAFF)
        staff.response.submitted_at = datetime(2026, 9, 4, 12, tzinfo=UTC)

        days = count_by_day(people_of(session, pack=pack))

        assert days == [(date(2026, 9, 2), 2)]

    def test_counts_groups_and_those_who_did_not_say(self, session, pack):
        a_response(session, pack, {"capacity": ["carer"]})
        a_response(session, pack, {"why": "No reason"})

        groups = count_groups(people_of(session, pack=pack))

        assert groups == {PUBLIC: {"": 1, "carer": 1}, STAFF: {}}


class TestCountChoices:
    def test_splits_each_choice_by_stakeholder_group(self, session, pack):
        for group, vote in (("patient", "agree"), ("patient", "agree"), ("carer", "disagree")):
            a_response(session, pack, {"capacity": [group], "evenings-matter": [vote]})

        counts = _count(session, pack, "evenings-matter")

        assert counts == [(PUBLIC, "carer", "disagree", 1), (PUBLIC, "patient", "agree", 2)]

    def test_counts_a_person_once_for_each_of_several_choices(self, session, pack):
        said = {"role": ["nurse"], "which-days": ["saturday", "sunday"]}
        a_response(session, pack, said, lane=STAFF)

        counts = _count(session, pack, "which-days")

        assert counts == [(STAFF, "nurse", "saturday", 1), (STAFF, "nurse", "sunday", 1)]

    def test_counts_only_the_last_answer_of_a_person(self, session, pack):
        conversation = a_response(session, pack, {"evenings-matter": ["agree"]})
        an_answer(session, conversation, pack, "evenings-matter", ["pass"])

        assert _count(session, pack, "evenings-matter") == [(PUBLIC, "", "pass", 1)]

    @pytest.mark.parametrize("said", [["skip"], "In my own words"])
    def test_leaves_out_answers_without_a_choice(self, session, pack, said):
        a_response(session, pack, {"evenings-matter": said})

        assert _count(session, pack, "evenings-matter") == []

    def test_leaves_out_responses_that_were_never_sent_in_or_taken_back(self, session, pack):
        a_response(session, pack, {"evenings-matter": ["agree"]}, submitted=False)
        taken_back = a_response(session, pack, {"evenings-matter": ["agree"]})
        withdraw(session, response=taken_back.response)

        assert _count(session, pack, "evenings-matter") == []

    def test_leaves_out_answers_from_before_somebody_started_over(self, session, pack):
        conversation = a_response(session, pack, {"evenings-matter": ["agree"]}, submitted=False)
        start_over(session, conversation=conversation, pack=pack)
        conversation.response.submitted_at = datetime.now(UTC)

        assert _count(session, pack, "evenings-matter") == []


class TestQuestionResults:
    def test_shows_totals_of_everybody_but_no_small_group(self, session, pack):
        for group, people in (("patient", 20), ("carer", 3)):
            for _ in range(people):
                a_response(session, pack, {"capacity": [group], "evenings-matter": ["agree"]})

        result = _result(session, pack, "evenings-matter", PUBLIC)

        assert result.released.answered == 23
        assert result.released.totals == {"agree": 23, "disagree": 0, "pass": 0}
        shown = {group.name: group.answered for group in result.released.groups}
        assert shown == {"patient": 20, "carer": None, "resident": 0}

    def test_never_shows_how_many_are_in_a_small_group(self, session, pack):
        for group, people in (("patient", 20), ("carer", 3), ("resident", 9)):
            for _ in range(people):
                a_response(session, pack, {"capacity": [group]})

        result = _result(session, pack, "capacity", PUBLIC)

        assert result.describes_people
        assert [group.answered for group in result.released.groups] == [20, None, 10]

    def test_says_nothing_when_too_few_staff_answered(self, session, pack):
        for _ in range(9):
            a_response(session, pack, {"role": ["nurse"], "which-days": ["sunday"]}, lane=STAFF)

        released = _result(session, pack, "which-days", STAFF).released

        assert (released.answered, released.totals, released.groups) == (None, {}, ())

    def test_gives_points_for_places_in_an_order(self, session, pack):
        offered = ["late-opening", "as-is", "none-of-these", "another-idea"]
        for _ in range(6):
            a_response(session, pack, {"in-order": offered})
        for _ in range(2):
            a_response(session, pack, {"in-order": ["as-is", "late-opening"]})

        result = _result(session, pack, "in-order", PUBLIC)

        assert result.standings == (
            Standing("late-opening", points=6 * 3 + 2 * 2, first_places=6),
            Standing("as-is", points=6 * 2 + 2 * 3, first_places=2),
            Standing("none-of-these", points=6, first_places=0),
            Standing("another-idea", points=0, first_places=0),
        )

    def test_takes_as_many_statements_for_many_responses_as_for_none(self, session, pack):
        before = _statements(session, lambda: question_results(session, pack=pack))
        for _ in range(12):
            a_response(session, pack, {"capacity": ["carer"], "evenings-matter": ["agree"]})

        after = _statements(session, lambda: question_results(session, pack=pack))

        assert before == 9
        assert after == 9

    def test_is_worked_out_once_until_somebody_says_something(self, session, pack):
        a_response(session, pack, {"capacity": ["carer"], "evenings-matter": ["agree"]})
        first = question_results(session, pack=pack)

        again = question_results(session, pack=pack)
        assert all(one is other for one, other in zip(first, again, strict=True))

        for _ in range(12):
            a_response(session, pack, {"capacity": ["carer"], "evenings-matter": ["disagree"]})
        votes = _result(session, pack, "evenings-matter", PUBLIC)
        assert votes.released.totals["disagree"] == 12


class TestFindComments:
    def test_finds_every_word_in_either_case_and_takes_signs_as_signs(self, session, pack):
        for words in ("Two BUSES to the surgery", "A bus, 100% late", "No buses at all"):
            a_response(session, pack, {"why": words})

        def found(words: str) -> list[str]:
            return [each.text for each in find_comments(session, pack=pack, words=words).rows]

        assert found("surgery buses") == ["Two BUSES to the surgery"]
        assert found("%") == ["A bus, 100% late"]
        assert found("_") == []
        assert len(found("")) == 3

    def test_tells_the_lane_and_nothing_else_of_who_wrote(self, session, pack):
        a_response(session, pack, {"role": ["nurse"], "why": "Rotas"}, lane=STAFF)
        all_released(session, pack)
        a_response(session, pack, {"role": ["nurse"], "why": "I wait"}, lane=STAFF)
        a_response(session, pack, {"capacity": ["carer"], "why": "Nights"})

        page = find_comments(session, pack=pack, lane=STAFF, question_key="why")

        assert [each[:3] for each in page.rows] == [("why", STAFF, "Rotas")]
        assert page.total == 1

    def test_pages_hold_every_comment_once(self, session, pack):
        for number in range(7):
            a_response(session, pack, {"why": f"Reason {number}"})

        pages = [find_comments(session, pack=pack, skip=skip, most=3) for skip in (0, 3, 6)]

        assert {page.total for page in pages} == {7}
        assert len({each.text for page in pages for each in page.rows}) == 7


def _count(session, pack, key):
    return count_choices(people_of(session, pack=pack), question_key=key)


def _result(session, pack, key, lane):
    return next(
        result
        for result in question_results(session, pack=pack)
        if result.asked.key == key and result.lane == lane
    )


def _statements(session, work) -> int:
    count_responses(session)  # the transaction has begun
    seen = []
    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", lambda *args: seen.append(args[2]))
    work()
    return len(seen)
