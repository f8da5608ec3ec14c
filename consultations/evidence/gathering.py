"""Put together everything about one response, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.as_shown import AnswerAsShown, as_shown
from consultations.audit.commitments import commitment
from consultations.evidence.finding import events_about
from consultations.evidence.weighing import considered, decided, row_as_json
from consultations.languages.speaking import speaking
from consultations.models import Answer, AuditEvent, Conversation, Response
from consultations.transcripts import Said, transcript
from consultations.versions import pack_shown

NOT_IN_THE_RECORD = "the record holds no digest of it"
FITS, DOES_NOT_FIT = "fits the record", "DOES NOT FIT THE RECORD"


def gather(session: Session, *, response: Response) -> dict[str, Any]:
    """What was shown before each answer, the answers, who considered them, and what was decided."""
    conversation = session.get_one(Conversation, response.conversation_id)
    events = events_about(session, response=response)
    rows = {each.receipt: each for each in _answers(session, response)}
    numbers = [each.id for each in rows.values()]
    turns = transcript(session, conversation=conversation)
    shown = as_shown(session, response=response)
    return {
        "consultation": response.consultation_slug,
        "title": pack_shown(session, conversation.content_version).consultation.title,
        "response": _without_the_code(response),
        "began with content version": conversation.content_version,
        "answers": [
            {**_answer(each), "record": _fits(rows[each.receipt], response.code, events)}
            for each in shown
        ],
        "conversation": [_turn(number, each) for number, each in enumerate(turns, 1)],
        "passages": passages(turns),
        "considered": considered(session, response=response, answers=numbers),
        "decided": decided(session, response=response, answers=numbers),
        "record": [row_as_json(each) for each in events],
    }


def passages(turns: Sequence[Said]) -> list[dict[str, Any]]:
    """Every approved passage that was shown, in the order in which it first was."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for number, turn in enumerate(turns, 1):
        for message in turn.messages:
            content = message.get("content")
            if not content:
                continue
            key = (str(content.get("id")), str(content.get("version")))
            entry = found.setdefault(
                key,
                {
                    "passage": key[0],
                    "version": key[1],
                    "shown in turns": [],
                    "sources": message.get("sources", []),
                },
            )
            entry["shown in turns"].append(number)
    return list(found.values())


def _without_the_code(response: Response) -> dict[str, Any]:
    """The code opens the response to anybody who has it, so it is in no evidence."""
    said = row_as_json(response)
    said.pop("code", None)
    return said


def _answers(session: Session, response: Response) -> list[Answer]:
    return list(
        session.scalars(
            select(Answer)
            .where(Answer.response_id == response.id)
            .order_by(Answer.answered_at, Answer.id)
        )
    )


def _answer(each: AnswerAsShown) -> dict[str, Any]:
    return {
        "question": each.question_key,
        "asked": each.text,
        "hint": each.hint,
        "offered": [label for _, label in each.offered],
        "chosen": list(each.chosen),
        "words": each.comment,
        "skipped": each.skipped,
        "revision": each.revision,
        "stands": each.stands,
        "receipt": each.receipt,
        "content version": each.content_version,
        "answered at": each.answered_at,
        "by form": each.by_form,
        "turns shown before": len(each.before),
    }


def _turn(number: int, said: Said) -> dict[str, Any]:
    with speaking(said.language):
        return {
            "turn": number,
            "said": said.said,
            "chosen": said.chosen,
            "shown": [
                {
                    "kind": each.get("kind"),
                    "text": each.get("text"),
                    "content": each.get("content"),
                    "sources": each.get("sources", []),
                }
                for each in said.messages
            ],
            "then asked": (said.question or {}).get("text"),
            "language": said.language,
        }


def _fits(answer: Answer, code: str, events: Sequence[AuditEvent]) -> str:
    said: dict[str, str] = {}
    for each in events:
        digests = each.detail.get("said", {})
        said |= digests if isinstance(digests, dict) else {each.subject: str(digests)}
    kept = said.get(str(answer.id))
    if kept is None:
        return NOT_IN_THE_RECORD
    return FITS if kept == commitment(answer, code=code) else DOES_NOT_FIT
