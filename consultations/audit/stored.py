"""Check that answers are stored as the record says that they were given."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit.checking import Verdict
from consultations.audit.commitments import commitment
from consultations.models import Answer, Response

AT_A_TIME = 2_000
CHANGED = "The answer {id} is not as it was given. The record has another digest for it."
UNKNOWN = "The answer {id} is not in the record. Somebody added it without the service."
OTHER_SECRET = (
    "No answer fits the record. The secret of this service is not the one that they were kept with."
)


def check_answers(session: Session, *, verdict: Verdict) -> int:
    """Compare every stored answer with what the record says of it, and count those that fit.

    What is wrong first goes into the verdict. Answers that were kept before the record held their
    digests are passed over, and so are those that came in a batch, which is recorded as one thing.
    Call it after ``check_record`` has read the record.
    """
    fitting, wrong, unknown = 0, [], []
    for answer, code, in_batch in _answers(session):
        said = verdict.answers.get(str(answer.id), "" if in_batch else None)
        if said is None:
            unknown.append(answer.id)
        elif said == commitment(answer, code=code):
            fitting += 1
        elif said:
            wrong.append(answer.id)
    if unknown:
        verdict.wrong = UNKNOWN.format(id=unknown[0])
    elif wrong:
        is_other_secret = not fitting and len(wrong) > 1
        verdict.wrong = OTHER_SECRET if is_other_secret else CHANGED.format(id=wrong[0])
    return fitting


def _answers(session: Session) -> Iterator[tuple[Answer, str, bool]]:
    """Every answer, the code of its response, and whether that came in a batch."""
    after = uuid.UUID(int=0)
    while True:
        rows = session.execute(
            select(Answer, Response.code, Response.import_batch_id)
            .join(Response, Response.id == Answer.response_id)
            .where(Answer.id > after)
            .order_by(Answer.id)
            .limit(AT_A_TIME)
        ).all()
        for answer, code, batch in rows:
            yield answer, code, batch is not None
        if len(rows) < AT_A_TIME:
            return
        after = rows[-1][0].id
        for row in rows:
            session.expunge(row[0])
