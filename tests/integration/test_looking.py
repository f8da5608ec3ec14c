"""Commissioners look at the public by group, area, way and campaign; staff stay as given out."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.analysis import people_of
from consultations.content.schema import Pack
from consultations.models import Answer, Campaign, CampaignMember
from consultations.results.looking import Campaigns, Looking, Split, splits_of
from consultations.results.questions import QuestionResult, question_results
from consultations.results.responses import ResponseCount
from consultations.types import Lane, QuestionKind
from tests.factories import a_response
from web.pages.workspace.consultation import without_campaigns
from web.presenters.looking import looking_of
from web.presenters.workspace_questions import QuestionPresenter


def votes(session: Session, pack: Pack, vote: str, *, people: int, channel: str = "chat") -> None:
    for _ in range(people):
        said = {"capacity": ["patient"], "evenings-matter": [vote], "why": "It is what I think."}
        a_response(session, pack, said).response.channel = channel
    session.flush()


def result(session: Session, pack: Pack, looking: Looking) -> QuestionResult:
    return next(
        each
        for each in question_results(session, pack=pack, looking=looking)
        if each.asked.key == "evenings-matter" and each.lane is Lane.PUBLIC
    )


def in_campaign(session: Session, pack: Pack, channel: str) -> None:
    campaign = Campaign(
        consultation_slug=pack.slug, name="one", question_key="why", state="confirmed"
    )
    session.add(campaign)
    session.flush()
    for answer in session.scalars(select(Answer).where(Answer.question_key == "why")):
        if answer.response.channel == channel:
            member = CampaignMember(
                campaign_id=campaign.id,
                response_id=answer.response_id,
                answer_id=answer.id,
                likeness=1.0,
            )
            session.add(member)
    session.flush()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestLooking:
    def test_shows_everybody_as_usual(self, session: Session, pack: Pack) -> None:
        votes(session, pack, "agree", people=12)
        votes(session, pack, "disagree", people=10, channel="form")

        released = result(session, pack, Looking()).released

        assert (released.totals["agree"], released.totals["disagree"]) == (12, 10)

    def test_shows_only_those_who_came_one_way(self, session: Session, pack: Pack) -> None:
        votes(session, pack, "agree", people=12)
        votes(session, pack, "disagree", people=10, channel="form")

        released = result(session, pack, Looking(channel="form")).released

        assert (released.totals["agree"], released.totals["disagree"]) == (0, 10)

    def test_tells_people_apart_by_the_way_they_came(self, session: Session, pack: Pack) -> None:
        votes(session, pack, "agree", people=20)
        votes(session, pack, "agree", people=20, channel="form")

        released = result(session, pack, Looking(split=Split.CHANNEL)).released

        assert sorted(each.name for each in released.groups) == ["chat", "form"]

    @pytest.mark.parametrize(
        ("campaigns", "people"), [(Campaigns.LEFT_OUT, 20), (Campaigns.ONLY, 10)]
    )
    def test_leaves_campaigns_out_or_shows_them_alone(
        self, session: Session, pack: Pack, campaigns: Campaigns, people: int
    ) -> None:
        votes(session, pack, "agree", people=21)
        votes(session, pack, "agree", people=10, channel="form")
        in_campaign(session, pack, "form")

        assert result(session, pack, Looking(campaigns=campaigns)).released.answered == people

    def test_tells_nobody_apart_by_a_campaign_of_a_few(self, session: Session, pack: Pack) -> None:
        votes(session, pack, "agree", people=20)
        votes(session, pack, "disagree", people=7, channel="form")
        in_campaign(session, pack, "form")

        without = result(session, pack, Looking(campaigns=Campaigns.LEFT_OUT)).released

        assert without == result(session, pack, Looking()).released

    def test_hides_small_numbers_of_those_who_came_one_way(
        self, session: Session, pack: Pack
    ) -> None:
        votes(session, pack, "agree", people=20)
        votes(session, pack, "disagree", people=3)

        released = result(session, pack, Looking(channel="chat")).released

        assert (released.answered, released.hidden) == (25, ("disagree",))

    def test_hides_small_numbers_of_every_split(self, session: Session, pack: Pack) -> None:
        votes(session, pack, "agree", people=30)
        votes(session, pack, "agree", people=3, channel="paper")

        released = result(session, pack, Looking(split=Split.CHANNEL)).released

        shown = {each.name: each.people["agree"] for each in released.groups}
        assert shown.get("paper") is None

    def test_never_reaches_what_staff_said(self, session: Session, pack: Pack) -> None:
        def staff(looking: Looking) -> list[object]:
            results = question_results(session, pack=pack, looking=looking)
            return [each.released for each in results if each.lane is Lane.STAFF]

        for _ in range(30):
            said = {"role": ["nurse"], "which-days": ["sunday"]}
            a_response(session, pack, said, lane=Lane.STAFF)

        assert staff(Looking()) == staff(Looking(channel="form", split=Split.CHANNEL))

    def test_puts_the_figures_without_a_campaign_beside_those_with_it(
        self, session: Session, pack: Pack
    ) -> None:
        votes(session, pack, "agree", people=21)
        votes(session, pack, "disagree", people=10, channel="form")
        in_campaign(session, pack, "form")

        people = people_of(session, pack=pack)
        beside = without_campaigns(session, pack, people, Looking())
        without = beside[Lane.PUBLIC, "evenings-matter", QuestionKind.VOTE]
        shown = QuestionPresenter(result(session, pack, Looking()), ResponseCount(), {}, without)

        assert shown.columns[:2] == ["Everybody", "Without campaigns"]
        assert {each.label: each.cells[:2] for each in shown.rows} == {
            "Agree": ["21", "20"],
            "Disagree": ["10", "0"],
            "Pass": ["0", "0"],
            "People who answered": ["31", "20"],
        }

    def test_puts_nothing_beside_a_campaign_of_a_few(self, session: Session, pack: Pack) -> None:
        votes(session, pack, "agree", people=20)
        votes(session, pack, "disagree", people=7, channel="form")
        in_campaign(session, pack, "form")

        people = people_of(session, pack=pack)

        assert without_campaigns(session, pack, people, Looking()) == {}


class TestLookingOf:
    def test_reads_an_address(self, pack: Pack) -> None:
        asked_for = {"by": "channel", "campaigns": "only", "channel": "paper"}

        assert looking_of(asked_for, pack) == Looking(Split.CHANNEL, Campaigns.ONLY, "paper")

    def test_leaves_out_what_is_not_offered(self, pack: Pack) -> None:
        assert looking_of({"by": "shoe-size", "channel": "pigeon"}, pack) == Looking()

    def test_offers_only_what_the_pack_asks(self, pack: Pack) -> None:
        filled = {each.fills for each in pack.questions_for(Lane.PUBLIC)}

        for split in (Split.GROUP, Split.PLACE, Split.INTEREST):
            assert (split in splits_of(pack)) == (split.value in filled)
