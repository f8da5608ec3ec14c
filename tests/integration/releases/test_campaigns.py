"""Campaigns: found, decided on by a person, and never taken away, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from consultations.analysis import people_of
from consultations.campaigns import campaign_responses
from consultations.campaigns.deciding import CampaignError, decide
from consultations.campaigns.searching import keep, look_for, written_by
from consultations.campaigns.standing import Standing, campaign_counts, known_campaigns
from consultations.campaigns.wording import common_text, compared
from consultations.models import Answer
from tests.factories import a_response

LETTER = (
    "I am writing to ask you to keep the evening clinic open, because people who work all day "
    "cannot come at any other time, and the next one is two buses away from here."
)
OTHERS = ("The car park is full.", "My mother needs somebody who knows her and not a new face.")


@pytest.fixture
def written(session, pack) -> None:
    """Six copies of a letter, one of them changed a little, and two comments by others."""
    for words in [LETTER] * 5 + [LETTER.replace("two buses away", "miles away"), *OTHERS]:
        a_response(session, pack, {"capacity": ["patient"], "why": words})


def search(session, pack) -> None:
    found = look_for(written_by(session, pack=pack))
    keep(session, consultation_slug=pack.slug, found=found, actor="ada")


def known(session, pack):
    people = people_of(session, pack=pack)
    return known_campaigns(session, consultation_slug=pack.slug, people=people)


def say(session, pack, campaign, to):
    decide(session, consultation_slug=pack.slug, campaign_id=campaign.id, to=to, actor="grace")


class TestCampaigns:
    def test_are_found_and_wait_for_a_person(self, session, pack, written):
        search(session, pack)
        (one,) = known(session, pack)

        assert (one.standing, one.public, one.staff) == (Standing.FLAGGED, 6, 0)
        assert campaign_responses(session, pack.slug) == frozenset()
        assert campaign_counts(people_of(session, pack=pack)) == (8, 8, 0)

    def test_are_counted_apart_once_confirmed_and_nothing_is_deleted(self, session, pack, written):
        search(session, pack)
        before = session.scalar(select(func.count(Answer.id)))
        say(session, pack, known(session, pack)[0], Standing.CONFIRMED)

        assert len(campaign_responses(session, pack.slug)) == 6
        assert campaign_counts(people_of(session, pack=pack)) == (8, 2, 6)
        assert session.scalar(select(func.count(Answer.id))) == before

    def test_keep_what_a_person_decided_when_searched_again(self, session, pack, written):
        search(session, pack)
        say(session, pack, known(session, pack)[0], Standing.DISMISSED)
        search(session, pack)
        (one,) = known(session, pack)

        assert (one.standing, one.decided_by) == (Standing.DISMISSED, "grace")

    def test_show_who_came_since_as_a_new_suggestion(self, session, pack, written):
        search(session, pack)
        say(session, pack, known(session, pack)[0], Standing.CONFIRMED)
        a_response(session, pack, {"capacity": ["carer"], "why": LETTER})
        search(session, pack)

        assert [(each.standing, each.people) for each in known(session, pack)] == [
            (Standing.FLAGGED, 1),
            (Standing.CONFIRMED, 6),
        ]

    def test_can_only_be_confirmed_or_dismissed(self, session, pack, written):
        search(session, pack)

        with pytest.raises(CampaignError):
            say(session, pack, known(session, pack)[0], Standing.FLAGGED)

    def test_show_what_differs(self, session, pack, written):
        search(session, pack)
        common = common_text(session, campaign_id=known(session, pack)[0].id)

        assert " ".join(piece.text for piece in common.middle) == LETTER
        assert [piece.text for piece in common.middle if piece.differs] == ["two buses"]
        assert [p.text for p in common.others[0] if p.differs] == ["miles"]


class TestWords:
    def test_of_nothing_are_nothing(self):
        assert compared([]) == ([], [])
