"""Write the responses of a whole file with a few statements, while nobody else can write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consultations.audit import Happened, note_many
from consultations.content.schema import LONDON, Pack
from consultations.database import utc_now
from consultations.imports.ready import ReadyResponse
from consultations.models import Answer, Conversation, ImportBatch, Redaction, Response
from consultations.statements.suggesting import new_statement
from consultations.statements.who_suggested import who_suggested
from consultations.types import ConversationStatus
from consultations.versions import keep_version

MAY_SAY_WHO = "may say who somebody is"
LANGUAGE = "en"
NOON = time(12)
LOOKED_UP_AT_ONCE = 5_000
# Rows are written together only while each names the same columns.
TOGETHER = {"render_nulls": True}


def keep_all(
    session: Session,
    *,
    pack: Pack,
    batch: ImportBatch,
    responses: Sequence[ReadyResponse],
    closed: datetime,
) -> None:
    """Keep responses that came as a whole, sent in on the day on which they came.

    One that came after the day of the close is marked as late. The end of the record is held
    until the commit.
    """
    if not responses:
        return
    version, now = keep_version(session, pack), utc_now()
    _give_free_receipts(session, responses)
    came = [min(datetime.combine(each.draft.received_on, NOON, LONDON), now) for each in responses]
    session.execute(
        insert(Conversation),
        [
            {
                "id": each.conversation_id,
                "token_hash": each.token_hash,
                "consultation_slug": pack.slug,
                "content_version": version,
                "lane": each.draft.lane,
                "language": LANGUAGE,
                "status": ConversationStatus.SUBMITTED,
                "started_at": at,
                "last_turn_at": at,
            }
            for each, at in zip(responses, came, strict=True)
        ],
        execution_options=TOGETHER,
    )
    last_day = closed.astimezone(LONDON).date()
    session.execute(
        insert(Response),
        [
            {
                "id": each.id,
                "conversation_id": each.conversation_id,
                "consultation_slug": pack.slug,
                "code": each.code,
                "lane": each.draft.lane,
                "channel": batch.channel,
                "import_batch_id": batch.id,
                "stakeholder_group": each.about.get("stakeholder_group"),
                "place": each.about.get("place"),
                "interest": each.about.get("interest"),
                "late": each.draft.received_on > last_day,
                "measured": each.measured,
                "started_at": at,
                "submitted_at": at,
                "changed_at": now,
            }
            for each, at in zip(responses, came, strict=True)
        ],
        execution_options=TOGETHER,
    )
    session.execute(
        insert(Answer),
        [{**said._asdict(), "answered_at": now} for each in responses for said in each.answers],
        execution_options=TOGETHER,
    )
    _hide(session, pack, batch, responses)
    _put_before_moderators(session, pack, version, responses)
    note_many(session, [each for response in responses for each in _events(response)])


def _give_free_receipts(session: Session, responses: Sequence[ReadyResponse]) -> None:
    """A receipt is short, so that with a million answers one in a thousand is taken."""
    while taken := _taken(session, responses):
        for each in responses:
            each.give_other_receipts(taken)


def _taken(session: Session, responses: Sequence[ReadyResponse]) -> frozenset[str]:
    receipts = [said.receipt for each in responses for said in each.answers]
    found: set[str] = set()
    for start in range(0, len(receipts), LOOKED_UP_AT_ONCE):
        some = receipts[start : start + LOOKED_UP_AT_ONCE]
        found.update(
            session.scalars(
                select(Answer.receipt).where(Answer.receipt.in_(some)).order_by(Answer.receipt)
            )
        )
    return frozenset(found)


def _hide(
    session: Session, pack: Pack, batch: ImportBatch, responses: Sequence[ReadyResponse]
) -> None:
    """Lay a redaction over everything in the comments that may say who somebody is."""
    rows: list[dict[str, Any]] = [
        {
            "consultation_slug": pack.slug,
            "answer_id": answer_id,
            "starts": starts,
            "ends": ends,
            "reason": MAY_SAY_WHO,
            "by": batch.by,
        }
        for each in responses
        for answer_id, starts, ends in each.hidden
    ]
    if rows:
        session.execute(insert(Redaction), rows)


def _put_before_moderators(
    session: Session, pack: Pack, version: str, responses: Sequence[ReadyResponse]
) -> None:
    for each in responses:
        for words in each.statements:
            statement = new_statement(
                pack,
                lane=each.draft.lane,
                group=each.about.get("stakeholder_group"),
                version=version,
                language=LANGUAGE,
                words=words,
            )
            session.add_all([statement, who_suggested(statement, code=each.code)])


def _events(response: ReadyResponse) -> Iterator[Happened]:
    """What the record holds of one response: the same as of any other."""
    for answer, said in zip(response.answers, response.commitments, strict=True):
        detail = {
            "response": str(response.id),
            "question": answer.question_key,
            "revision": answer.revision,
            "language": LANGUAGE,
            "said": said,
        }
        yield Happened("respondent", "answer kept", str(answer.id), detail)
    yield Happened("respondent", "response submitted", str(response.id), {})
