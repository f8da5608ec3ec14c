"""Look for campaigns among what people wrote, and keep what a person has decided before."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.campaigns.alike import (
    FEWEST_PEOPLE,
    Cluster,
    Progress,
    clusters,
)
from consultations.campaigns.standing import UNDECIDED, Standing
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.models import Answer, Campaign, CampaignMember, Response
from consultations.one_at_a_time import alone
from consultations.releases.words import readable_staff
from consultations.results.responses import counts_of

WORDS_IN_A_NAME = 8
ROWS_AT_A_TIME = 1_000


class Written(NamedTuple):
    """What one person wrote to one question."""

    response_id: uuid.UUID
    answer_id: uuid.UUID
    question_key: str
    text: str


class Found(NamedTuple):
    """People whose words are alike, and how alike each is to the middle one."""

    name: str
    question_key: str
    flagged: bool
    members: dict[uuid.UUID, tuple[uuid.UUID, float]]


def written_by(session: Session, *, pack: Pack) -> list[Written]:
    """Everything that people wrote, in a stated order.

    What staff wrote is looked at only once it came out with a batch.
    """
    statement = (
        select(
            *(Response.id, Answer.id, Answer.question_key),
            *(Answer.comment, Response.lane, Answer.answered_at),
        )
        .join(Answer.response)
        .where(
            *counts_of(pack.slug),
            Answer.current,
            ~Answer.skipped,
            Answer.comment.is_not(None),
        )
        .order_by(Answer.question_key, Answer.id)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    readable = readable_staff(session, pack=pack)
    return [
        Written(response_id, answer_id, key, text or "")
        for response_id, answer_id, key, text, lane, at in session.execute(statement)
        if readable.shows(lane, response_id, at)
    ]


def look_for(written: Sequence[Written], *, progress: Progress = lambda _: None) -> list[Found]:
    """The clusters in what was written. Nothing is read or stored."""
    people = [each.response_id for each in written]
    found = clusters([each.text for each in written], people=people, progress=progress)
    return [_found(each, written) for each in found]


def keep(session: Session, *, consultation_slug: str, found: Iterable[Found], actor: str) -> None:
    """Store what was found in the place of what nobody has decided on.

    A campaign that a person confirmed or dismissed keeps its people. Those who came since, and are
    like them, are a new suggestion.
    """
    alone(session, f"keeping campaigns of {consultation_slug}")
    mine = Campaign.consultation_slug == consultation_slug
    undecided = select(Campaign.id).where(mine, Campaign.state.in_(UNDECIDED))
    session.execute(delete(CampaignMember).where(CampaignMember.campaign_id.in_(undecided)))
    session.execute(delete(Campaign).where(mine, Campaign.state.in_(UNDECIDED)))
    statement = (
        select(CampaignMember.response_id, Campaign.state)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(mine)
        .order_by(CampaignMember.response_id)
    )
    decided = {each: str(state) for each, state in session.execute(statement)}
    kept = 0
    for each in found:
        new = {who: how for who, how in each.members.items() if who not in decided}
        is_like_one = any(decided.get(who) == Standing.CONFIRMED for who in each.members)
        if not new or (len(new) < FEWEST_PEOPLE and not is_like_one):
            continue
        _add(session, consultation_slug, each._replace(members=new))
        kept += 1
    note(session, actor=actor, what="campaigns looked for", subject=consultation_slug, found=kept)


def _add(session: Session, slug: str, found: Found) -> None:
    standing = Standing.FLAGGED if found.flagged else Standing.SUGGESTED
    campaign = Campaign(
        id=uuid.uuid4(),
        consultation_slug=slug,
        name=found.name,
        question_key=found.question_key,
        state=standing,
        found_at=utc_now(),
    )
    session.add(campaign)
    session.flush()
    session.add_all(
        CampaignMember(campaign_id=campaign.id, response_id=who, answer_id=answer, likeness=how)
        for who, (answer, how) in found.members.items()
    )
    session.flush()


def _found(cluster: Cluster, written: Sequence[Written]) -> Found:
    members: dict[uuid.UUID, tuple[uuid.UUID, float]] = {}
    for place, how in cluster.likeness.items():
        one = written[place]
        before = members.get(one.response_id)
        if before is None or how > before[1]:
            members[one.response_id] = (one.answer_id, round(how, 3))
    keys = Counter(written[place].question_key for place in cluster.likeness)
    words = written[cluster.middle].text.split()
    name = " ".join(words[:WORDS_IN_A_NAME])
    more = "…" if len(words) > WORDS_IN_A_NAME else ""
    return Found(name + more, keys.most_common(1)[0][0], cluster.flagged, members)
