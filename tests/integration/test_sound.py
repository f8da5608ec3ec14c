"""How comments sound, counted: whom, by theme and question, who says so, and what stays hidden."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.access import Role
from consultations.coding.kinds import Scheme, Sentiment, Source, State
from consultations.coding.sound import HeardBy, Sound, sounds_of
from consultations.content.schema import Pack
from consultations.database import writing
from consultations.models import Answer, Campaign, CampaignMember, Coding
from consultations.results.looking import Campaigns
from consultations.settings import settings
from consultations.types import Lane
from tests.factories import a_response
from tests.signing_in import an_account, inside_as, text_of
from web.app import create_app

ASKED = "what-you-think"
PAGE = "/workspace/new-models-of-care/themes/sound"


def hear(session: Session, pack: Pack, answer: Answer, sound: str, source: str, state: str) -> None:
    session.add(
        Coding(
            consultation_slug=pack.slug,
            answer_id=answer.id,
            scheme=Scheme.SENTIMENT,
            code=sound,
            source=source,
            who=source,
            state=state,
            probability=0.75 if source == Source.MODEL else None,
            model_version="abc" if source == Source.MODEL else None,
        )
    )


def wrote(
    session: Session,
    pack: Pack,
    people: int,
    sound: str,
    *,
    source: Source = Source.MODEL,
    key: str = ASKED,
    lane: Lane = Lane.PUBLIC,
) -> list[Answer]:
    """So many people who wrote something that sounds so."""
    state = State.SUGGESTED if source is Source.MODEL else State.CONFIRMED
    answers = []
    for number in range(people):
        said = {"capacity": ["patient"], key: f"The bus takes {number} minutes and is always full."}
        response = a_response(session, pack, said, lane=lane).response
        mine = (Answer.response_id == response.id) & (Answer.question_key == key)
        answers.append(session.scalars(select(Answer).where(mine)).one())
        hear(session, pack, answers[-1], sound, source, state)
    session.flush()
    return answers


def asked(session: Session, pack: Pack, campaigns: Campaigns = Campaigns.WITH) -> Sound:
    found = sounds_of(session, pack=pack, campaigns=campaigns).questions
    return next(each for each in found if each.about == ASKED)


class TestCounting:
    def test_counts_people_to_the_nearest_five(self, session: Session, real_pack: Pack) -> None:
        wrote(session, real_pack, 12, Sentiment.NEGATIVE)
        wrote(session, real_pack, 11, Sentiment.POSITIVE)

        released = asked(session, real_pack).released

        assert (released.answered, released.totals) == (
            25,
            {Sentiment.POSITIVE: 10, Sentiment.MIXED: 0, Sentiment.NEGATIVE: 10},
        )

    def test_hides_seven_or_fewer(self, session: Session, real_pack: Pack) -> None:
        wrote(session, real_pack, 12, Sentiment.NEGATIVE)
        wrote(session, real_pack, 7, Sentiment.POSITIVE)

        assert asked(session, real_pack).released.hidden == (Sentiment.POSITIVE,)

    def test_says_who_says_so(self, session: Session, real_pack: Pack) -> None:
        read = wrote(session, real_pack, 9, Sentiment.MIXED, source=Source.PERSON)
        wrote(session, real_pack, 8, Sentiment.MIXED)
        hear(session, real_pack, read[0], Sentiment.MIXED, Source.MODEL, State.CONFIRMED)
        session.flush()

        by = asked(session, real_pack).by

        assert (by[HeardBy.PERSON], by[HeardBy.CONFIRMED], by[HeardBy.MODEL]) == (8, 1, 8)

    def test_never_counts_staff(self, session: Session, real_pack: Pack) -> None:
        wrote(session, real_pack, 12, Sentiment.NEGATIVE)
        before = sounds_of(session, pack=real_pack).everything
        key = "one-thing-to-change"
        wrote(session, real_pack, 12, Sentiment.POSITIVE, key=key, lane=Lane.STAFF)

        assert sounds_of(session, pack=real_pack).everything == before

    def test_can_be_read_without_campaigns(self, session: Session, real_pack: Pack) -> None:
        wrote(session, real_pack, 20, Sentiment.NEGATIVE)
        campaign = Campaign(
            consultation_slug=real_pack.slug, name="one", question_key=ASKED, state="confirmed"
        )
        session.add(campaign)
        session.flush()
        for answer in wrote(session, real_pack, 10, Sentiment.POSITIVE):
            member = CampaignMember(
                campaign_id=campaign.id,
                response_id=answer.response_id,
                answer_id=answer.id,
                likeness=1.0,
            )
            session.add(member)
        session.flush()

        without = asked(session, real_pack, Campaigns.LEFT_OUT).released

        assert without.totals[Sentiment.POSITIVE] == 0
        assert asked(session, real_pack).released.totals[Sentiment.POSITIVE] == 10


@pytest.mark.usefixtures("database_url")
def test_the_page_says_who_is_counted_and_how_sure_the_model_is(real_pack: Pack) -> None:
    with writing() as session:
        wrote(session, real_pack, 12, Sentiment.NEGATIVE)
    an_account("ada", Role.ANALYST)

    text = text_of(inside_as("ada", create_app(settings())).get(PAGE))

    assert "Only the public is counted here, about 10 people." in text
    assert "Half of what only the model says is at least 75% sure. Model: abc." in " ".join(
        text.split()
    )
