"""What is asked when follows from the pack and from the answers so far."""

from __future__ import annotations

import pytest

from consultations import flow
from consultations.asked import asked_now
from consultations.content.schema import Pack
from consultations.route import route
from consultations.types import Lane

PUBLIC = ["capacity", "which-days", "in-order", "why", "evenings-matter"]


def next_of(pack: Pack, lane: Lane, answered: list[str]) -> str:
    return flow.next_cursor(route(pack, lane), lane, answered=answered, has_read=True)


class TestFirstCursor:
    def test_asks_for_the_lane_when_it_is_not_known(self, pack: Pack) -> None:
        assert flow.first_cursor(pack, None) == flow.LANE

    def test_offers_the_public_something_to_read_first(self, pack: Pack) -> None:
        assert flow.first_cursor(pack, Lane.PUBLIC) == "read:0"

    def test_starts_staff_at_their_first_question(self, pack: Pack) -> None:
        assert flow.first_cursor(pack, Lane.STAFF) == "role"


class TestNextCursor:
    def test_goes_through_every_question_and_ends_at_the_check(self, pack: Pack) -> None:
        for number, key in enumerate(PUBLIC):
            assert next_of(pack, Lane.PUBLIC, PUBLIC[:number]) == key

        assert next_of(pack, Lane.PUBLIC, PUBLIC) == flow.CONFIRM

    def test_comes_back_to_a_question_that_was_left_out(self, pack: Pack) -> None:
        answered = [key for key in PUBLIC if key != "in-order"]

        assert next_of(pack, Lane.PUBLIC, answered) == "in-order"

    def test_asks_staff_only_their_own_questions(self, pack: Pack) -> None:
        assert next_of(pack, Lane.STAFF, ["role", "which-days"]) == "why"


class TestPreviousQuestion:
    @pytest.mark.parametrize(
        ("cursor", "before"),
        [
            ("capacity", None),
            ("which-days", "capacity"),
            ("evenings-matter", "why"),
            (flow.CONFIRM, "evenings-matter"),
            (flow.WHICH_ANSWER, "evenings-matter"),
            ("read:1", None),
            (None, None),
        ],
    )
    def test_is_the_one_asked_before(
        self, pack: Pack, cursor: str | None, before: str | None
    ) -> None:
        assert flow.previous_question(route(pack, Lane.PUBLIC), cursor) == before


class TestReading:
    def test_shows_every_option_once_and_leaving_things_as_they_are_last(self, pack: Pack) -> None:
        shown = [flow.next_to_read(pack, step) for step in range(1, 4)]

        assert [each and each.id for each in shown] == ["late-opening", "as-is", None]

    def test_begins_with_what_it_is_about(self, pack: Pack) -> None:
        assert flow.next_to_read(pack, 0) is None


class TestAsking:
    @pytest.mark.parametrize(
        ("cursor", "kind"),
        [
            (None, flow.ASKING_NOTHING),
            (flow.LANE, flow.ASKING_LANE),
            ("read:0", flow.ASKING_READING),
            ("capacity", flow.ASKING_CHOICE),
            ("which-days", flow.ASKING_CHOICE),
            ("in-order", flow.ASKING_CHOICE),
            ("evenings-matter", flow.ASKING_CHOICE),
            ("why", flow.ASKING_WORDS),
            (flow.CONFIRM, flow.ASKING_CONFIRMATION),
            (flow.WHICH_ANSWER, flow.ASKING_WHICH),
            ("a-question-that-is-gone", flow.ASKING_NOTHING),
        ],
    )
    def test_says_what_kind_of_reply_is_expected(
        self, pack: Pack, cursor: str | None, kind: str
    ) -> None:
        assert flow.asking(pack, cursor) == kind


class TestAskedNow:
    @pytest.mark.parametrize(
        "cursor", [flow.LANE, "read:0", "read:1", *PUBLIC, flow.CONFIRM, flow.WHICH_ANSWER]
    )
    def test_has_words_and_choices_for_every_cursor(self, pack: Pack, cursor: str) -> None:
        asked = asked_now(pack, cursor, lane=Lane.PUBLIC)

        assert asked is not None
        assert asked.text
        assert asked.choices
        assert len(set(asked.values)) == len(asked.values)

    def test_puts_leaving_things_none_and_another_idea_beside_the_options(self, pack: Pack) -> None:
        asked = asked_now(pack, "in-order", lane=Lane.PUBLIC)

        assert asked is not None
        assert asked.values == ["late-opening", "as-is", "none-of-these", "another-idea", "skip"]

    def test_offers_skip_only_where_a_question_may_be_left_out(self, pack: Pack) -> None:
        must, may = (asked_now(pack, key, lane=Lane.PUBLIC) for key in ("capacity", "which-days"))

        assert must is not None
        assert may is not None
        assert "skip" not in must.values
        assert "skip" in may.values

    @pytest.mark.parametrize("cursor", [None, "a-question-that-is-gone"])
    def test_asks_nothing_otherwise(self, pack: Pack, cursor: str | None) -> None:
        assert asked_now(pack, cursor, lane=Lane.PUBLIC) is None
