"""Everything that the votes on statements show, worked out once for each state of the responses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.campaigns.apart import looked_at
from consultations.content.schema import Pack
from consultations.disclosure import Released
from consultations.opinion.camps import Camps, camps_of
from consultations.opinion.clear import opinion_groups
from consultations.opinion.counting import votes_each
from consultations.opinion.declared import (
    NOT_OF_STAFF,
    StatementResult,
    statement_results,
    statement_votes,
    statements_of,
    votes_of_staff,
)
from consultations.opinion.lately import Lately, Made
from consultations.releases.inside import people_in_batches, public_of
from consultations.results.looking import Campaigns
from consultations.settings import settings

# With no more people than this the groups are found in a blink, before the page is sent.
FEW = 300


class Agreement(NamedTuple):
    """What people agree on and what divides them."""

    people: int
    voters: int
    votes: int
    votes_each: float
    statements: tuple[StatementResult, ...]


_declared: Lately[Agreement] = Lately()
_camps: Lately[Camps] = Lately()


def agreement_of(
    session: Session, *, pack: Pack, campaigns: Campaigns = Campaigns.WITH
) -> tuple[Made[Agreement] | None, Made[Camps] | None]:
    """Agreement across declared groups, and groups of opinion, with or without campaign letters.

    Either may be about a moment ago, or not be there yet: the first time, with many people, it
    takes a few seconds, and no page waits for that.
    """
    everybody = public_of(people_in_batches(session, pack=pack))
    of_staff = votes_of_staff(session, pack=pack)
    people = looked_at(everybody, campaigns)
    is_part = people is not everybody
    key = (settings().database_url, pack.slug, pack.version, is_part)
    few = people.n <= FEW
    declared = _declared.get(
        key,
        people.version,
        lambda: declared_of(people, pack, is_part=is_part, of_staff=of_staff),
        at_once=few,
    )
    camps = _camps.get(key, people.version, lambda: opinion_of(people, pack), at_once=few)
    return declared, camps


def declared_of(
    people: People,
    pack: Pack,
    *,
    is_part: bool = False,
    of_staff: Mapping[str, Released] = NOT_OF_STAFF,
) -> Agreement:
    """How declared groups voted on each statement; of staff, what came out with a batch."""
    statements = statements_of(pack)
    votes = statement_votes(people, statements)
    cast = votes_each(votes)
    voted = cast[cast > 0]
    return Agreement(
        people.n,
        len(voted),
        int(cast.sum()),
        float(np.median(voted)) if len(voted) else 0.0,
        statement_results(
            people,
            statements,
            votes,
            tuple(pack.consultation.lanes),
            is_part=is_part,
            of_staff=of_staff,
        ),
    )


def opinion_of(people: People, pack: Pack) -> Camps:
    """The groups of opinion, if they are clear."""
    votes = statement_votes(people, statements_of(pack))
    return camps_of(votes, opinion_groups(votes))
