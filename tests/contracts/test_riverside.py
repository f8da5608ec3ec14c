"""What the pack of invented Riverside promises beyond what every pack must."""

from __future__ import annotations

from itertools import product

import pytest

from consultations.content.loading import read_pack
from consultations.content.schema import Pack
from consultations.settings import settings


@pytest.fixture(scope="module")
def riverside() -> Pack:
    return read_pack(settings().content_dir, "riverside-hospitals")


class TestRiverside:
    def test_says_that_it_is_invented(self, riverside: Pack) -> None:
        assert riverside.consultation.asked_by.invented
        assert "invented" in (riverside.consultation.notice or "")

    def test_tells_every_service_under_every_option(self, riverside: Pack) -> None:
        changes = riverside.what_changes
        assert changes is not None
        told = {(each.service, each.proposal) for each in changes.effects}
        services = [each.value for each in changes.services]
        assert told == set(product(services, [each.id for each in riverside.options]))

    def test_has_every_journey_to_every_site_by_every_way(self, riverside: Pack) -> None:
        changes = riverside.what_changes
        assert changes is not None
        places, sites, modes = (
            [each.value for each in choices]
            for choices in (changes.places, changes.sites, changes.modes)
        )
        for place, site, mode in product(places, sites, modes):
            assert changes.minutes(place=place, site=site, mode=mode) is not None

    def test_counts_the_same_beds_now_whatever_the_option(self, riverside: Pack) -> None:
        beds = [each.beds for each in riverside.options if each.beds is not None]
        assert len(beds) == len(riverside.options)
        assert {each.now for each in beds} == {754}
        assert all(each.bed_test is not None for each in beds if each.would_be < each.now)

    def test_prefers_an_option_and_says_what_may_be_lost_by_it(self, riverside: Pack) -> None:
        preferred = riverside.consultation.preferred
        assert preferred is not None
        option = riverside.proposal(preferred.proposal)
        assert option is not None
        assert len(option.losses) >= len(option.gains)

    def test_weighs_the_options_with_weights_of_100(self, riverside: Pack) -> None:
        weights = [each.weight or 0 for each in riverside.consultation.criteria]
        assert sum(weights) == 100

    def test_asks_for_a_district_and_never_for_a_full_postcode(self, riverside: Pack) -> None:
        area = riverside.question("area")
        assert area is not None
        changes = riverside.what_changes
        assert changes is not None
        assert {each.value for each in changes.places} <= {each.value for each in area.choices}
        assert "full postcode" in (area.hint or "")
