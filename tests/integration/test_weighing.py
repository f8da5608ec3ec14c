"""Statements come in a fair order, others' views are of others, and deliberation is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from consultations.content.asking import StatementQuestion
from consultations.content.schema import Pack
from consultations.deliberation.measures import measures
from consultations.deliberation.statements import Tally, opposing, tallies, wanted, weight
from consultations.models import Conversation
from consultations.responses import withdraw
from consultations.types import Lane
from tests.factories import a_conversation, a_response

AGREE, DISAGREE = ["agree"], ["disagree"]


def votes_of(pack: Pack) -> list[StatementQuestion]:
    return [e for e in pack.questions_for(Lane.PUBLIC) if isinstance(e, StatementQuestion)]


def voted(session: Session, pack: Pack, group: str, votes: Mapping[str, list[str]]) -> Conversation:
    return a_response(session, pack, {"capacity": [group], **votes})


class TestTallies:
    def test_count_votes_by_group_and_none_that_was_taken_out(
        self, session: Session, weighing: Pack
    ) -> None:
        key = votes_of(weighing)[0].key
        voted(session, weighing, "patient", {key: AGREE})
        voted(session, weighing, "carer", {key: DISAGREE})
        withdraw(session, response=voted(session, weighing, "carer", {key: AGREE}).response)

        found = tallies(session, slug=weighing.slug)[key]
        assert found.votes == Counter(agree=1, disagree=1)
        assert found.by_group == {"patient": Counter(agree=1), "carer": Counter(disagree=1)}

    def test_want_votes_most_where_there_are_few(self) -> None:
        few, many = Tally(Counter(agree=2, disagree=2)), Tally(Counter(agree=20, disagree=20))

        assert weight(few) > weight(many)

    def test_want_votes_more_where_groups_agree(self) -> None:
        alike, apart = (
            Tally(Counter(agree=12, disagree=8), {"a": Counter(one), "b": Counter(other)})
            for one, other in (
                ({"agree": 6, "disagree": 4}, {"agree": 6, "disagree": 4}),
                ({"agree": 10}, {"agree": 2, "disagree": 8}),
            )
        )

        assert weight(alike) > weight(apart)


class TestWanted:
    def test_puts_a_statement_of_another_group_near_the_beginning(
        self, session: Session, weighing: Pack
    ) -> None:
        groups = {each.key: each.statement.group for each in votes_of(weighing)}
        for _ in range(6):
            conversation = voted(session, weighing, "patient", {})
            first_two = wanted(session, conversation=conversation, pack=weighing)[:2]

            assert any(groups[key] not in (None, "patient") for key in first_two)

    def test_is_the_same_for_one_person_and_differs_between_two(
        self, session: Session, weighing: Pack
    ) -> None:
        one, other = (a_conversation(session, weighing)[0] for _ in range(2))
        first = wanted(session, conversation=one, pack=weighing)

        assert first == wanted(session, conversation=one, pack=weighing)
        assert first != wanted(session, conversation=other, pack=weighing)

    def test_is_nothing_where_there_are_no_statements(self, session: Session, pack: Pack) -> None:
        conversation, _ = a_conversation(session, pack)

        assert wanted(session, conversation=conversation, pack=pack) == []


class TestOpposing:
    def test_is_what_people_unlike_somebody_support(self, session: Session, weighing: Pack) -> None:
        liked, other = (each.key for each in votes_of(weighing)[4:6])
        for _ in range(8):
            voted(session, weighing, "carer", {liked: AGREE, other: DISAGREE})
        me = voted(session, weighing, "patient", {liked: DISAGREE, other: AGREE})

        view = opposing(session, conversation=me, pack=weighing)
        assert view is not None
        assert f"statement-{view.id}" == liked

    def test_is_never_what_somebody_agreed_with(self, session: Session, weighing: Pack) -> None:
        liked = votes_of(weighing)[4].key
        for _ in range(8):
            voted(session, weighing, "carer", {liked: AGREE})
        me = voted(session, weighing, "patient", {liked: AGREE})

        view = opposing(session, conversation=me, pack=weighing)
        assert view is not None
        assert f"statement-{view.id}" != liked

    def test_is_a_statement_of_another_group_while_there_are_few_votes(
        self, session: Session, weighing: Pack
    ) -> None:
        me = voted(session, weighing, "patient", {})

        view = opposing(session, conversation=me, pack=weighing)
        assert view is not None
        assert view.group not in (None, "patient")


class TestMeasures:
    def test_hold_both_views_and_whether_they_differ(
        self, session: Session, weighing: Pack
    ) -> None:
        again = next(each for each in weighing.questions if each.again)
        first = again.again or ""
        said = {"capacity": ["patient"], first: ["strongly-against"], again.key: ["neither"]}
        measured = a_response(session, weighing, said).response.measured

        assert measured is not None
        assert measured["views"] == [
            {
                "first": first,
                "again": again.key,
                "before": "strongly-against",
                "after": "neither",
                "moved": True,
            }
        ]

    def test_hold_themes_offered_and_confirmed(self, session: Session, weighing: Pack) -> None:
        themes = next(each for each in weighing.questions if each.themes_of)
        said = {
            "capacity": ["patient"],
            themes.themes_of or "": "There is no bus and it is two hours by car.",
            themes.key: ["none-of-these"],
        }
        measured = a_response(session, weighing, said).response.measured

        assert measured is not None
        assert measured["themes"][0]["confirmed"] == ["none-of-these"]
        assert 3 <= len(measured["themes"][0]["suggested"]) <= 4

    def test_count_reasons_and_votes(self, session: Session, weighing: Pack) -> None:
        words = next(each for each in weighing.questions if each.themes_of).themes_of or ""
        key = votes_of(weighing)[0].key
        said = {"capacity": ["patient"], words: "No, because it is far.", key: AGREE}
        conversation = a_response(session, weighing, said, submitted=False)

        measured = measures(session, conversation=conversation, pack=weighing)
        assert (measured["reasons"], measured["votes"], measured["words"]) == (1, 1, 5)

    def test_go_when_the_response_is_taken_out(self, session: Session, weighing: Pack) -> None:
        response = voted(session, weighing, "patient", {}).response
        assert response.measured is not None
        withdraw(session, response=response)

        assert response.measured is None


@pytest.mark.parametrize("right", [True, False])
def test_a_check_is_kept_as_an_answer_and_never_as_a_mark(
    session: Session, weighing: Pack, right: bool
) -> None:
    asked = next(each for each in weighing.questions if each.check)
    assert asked.check is not None
    values = [each.value for each in asked.choices]
    chosen = asked.check.right if right else next(v for v in values if v != asked.check.right)
    measured = a_response(
        session, weighing, {"capacity": ["patient"], asked.key: [chosen]}
    ).response.measured

    assert measured is not None
    assert measured["checks"] == [{"question": asked.key, "chosen": chosen, "as_explained": right}]
