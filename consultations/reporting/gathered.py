"""Everything that a report is made of, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, Text, cast, select, type_coerce
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.campaigns.standing import Known, known_campaigns
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.equality import equality_totals
from consultations.models import Answer, Petition, Response
from consultations.opinion.declared import (
    StatementResult,
    statement_results,
    statement_votes,
    statements_of,
    votes_of_staff,
)
from consultations.outcome.numbers import ThemeNumbers, theme_numbers
from consultations.queue.due import today
from consultations.queue.standing import QuestionGroup, Standing, groups_standing
from consultations.readiness.known import Facts, facts_of
from consultations.releases.inside import people_in_batches
from consultations.reporting.quotes import PickedQuote, quotes_of
from consultations.results.looking import Campaigns, Looking
from consultations.results.questions import QuestionResult, question_results
from consultations.types import Lane

AT_ONCE = 5_000


class Gathered(NamedTuple):
    """What the chapters are written from."""

    pack: Pack
    people: People
    facts: Facts
    took_part: dict[Lane, int]
    results: Sequence[QuestionResult]
    without_campaigns: Sequence[QuestionResult]
    equality: Sequence[QuestionResult]
    numbers: dict[Lane, ThemeNumbers]
    quotes: Sequence[PickedQuote]
    statements: Sequence[StatementResult]
    waiting: Sequence[QuestionGroup]
    campaigns: Sequence[Known]
    petitions: Sequence[Petition]
    made_at: datetime
    checksum: str

    def results_of(self, lane: Lane) -> list[QuestionResult]:
        """The closed questions of one lane, in the order asked."""
        return [each for each in self.results if each.lane is lane]


def gather(session: Session, *, pack: Pack, now: datetime | None = None) -> Gathered:
    """Read everything. The figures are those of the pages: they come from the same functions."""
    people = people_in_batches(session, pack=pack)
    took_part = {lane: int(people.of_lane(lane).sum()) for lane in Lane}
    facts = facts_of(session, pack=pack)
    votes_on = statements_of(pack)
    inside = bool(people.in_campaign.any())
    return Gathered(
        pack=pack,
        people=people,
        facts=facts,
        took_part=took_part,
        results=question_results(session, pack=pack),
        without_campaigns=question_results(
            session, pack=pack, looking=Looking(campaigns=Campaigns.LEFT_OUT)
        )
        if inside
        else (),
        equality=equality_totals(session, consultation_slug=pack.slug),
        numbers=theme_numbers([each.raised for each in facts.ledger.themes], took_part=took_part),
        quotes=quotes_of(session, pack=pack, people=people),
        statements=statement_results(
            people,
            votes_on,
            statement_votes(people, votes_on),
            tuple(pack.consultation.lanes),
            of_staff=votes_of_staff(session, pack=pack),
        ),
        waiting=groups_standing(session, pack=pack, standing=Standing.WAITING, today=today()),
        campaigns=known_campaigns(session, consultation_slug=pack.slug, people=people),
        petitions=_petitions(session, pack.slug),
        made_at=now or utc_now(),
        checksum=checksum_of(session, people=people, slug=pack.slug),
    )


def checksum_of(session: Session, *, people: People, slug: str) -> str:
    """SHA-256 over every answer that counts, in the order of responses and questions.

    The same answers give the same checksum; one that is changed, added or taken back gives another.
    """
    made = hashlib.sha256()
    counts = {text for each in people.ids for text in (each.hex, str(each))}
    answer = Answer.__table__
    rows = session.connection().execute(
        select(
            type_coerce(answer.c.response_id, String),
            answer.c.question_key,
            cast(answer.c.choices, Text),
            answer.c.comment,
        )
        .join(Response.__table__, Response.__table__.c.id == answer.c.response_id)
        .where(Response.__table__.c.consultation_slug == slug, answer.c.current)
        .order_by(answer.c.response_id, answer.c.question_key)
        .execution_options(yield_per=AT_ONCE)
    )
    for response, key, choices, comment in rows:
        if str(response) in counts:
            made.update(f"{response}\x1f{key}\x1f{choices}\x1f{comment}\x1e".encode())
    return made.hexdigest()


def _petitions(session: Session, slug: str) -> list[Petition]:
    return list(
        session.scalars(
            select(Petition)
            .where(Petition.consultation_slug == slug)
            .order_by(Petition.received_on, Petition.title, Petition.id)
        )
    )
