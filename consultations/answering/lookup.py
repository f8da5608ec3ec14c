"""Answer, offer the nearest, or admit that the pack does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultations.answering.index import Hit, index_of
from consultations.content.schema import Pack, PackAnswer
from consultations.database import utc_now
from consultations.models import AskedQuestion

# Calibrated by benchmarks/answering.py on the questions in benchmarks/data/asked.tsv.
SURE = 0.50
NEAR = 0.45
CLEARLY_NEARER = 0.20
HOW_MANY_OFFERED = 3


@dataclass(frozen=True)
class Found:
    """What the pack has for a question: one answer, or a few that may be meant, or nothing."""

    answer: PackAnswer | None
    nearest: tuple[PackAnswer, ...]


def look_up(pack: Pack, question: str) -> Found:
    """Find the answer to a question in somebody's own words."""
    hits = index_of(pack).search(question, limit=HOW_MANY_OFFERED)
    near = tuple(hit.answer for hit in hits if hit.score >= NEAR)
    return Found(hits[0].answer if _is_sure(hits) else None, near)


def _is_sure(hits: Sequence[Hit]) -> bool:
    """Near enough, and clearly nearer than the next."""
    if not hits or hits[0].score < SURE:
        return False
    return len(hits) == 1 or hits[0].score - hits[1].score >= CLEARLY_NEARER


def keep_unanswered(session: Session, *, pack: Pack, text: str) -> AskedQuestion:
    """Keep a question that could not be answered, without its author, for the commissioners."""
    hits = index_of(pack).search(text, limit=1)
    asked = AskedQuestion(
        consultation_slug=pack.slug,
        content_version=pack.version,
        text=text,
        nearest=hits[0].answer.id if hits else None,
        asked_on=utc_now().date(),
    )
    session.add(asked)
    session.flush()
    return asked
