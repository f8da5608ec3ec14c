"""Answer, offer the nearest, or admit that the pack does not say."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultations.answering.chances import weights
from consultations.answering.data import answer_with, of_one
from consultations.answering.following import goes_on, may_go_on, says_little
from consultations.answering.index import Ranking, index_of
from consultations.answering.names import proposal_in, without_name
from consultations.content.schema import Pack, PackAnswer, Proposal
from consultations.models import AskedQuestion
from consultations.queue.due import first_due, today

HOW_MANY_OFFERED = 3
# An answer less likely than this is not worth a place among those offered.
WORTH_OFFERING = 0.03


@dataclass(frozen=True)
class Found:
    """What the pack has for a question: one answer, or a few that may be meant, or nothing."""

    answer: PackAnswer | None
    nearest: tuple[PackAnswer, ...]
    chance: float = 0.0


def look_up(
    pack: Pack, question: str, *, after: str | None = None, in_one_breath: bool = False
) -> Found:
    """Find the answer to a question in somebody's own words.

    With the id of the answer that was given before, a short question may go on from it: it does if
    its words point back, or alone find nothing sure, and together find something surer. In one
    breath with it, "it" points back as well.
    """
    before = answer_with(pack, after)
    named = proposal_in(pack, question)
    if before is not None and named is not None and goes_on(question):
        same = of_one(pack, before, named)
        if same is not None:
            return Found(same, (same,), 1.0)
    if named is None and before is not None and before.proposal and may_go_on(question):
        named = pack.proposal(before.proposal)
    found = judged(pack, _ranking(pack, question, before, in_one_breath), named)
    if found.answer is None and named is not None:
        return _of_the_named(pack, question, named) or found
    return found


def _of_the_named(pack: Pack, question: str, named: Proposal) -> Found | None:
    """What the data says of the proposal that is named, if the other words ask for that."""
    best = index_of(pack).rank(without_name(named, question), limit=1)
    if _best(best) < weights().sure:
        return None
    answer = of_one(pack, best.hits[0].answer, named)
    return Found(answer, (answer,), _best(best)) if answer else None


def _ranking(pack: Pack, question: str, before: PackAnswer | None, it_points: bool) -> Ranking:
    """The nearest answers to the question alone, or as it goes on from the answer before."""
    index = index_of(pack)
    alone = index.rank(question, limit=HOW_MANY_OFFERED)
    if before is None or not may_go_on(question, it_points=it_points) or _best(alone) == 1.0:
        return alone
    if _best(alone) >= weights().sure and not goes_on(question, it_points=it_points):
        return alone
    together = index.rank(question, limit=HOW_MANY_OFFERED, after=before.id)
    return together if says_little(question) or _best(together) > _best(alone) else alone


def _best(ranking: Ranking) -> float:
    return ranking.hits[0].score if ranking.hits else 0.0


def judged(pack: Pack, ranking: Ranking, named: Proposal | None = None) -> Found:
    """What to say to a question whose nearest answers are known.

    Where a proposal is named, or is being talked of, data that is kept for each is given of it.
    """
    by = weights()
    near = tuple(hit.answer for hit in ranking.hits if hit.score >= WORTH_OFFERING)
    if not near or 1.0 - ranking.none < by.near:
        return Found(None, ())
    best = ranking.hits[0]
    answer = (of_one(pack, best.answer, named) if named else None) or best.answer
    return Found(answer if best.score >= by.sure else None, near, best.score)


def keep_unanswered(
    session: Session, *, pack: Pack, text: str, language: str = "en"
) -> AskedQuestion:
    """Keep a question that could not be answered, without its author, for the commissioners."""
    hits = index_of(pack).search(text, limit=1)
    asked = AskedQuestion(
        consultation_slug=pack.slug,
        content_version=pack.version,
        text=text,
        language=language,
        nearest=hits[0].answer.id if hits else None,
        asked_on=today(),
        due_on=first_due(today()),
    )
    session.add(asked)
    session.flush()
    return asked
