"""What is said comes in layers: each is offered once, and none is left out."""

from __future__ import annotations

import pytest

from consultations.content.schema import Pack
from consultations.content.words import words
from consultations.explaining.layers import beds_in_words, steps_of

LATE, HOURS, PARKING = "proposals/late-opening", "answers/hours-now", "answers/parking"


def offered(pack: Pack, subject: str, *shown: str, easier: bool = False) -> list[str]:
    steps = steps_of(pack, subject, easier=easier)
    assert steps is not None
    return [step.name for step in steps.to_offer(shown)]


class TestToOffer:
    def test_goes_one_layer_deeper_each_time(self, pack: Pack) -> None:
        assert offered(pack, HOURS, HOURS) == ["more"]
        assert offered(pack, HOURS, HOURS, f"{HOURS}#more") == ["detail"]
        assert offered(pack, HOURS, HOURS, f"{HOURS}#more", f"{HOURS}#detail") == []

    def test_offers_nothing_where_there_is_no_more(self, pack: Pack) -> None:
        assert offered(pack, PARKING, PARKING) == []

    def test_offers_the_parts_of_a_proposal_once_more_was_read(self, pack: Pack) -> None:
        opening = [f"{LATE}#what-it-is", f"{LATE}#what-would-change", f"{LATE}#what-would-stay"]
        parts = ["why", "beds", "cost", "staffing"]

        assert offered(pack, LATE, *opening) == ["more"]
        assert offered(pack, LATE, *opening, f"{LATE}#more") == ["detail", *parts]
        assert offered(pack, LATE, *opening, f"{LATE}#more", f"{LATE}#beds") == [
            "detail",
            *(each for each in parts if each != "beds"),
        ]

    def test_never_offers_what_was_shown(self, pack: Pack) -> None:
        steps = steps_of(pack, LATE, easier=True)
        assert steps is not None
        shown: list[str] = []
        names: list[str] = []
        while new := steps.to_offer(shown):
            names.append(new[0].name)
            shown += [layer.content_id for layer in new[0].layers]

        assert len(names) == len(set(names)) == len(steps.all)

    def test_leads_from_easier_words_to_the_usual_ones(self, pack: Pack) -> None:
        assert offered(pack, HOURS, f"{HOURS}#easy", easier=True) == ["short"]


class TestStepsOf:
    def test_begins_with_easier_words_where_there_are_any(self, pack: Pack) -> None:
        easy, usual = steps_of(pack, HOURS, easier=True), steps_of(pack, HOURS)
        without = steps_of(pack, PARKING, easier=True)
        assert easy is not None
        assert usual is not None
        assert without is not None

        assert (easy.opening.name, usual.opening.name) == ("easy", "short")
        assert not easy.lacks_easy(easy.opening)
        assert without.opening.name == "short"
        assert without.lacks_easy(without.opening)

    def test_knows_nothing_of_what_the_pack_has_not(self, pack: Pack) -> None:
        assert steps_of(pack, "answers/nothing") is None
        assert steps_of(pack, "proposals/nothing") is None
        assert steps_of(pack, "") is None

    @pytest.mark.parametrize("easier", [True, False])
    def test_names_each_passage_once(self, real_pack: Pack, pack: Pack, easier: bool) -> None:
        for each in (pack, real_pack):
            subjects = [f"proposals/{p.id}" for p in each.proposals]
            subjects += [f"answers/{a.id}" for a in each.answers]
            ids = [
                layer.content_id
                for subject in subjects
                for steps in [steps_of(each, subject, easier=easier)]
                if steps is not None
                for step in steps.all
                for layer in step.layers
            ]

            assert len(ids) == len(set(ids))


class TestBedsInWords:
    def test_says_each_figure_once(self, pack: Pack) -> None:
        beds = pack.options[0].beds
        assert beds is not None
        said = beds.model_copy(update={"now": 54, "would_be": 30, "text": "54 would become 30."})

        assert beds_in_words(said) == "54 would become 30."
        line = words().layers.beds_line.format(now=4, would_be=4)
        assert beds_in_words(beds) == f"{line}\n{beds.text}"
