"""A response beside the words that its author saw: every answer, its question and what came before.

For the evidence of a consultation. It says everything that one person said, so no page shows it:
together, answers point to somebody even where each alone does not.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.asked import pack_question
from consultations.content.schema import SKIP
from consultations.languages.packs import in_language
from consultations.languages.speaking import speaking
from consultations.models import Answer, Conversation, Inbound, Response
from consultations.replying import as_json
from consultations.transcripts import Said, transcript
from consultations.versions import pack_shown


class AnswerAsShown(NamedTuple):
    """One answer with its receipt, to the question in the words in which it was asked.

    ``before`` is what both sides had said until then. A form shows all its questions at once, so
    nothing comes before its answers; its pages are those of the version.
    """

    question_key: str
    text: str
    hint: str | None
    offered: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    comment: str | None
    skipped: bool
    revision: int
    stands: bool
    receipt: str
    content_version: str
    answered_at: datetime
    by_form: bool
    before: tuple[Said, ...]


def as_shown(session: Session, *, response: Response) -> list[AnswerAsShown]:
    """Every answer of a response, also those that were changed later, in the order given."""
    conversation = session.get_one(Conversation, response.conversation_id)
    said = transcript(session, conversation=conversation)
    turns = list(
        session.scalars(
            select(Inbound)
            .where(Inbound.conversation_id == conversation.id, Inbound.reply.is_not(None))
            .order_by(Inbound.seq)
        )
    )
    places = {turn.id: place for place, turn in enumerate(turns)}
    answers = session.scalars(
        select(Answer)
        .where(Answer.response_id == response.id)
        .order_by(Answer.answered_at, Answer.revision, Answer.id)
    )
    return [_shown(session, conversation, answer, said, places) for answer in answers.all()]


def _shown(
    session: Session,
    conversation: Conversation,
    answer: Answer,
    said: list[Said],
    places: dict[Any, int],
) -> AnswerAsShown:
    place = places.get(answer.inbound_id)
    before = tuple(said[:place]) if place is not None else ()
    asked = _asked(session, conversation, answer, before)
    labels = {each["value"]: each["label"] for each in asked["choices"]}
    chosen = [SKIP] if answer.skipped else answer.choices or []
    return AnswerAsShown(
        question_key=answer.question_key,
        text=asked["text"],
        hint=asked["hint"],
        offered=tuple(labels.items()),
        chosen=tuple(labels.get(value, value) for value in chosen),
        comment=answer.comment,
        skipped=answer.skipped,
        revision=answer.revision,
        stands=answer.current,
        receipt=answer.receipt,
        content_version=answer.content_version,
        answered_at=answer.answered_at,
        by_form=answer.inbound_id is None,
        before=before,
    )


def _asked(
    session: Session, conversation: Conversation, answer: Answer, before: tuple[Said, ...]
) -> dict[str, Any]:
    """The question as the conversation last put it; as its version has it when a form asked."""
    for turn in reversed(before):
        asked: dict[str, Any] = turn.question or {}
        if asked.get("key") == answer.question_key:
            return asked
    pack = pack_shown(session, answer.content_version)
    with speaking(conversation.language):
        spoken = in_language(pack, conversation.language)
        question = spoken.question(answer.question_key)
        if question is None:
            raise LookupError(f"{answer.question_key} is not asked in {answer.content_version}.")
        return as_json(pack_question(spoken, question))
