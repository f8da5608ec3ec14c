"""What somebody says of themselves is understood, and every option is told in equal measure."""

from __future__ import annotations

import itertools

import pytest

from consultations.content.schema import Pack, WhatChanges
from consultations.explaining.effects import effects_for
from consultations.explaining.picking import PARTS, Picked, asked_again, choices_of, named_in

LONGEST = 60


@pytest.fixture
def known(pack: Pack) -> WhatChanges:
    assert pack.what_changes is not None
    return pack.what_changes


class TestNamedIn:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("what changes for me?", Picked()),
            ("I live in Upper Vale", Picked(place="upper-vale")),
            ("im in uper vale and go by bus", Picked("upper-vale", None, "bus")),
            ("we walk from the far side for a check-up", Picked("far-side", "check-up", "foot")),
            ("having a baby in little vale village", Picked("village", "maternity")),
            ("maternaty, by car", Picked(None, "maternity", "car")),
            ("I drive there", Picked(mode="car")),
            ("upper vale or the far side?", Picked()),
        ],
    )
    def test_takes_what_is_named(self, known: WhatChanges, text: str, named: Picked) -> None:
        assert named_in(known, text)[0] == named

    @pytest.mark.parametrize(
        "text", ["I have no car", "we don't drive", "without a car", "I haven\u2019t got a car"]
    )
    def test_hears_which_way_is_ruled_out(self, known: WhatChanges, text: str) -> None:
        assert named_in(known, text) == (Picked(), frozenset({"car"}))

    def test_takes_the_one_way_that_is_left(self, known: WhatChanges) -> None:
        assert named_in(known, "I have no car and cannot walk")[0].mode == "bus"


class TestPicked:
    def test_is_read_as_it_was_written(self, known: WhatChanges) -> None:
        picked = Picked("village", "maternity", "bus")

        assert Picked.read(known, picked.written) == picked
        assert Picked.read(known, f"{picked.written}&ask=place") == picked

    def test_takes_nothing_that_is_not_offered(self, known: WhatChanges) -> None:
        assert Picked.read(known, "place=london&service=maternity&x=y") == Picked(
            service="maternity"
        )
        assert Picked.read(known, None) == Picked()

    def test_says_what_is_missing_in_order(self) -> None:
        assert [Picked().missing, Picked("a").missing, Picked("a", "b").missing] == list(PARTS)
        assert Picked("a", "b", "c").missing is None

    def test_can_be_asked_again_for_one_part(self) -> None:
        assert asked_again("place=town&ask=mode") == "mode"
        assert asked_again("place=town&ask=name") is None


class TestEffectsFor:
    def test_tells_every_option_in_the_same_way(self, pack: Pack) -> None:
        effects = effects_for(pack, Picked("village", "maternity", "bus"))

        assert [each.option for each in effects] == list(pack.options)
        assert [each.lines for each in effects] == [
            [
                "A midwife would see you in the evening.",
                "You would go to the surgery in Little Vale.",
                "By bus: about 9 minutes. Now it is about 35.",
                "We do not know how many people would come in the evening.",
            ],
            [
                "A midwife would go on seeing you on weekdays.",
                "You would go to the health centre in Farnton.",
                "By bus: about 35 minutes, as now.",
                "We do not know for how long the hours can stay.",
            ],
        ]
        assert [each.note and each.note[1] for each in effects] == [
            None,
            "The bus goes once an hour.",
        ]

    def test_says_where_there_is_no_way(self, pack: Pack) -> None:
        late, as_is = effects_for(pack, Picked("upper-vale", "maternity", "bus"))

        assert late.journey is not None
        assert "25 minutes. Where you go now, you cannot get" in late.journey
        assert as_is.journey == "By bus: you cannot get there that way."

    def test_sends_people_from_some_places_elsewhere(self, pack: Pack) -> None:
        late, as_is = effects_for(pack, Picked("far-side", "maternity", "car"))

        assert late.where == as_is.where == "You would go to the health centre in Farnton."
        assert late.journey == "By car: about 6 minutes, as now."

    def test_says_no_time_for_what_is_not_there_now(self, pack: Pack) -> None:
        late, as_is = effects_for(pack, Picked("village", "late-help", "car"))

        assert late.journey == "By car: about 4 minutes."
        assert (as_is.where, as_is.journey) == (None, None)

    def test_stays_short_whatever_is_picked(self, pack: Pack, known: WhatChanges) -> None:
        for values in itertools.product(*(choices_of(known, part) for part in PARTS)):
            for effect in effects_for(pack, Picked(*(each.value for each in values))):
                assert len(" ".join(effect.lines).split()) <= LONGEST
                assert effect.sources

    def test_needs_all_three_parts_and_the_data(self, pack: Pack, real_pack: Pack) -> None:
        with pytest.raises(LookupError):
            effects_for(pack, Picked("village", "maternity"))
        with pytest.raises(LookupError):
            effects_for(real_pack, Picked("a", "b", "c"))
