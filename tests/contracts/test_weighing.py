"""What the packs of the demonstration promise to those who want to weigh, or have little time."""

from __future__ import annotations

from collections import Counter

import pytest

from consultations.content.loading import read_pack
from consultations.content.schema import Pack
from consultations.deliberation.themes import suggested
from consultations.route import lengths, route
from consultations.settings import settings
from consultations.types import Lane, QuestionKind

SLUGS = ("riverside-hospitals", "new-models-of-care")
SAID = {
    "riverside-hospitals": {
        "It would take me two buses to get there and I cannot drive": "getting-there",
        "where will you find the nurses, you cannot fill the posts you have": "staff",
        "My wife looks after her mother and she is worn out": "families",
        "You have made up your minds, it is a done deal": "who-decides",
        "I have waited two years for my hip and they cancelled it twice": "waits",
        "what if my daughter goes into labour in the night": "births",
        "Seventeen people are stuck on the ward as there is nobody to help them at home": "beds",
        "Ambulances take an hour as it is, every minute counts": "emergencies",
    },
    "new-models-of-care": {
        "I never see the same doctor twice, nobody knows me": "same-doctor",
        "I hang on the phone for an hour to get an appointment": "appointments",
        "GPs could line their own pockets": "who-gains",
        "The hospital and the GP never talk to each other": "joined-up",
        "Not another reorganisation, leave things as they are": "change",
        "nobody asked the receptionists, we are left out": "staff-say",
        "It is all about saving money": "money",
    },
}


@pytest.fixture(scope="module", params=SLUGS)
def pack(request: pytest.FixtureRequest) -> Pack:
    return read_pack(settings().content_dir, request.param)


class TestLengths:
    @pytest.mark.parametrize("lane", list(Lane))
    def test_are_two_five_and_fifteen_minutes(self, pack: Pack, lane: Lane) -> None:
        assert lengths(pack, lane) == (2, 5, 15)

    def test_staff_in_a_hurry_are_asked_six_things(self, pack: Pack) -> None:
        asked = route(pack, Lane.STAFF, minutes=2)

        assert len(asked) == 6
        assert [each.fills for each in asked[:3]] == ["stakeholder_group", "place", "interest"]

    def test_people_in_a_hurry_can_choose_an_option_and_say_what_they_think(
        self, pack: Pack
    ) -> None:
        asked = route(pack, Lane.PUBLIC, minutes=2)

        assert len(asked) <= 4
        assert any(each.choices_from == "options" for each in asked)
        assert any(each.kind is QuestionKind.TEXT for each in asked)

    @pytest.mark.parametrize("lane", list(Lane))
    def test_everything_but_who_one_is_can_be_skipped(self, pack: Pack, lane: Lane) -> None:
        must = [each.key for each in pack.questions_for(lane) if not each.optional]

        assert must == ["capacity" if lane is Lane.PUBLIC else "role"]


class TestSides:
    def test_every_option_is_weighed_once(self, pack: Pack) -> None:
        weighed = Counter(each.weighs.proposal for each in pack.questions if each.weighs)

        assert weighed == {each.id: 1 for each in pack.options if each.id != "as-is"}

    def test_every_view_says_which_group_holds_it(self, pack: Pack) -> None:
        assert len(pack.statements) >= 20
        assert all(each.group for each in pack.statements)

    def test_views_come_from_the_public_and_from_staff(self, pack: Pack) -> None:
        for key in ("capacity", "role"):
            question = pack.question(key)
            assert question is not None
            values = {each.value for each in question.choices}
            groups = {each.group for each in pack.statements} & values

            assert len(groups) >= 5


class TestThemes:
    def test_are_few_enough_to_read_and_enough_to_choose_from(self, pack: Pack) -> None:
        assert 10 <= len(pack.themes) <= 14
        assert all(8 <= len(each.words) <= 20 for each in pack.themes), {
            each.id: len(each.words) for each in pack.themes
        }

    def test_are_found_in_what_people_say(self, pack: Pack) -> None:
        missed = {
            words: [each.id for each in suggested(pack, words)]
            for words, theme in SAID[pack.slug].items()
            if theme not in [each.id for each in suggested(pack, words)]
        }

        assert missed == {}
