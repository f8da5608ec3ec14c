"""The snapshot of all responses says what the database says, after every kind of change."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultations.analysis import people_of
from consultations.asked import pack_question
from consultations.content.schema import SKIP, Pack
from consultations.database import utc_now
from consultations.models import Campaign, CampaignMember, Conversation, Removal
from consultations.responses import withdraw
from consultations.types import Lane
from tests.factories import Said, a_response, an_answer


def some_questions(pack: Pack) -> dict[str, Said]:
    """One answer to each question with choices: its first choice, or its first two."""
    return {
        each.key: values[: 2 if each.kind in ("multiple", "ranking") else 1]
        for each in pack.questions_for(Lane.PUBLIC)
        for values in [[value for value in pack_question(pack, each).values if value != SKIP]]
        if values
    }


def sent(session: Session, pack: Pack, *, lane: Lane = Lane.PUBLIC) -> Conversation:
    return a_response(session, pack, some_questions(pack), lane=lane)


class TestPeople:
    def test_are_those_who_sent_something_in(self, session: Session, pack: Pack) -> None:
        sent(session, pack)
        sent(session, pack, lane=Lane.STAFF)
        a_response(session, pack, some_questions(pack), submitted=False)

        people = people_of(session, pack=pack)

        assert people.n == 2
        assert people.lane.counts() == {"public": 1, "staff": 1}

    def test_have_each_answer_counted_under_its_question(
        self, session: Session, pack: Pack
    ) -> None:
        sent(session, pack)
        sent(session, pack)

        people = people_of(session, pack=pack)

        for key, said in some_questions(pack).items():
            assert people.answers(key).pattern_counts() == {tuple(said): 2}

    def test_are_the_same_snapshot_until_something_changes(
        self, session: Session, pack: Pack
    ) -> None:
        sent(session, pack)
        before = people_of(session, pack=pack)

        assert people_of(session, pack=pack) is before
        sent(session, pack)
        assert people_of(session, pack=pack).version > before.version
        assert people_of(session, pack=pack).n == 2

    def test_show_a_changed_answer_at_once(self, session: Session, pack: Pack) -> None:
        conversation = sent(session, pack)
        key = next(iter(some_questions(pack)))
        people_of(session, pack=pack)

        an_answer(session, conversation, pack, key, [SKIP])

        answers = people_of(session, pack=pack).answers(key)
        assert answers.skipped.sum() == 1
        assert not answers.counts()

    def test_leave_out_who_withdrew(self, session: Session, pack: Pack) -> None:
        conversation = sent(session, pack)
        sent(session, pack)
        people_of(session, pack=pack)

        withdraw(session, response=conversation.response)

        assert people_of(session, pack=pack).n == 1

    def test_leave_out_who_is_set_apart_until_put_back(self, session: Session, pack: Pack) -> None:
        response = sent(session, pack).response
        removal = Removal(
            consultation_slug=pack.slug, response_id=response.id, reason="a test", by="ada"
        )
        session.add(removal)
        session.flush()

        assert people_of(session, pack=pack).n == 0
        removal.put_back_at = utc_now()
        session.flush()
        assert people_of(session, pack=pack).n == 1

    def test_know_who_belongs_to_a_campaign_that_was_confirmed(
        self, session: Session, pack: Pack
    ) -> None:
        conversation = sent(session, pack)
        answer = an_answer(session, conversation, pack, "why", "The same words as all others.")
        campaign = Campaign(consultation_slug=pack.slug, name="one", question_key="why")
        session.add(campaign)
        session.flush()
        session.add(
            CampaignMember(
                campaign_id=campaign.id,
                response_id=conversation.response.id,
                answer_id=answer.id,
                likeness=1.0,
            )
        )
        session.flush()

        assert not people_of(session, pack=pack).in_campaign.any()
        campaign.state = "confirmed"
        session.flush()
        assert people_of(session, pack=pack).in_campaign.all()

    def test_are_none_of_whom_nothing_is_known_without_responses(
        self, session: Session, pack: Pack
    ) -> None:
        people = people_of(session, pack=pack)

        assert people.n == 0
        assert not people.answers("why").answered.any()
