"""Both sides of a proposal are shown together, in an order that favours neither."""

from __future__ import annotations

from collections import Counter

from consultations.content.schema import Pack
from consultations.content.words import words
from consultations.explaining.sides import sides_of


class TestSidesOf:
    def test_shows_one_person_the_same_order_every_time(self, real_pack: Pack) -> None:
        for proposal in real_pack.proposals:
            assert sides_of(proposal, seed=42) == sides_of(proposal, seed=42)

    def test_puts_each_side_first_about_as_often(self, real_pack: Pack) -> None:
        gains = words().sides.gains
        for proposal in real_pack.options:
            first = Counter(sides_of(proposal, seed=n).halves[0][0] for n in range(1_000))

            assert 400 < first[gains] < 600

    def test_mixes_the_points_of_each_side(self, real_pack: Pack) -> None:
        proposal = real_pack.options[0]
        firsts = {sides_of(proposal, seed=n).halves[0][1][0].point for n in range(200)}

        assert len(firsts) == len(proposal.gains) + len(proposal.losses)

    def test_leaves_nothing_out(self, real_pack: Pack) -> None:
        for proposal in real_pack.proposals:
            sides = sides_of(proposal, seed=1)
            shown = {point for _, points in sides.halves for point in points}

            assert shown == {*proposal.gains, *proposal.losses}
            assert sides.worse_off == proposal.worse_off
            assert sides.not_known == proposal.not_known

    def test_says_in_lines_what_it_says_in_columns(self, real_pack: Pack) -> None:
        for proposal in real_pack.proposals:
            sides = sides_of(proposal, seed=1)
            for half in sides.as_json["halves"]:
                for point in half["points"]:
                    assert f"- {point['whose']}: {point['point']}" in sides.as_text
            for other in sides.as_json["others"]:
                assert all(f"- {each}" in sides.as_text for each in other["points"])

    def test_names_each_source_once(self, real_pack: Pack) -> None:
        for proposal in real_pack.proposals:
            sources = sides_of(proposal, seed=1).sources

            assert len(sources) == len(set(sources))
