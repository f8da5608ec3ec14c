"""Check that answers and packs are stored as the record says that they were given and published."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit.checking import Kept, Verdict
from consultations.audit.commitments import commitment
from consultations.models import Answer, ContentVersion, Response

AT_A_TIME = 2_000
CHANGED = "The answer {id} is not as it was given. The record has another digest for it."
UNKNOWN = "The answer {id} is not in the record. Somebody added it without the service."
MISSING = "The answer {id} is missing. The record holds it, and nobody took it back."
TEXT_CHANGED = "The content version {id} is not as it was published, or is not stored any more."
OTHER_SECRET = (
    "No answer fits the record. The secret of this service is not the one that they were kept with."
)


class Fitting(NamedTuple):
    """How much of what is stored fits the record. ``answers`` is None if nobody looked at them."""

    answers: int | None
    texts: int


def check_stored(session: Session, *, verdict: Verdict) -> Fitting:
    """Compare what is stored with a record that is whole. What is wrong goes into the verdict."""
    texts = check_texts(session, verdict=verdict) if verdict.is_whole else 0
    answers = check_answers(session, verdict=verdict) if verdict.is_whole else 0
    return Fitting(answers, texts)


def check_texts(session: Session, *, verdict: Verdict) -> int:
    """Compare every pack that was published with what the record says of it, and count them.

    What is wrong first goes into the verdict. Call it after ``check_record`` has read the record.
    """
    fitting = 0
    for version, said in verdict.texts.items():
        stored = session.get(ContentVersion, version)
        if stored is None or sha256(stored.pack.encode()).hexdigest() != said:
            verdict.wrong = TEXT_CHANGED.format(id=version)
        else:
            fitting += 1
    return fitting


def check_answers(session: Session, *, verdict: Verdict) -> int:
    """Compare every stored answer with what the record says of it, and count those that fit.

    What is wrong first goes into the verdict. Answers that were kept before the record held their
    digests are passed over, and so are those that came in a batch, which is recorded as one thing.
    Call it once, after ``check_record`` has read the record.
    """
    fitting, wrong = 0, 0
    for answer in _answers(session):
        kept = verdict.answers.pop(str(answer.id), None)
        if kept is None and answer.import_batch_id is None:
            verdict.wrong = UNKNOWN.format(id=answer.id)
            return fitting
        if kept is None or not kept.said:
            continue
        if kept.said == commitment(answer, code=answer.code):
            fitting += 1
        else:
            wrong += 1
            verdict.wrong = verdict.wrong or CHANGED.format(id=answer.id)
    if wrong > 1 and not fitting:
        verdict.wrong = OTHER_SECRET
    missing = (n for n, kept in verdict.answers.items() if not _is_gone(session, verdict, kept))
    number = next(missing, None) if verdict.is_whole else None
    if number is not None:
        verdict.wrong = MISSING.format(id=number)
    return fitting


def _is_gone(session: Session, verdict: Verdict, kept: Kept) -> bool:
    """Whether the record says that an answer that is not stored any more was taken back."""
    if not kept.response or kept.response in verdict.gone:
        return True
    response = session.get(Response, uuid.UUID(kept.response))
    return response is not None and str(response.import_batch_id) in verdict.gone


def _answers(session: Session) -> Iterator[Any]:
    """Every answer with the code and the batch of its response, without keeping them."""
    after = uuid.UUID(int=0)
    while True:
        rows = session.execute(
            select(*Answer.__table__.c, Response.code, Response.import_batch_id)
            .join(Response, Response.id == Answer.response_id)
            .where(Answer.id > after)
            .order_by(Answer.id)
            .limit(AT_A_TIME)
        ).all()
        yield from rows
        if len(rows) < AT_A_TIME:
            return
        after = rows[-1].id
