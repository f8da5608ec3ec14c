"""Which statements to put to one person, and which view by people unlike them to show.

Few votes come first, then what people of different groups agree on. The weight follows Polis's
comment routing (importance by agreement, passes and votes so far; ``conversation.clj`` of
compdemocracy/polis), with agreement across declared groups in the place of its map of opinions.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from consultations.answers import current_answers
from consultations.content.asking import STATEMENT, StatementQuestion
from consultations.content.schema import Pack, Statement
from consultations.models import Answer, Conversation, Response
from consultations.types import Lane

AGREE, DISAGREE, PASS = "agree", "disagree", "pass"
# Votes from which a group's agreement is looked at, and the share that counts as support.
FEWEST_VOTES, SUPPORTED = 5, 0.6


@dataclass
class Tally:
    """The votes on one statement so far, by stakeholder group."""

    votes: Counter[str] = field(default_factory=Counter)
    by_group: dict[str | None, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def seen(self) -> int:
        return self.votes.total()

    def support(self, groups: Sequence[str | None] | None = None) -> float:
        """The share that agrees, of all or of some groups, with one vote each way added."""
        counted = self.votes if groups is None else Counter[str]()
        for group in groups or ():
            counted.update(self.by_group[group])
        return (counted[AGREE] + 1) / (counted.total() + 2)

    def across_groups(self) -> float:
        """The lowest support among the groups that voted enough."""
        large = [group for group, votes in self.by_group.items() if votes.total() >= FEWEST_VOTES]
        return min((self.support([group]) for group in large), default=0.0)


def tallies(session: Session, *, slug: str) -> dict[str, Tally]:
    """The votes of a consultation so far, by the key of each statement."""
    vote = cast(Answer.choices, String)
    rows = session.execute(
        select(Answer.question_key, Response.stakeholder_group, vote, func.count())
        .join(Response, Response.id == Answer.response_id)
        .where(
            Response.consultation_slug == slug,
            Response.withdrawn_at.is_(None),
            Answer.question_key.startswith(STATEMENT),
            Answer.current,
            ~Answer.skipped,
        )
        .group_by(Answer.question_key, Response.stakeholder_group, vote)
        .order_by(Answer.question_key, Response.stakeholder_group, vote)
    )
    found: dict[str, Tally] = defaultdict(Tally)
    for key, group, said, count in rows:
        value = said.strip('[]" ')
        found[key].votes[value] += count
        found[key].by_group[group][value] += count
    return dict(found)


def wanted(session: Session, *, conversation: Conversation, pack: Pack) -> list[str]:
    """The keys of the statements for one person, those to put to them first at the beginning."""
    votes = _votes(pack, Lane(conversation.lane or Lane.PUBLIC))
    if not votes:
        return []
    so_far = tallies(session, slug=pack.slug)
    order = random.Random(f"{conversation.id}:statements")
    drawn = {
        each.key: order.random() ** (1 / weight(so_far.get(each.key, Tally()))) for each in votes
    }
    keys = sorted(drawn, key=lambda key: -drawn[key])
    unlike = [each.key for each in votes if _is_unlike(conversation, each.statement)]
    first_unlike = next((key for key in keys if key in unlike), None)
    if first_unlike is not None and first_unlike not in keys[:2]:
        keys.remove(first_unlike)
        keys.insert(1, first_unlike)
    return keys


def weight(tally: Tally) -> float:
    """How much a vote on a statement is wanted: more with few votes and agreement across groups."""
    passes = (tally.votes[PASS] + 1) / (tally.seen + 2)
    importance = (1 - passes) * (1 + tally.across_groups()) * tally.support()
    return float((importance * (1 + 8 * 2 ** (-tally.seen / 5))) ** 2)


def opposing(session: Session, *, conversation: Conversation, pack: Pack) -> Statement | None:
    """A view that people unlike this person support, and that this person does not share.

    Until enough of them have voted, it is a statement that one of them made, of the pack.
    """
    votes = _votes(pack, Lane(conversation.lane or Lane.PUBLIC))
    own = _own_votes(session, conversation)
    others = [each for each in votes if own.get(each.key) != AGREE]
    so_far = tallies(session, slug=pack.slug)
    unlike = {each.key: _support_unlike(conversation, so_far.get(each.key)) for each in others}
    supported = [each for each in others if unlike[each.key] >= SUPPORTED]
    if supported:
        disputed = [each for each in supported if own.get(each.key) == DISAGREE]
        return max(disputed or supported, key=lambda each: (unlike[each.key], each.key)).statement
    made = [each for each in others if _is_unlike(conversation, each.statement)]
    disputed = [each for each in made if own.get(each.key) == DISAGREE]
    drawn = random.Random(f"{conversation.id}:opposing")
    return drawn.choice(disputed or made).statement if made else None


def _support_unlike(conversation: Conversation, tally: Tally | None) -> float:
    """The support among groups other than one's own; none until enough of them have voted."""
    if tally is None:
        return 0.0
    own = conversation.response.stakeholder_group
    groups = [group for group in tally.by_group if group not in (own, None)]
    if sum(tally.by_group[group].total() for group in groups) < FEWEST_VOTES:
        return 0.0
    return tally.support(groups)


def _votes(pack: Pack, lane: Lane) -> list[StatementQuestion]:
    return [each for each in pack.questions_for(lane) if isinstance(each, StatementQuestion)]


def _own_votes(session: Session, conversation: Conversation) -> Mapping[str, str]:
    answers = current_answers(session, response=conversation.response)
    return {key: answer.choices[0] for key, answer in answers.items() if answer.choices}


def _is_unlike(conversation: Conversation, statement: Statement) -> bool:
    own = conversation.response.stakeholder_group
    return statement.group is not None and statement.group != own
