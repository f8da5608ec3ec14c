"""Answer as a form: the same questions, all at once, kept by the same rules as in the chat."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.answers import current_answers
from consultations.asked import pack_question
from consultations.audit import note
from consultations.content.schema import SKIP, Pack, Question
from consultations.conversations import NotOpen, choose_lane, start_conversation
from consultations.keeping import keep_answer
from consultations.languages.known import SOURCE
from consultations.models import Answer, Conversation, Inbound
from consultations.openness import may_answer
from consultations.privacy import findings_in
from consultations.responses import submit
from consultations.returning import new_token
from consultations.statements.suggesting import LONGEST
from consultations.steps import standing_of
from consultations.turns import finish, unfinished
from consultations.types import Lane, QuestionKind
from consultations.understanding import NotOffered, check_choices

LONGEST_TEXT = 5_000
FORM = "form"


class Wrong(StrEnum):
    """Why an answer cannot be kept as it is."""

    MISSING = "missing"
    NOT_OFFERED = "not-offered"
    TOO_MANY = "too-many"
    SAME_PLACE = "same-place"
    TOO_LONG = "too-long"
    LONG_STATEMENT = "long-statement"
    PERSONAL = "personal"


@dataclass(frozen=True)
class Given:
    """What somebody gave to one question of the form."""

    choices: tuple[str, ...] = ()
    words: str = ""
    same_place: bool = False
    keep_personal: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.choices and not self.words

    @property
    def comment(self) -> str | None:
        """What was said, as an answer that is kept calls it."""
        return self.words or None

    @property
    def skipped(self) -> bool:
        return self.choices == (SKIP,)


@dataclass(frozen=True)
class Sent:
    """A form that is in: whose conversation it is now, and its new secret if it has one."""

    conversation: Conversation
    token: str | None


def what_is_wrong(
    pack: Pack, questions: Sequence[Question], given: Mapping[str, Given]
) -> dict[str, Wrong]:
    """What has to be put right before anything is kept, by question key, in the order asked."""
    checked = {
        question.key: _wrong(pack, question, given.get(question.key, Given()))
        for question in questions
    }
    return {key: wrong for key, wrong in checked.items() if wrong is not None}


def filled_in(session: Session, *, conversation: Conversation) -> dict[str, Given]:
    """What a conversation has said so far, and what it said that was kept and not filed yet."""
    answers = current_answers(session, response=conversation.response)
    given = {key: _as_given(answer) for key, answer in answers.items()}
    waiting = unfinished(session, conversation=conversation)
    if waiting is not None and waiting.question_key and waiting.question_key not in given:
        given[waiting.question_key] = Given(tuple(waiting.choices or ()), waiting.text or "")
    return given


def send_form(
    session: Session,
    *,
    conversation: Conversation | None,
    pack: Pack,
    lane: Lane,
    form_id: uuid.UUID,
    questions: Sequence[Question],
    given: Mapping[str, Given],
    minutes: int | None = None,
    began_at: datetime | None = None,
    language: str = SOURCE,
) -> Sent:
    """Keep every answer that is new and send the response in, once for each form.

    What stood on the form and was left empty is left out; other answers stay as they are.

    Whoever opened the form before the close may still send it, late. Raises NotOpen when the
    consultation takes no more answers from this person.
    """
    token: str | None = None
    if conversation is None:
        own_id = uuid.uuid5(form_id, FORM)
        conversation = session.get(Conversation, own_id)
        if conversation is None:
            conversation, token = start_conversation(
                session,
                pack=pack,
                lane=lane,
                language=language,
                conversation_id=own_id,
                began_at=began_at,
            )
        else:
            token = new_token(conversation)
    if not _is_in(session, conversation=conversation, form_id=form_id):
        status = standing_of(session, pack=pack).status
        if not may_answer(status, is_sent=conversation.response.submitted_at is not None):
            raise NotOpen
        if conversation.lane != lane:
            choose_lane(conversation, pack, lane)
        conversation.minutes = max(minutes or 0, conversation.minutes or 0) or None
        _keep(
            session,
            conversation=conversation,
            pack=pack,
            form_id=form_id,
            questions=questions,
            given=given,
        )
    return Sent(conversation, token)


def _keep(
    session: Session,
    *,
    conversation: Conversation,
    pack: Pack,
    form_id: uuid.UUID,
    questions: Sequence[Question],
    given: Mapping[str, Given],
) -> None:
    waiting = unfinished(session, conversation=conversation)
    if waiting is not None:
        waiting.handled_by = FORM
        finish(session, inbound=waiting, messages=[])
    inbound = Inbound(
        conversation_id=conversation.id,
        message_id=form_id,
        seq=conversation.seq,
        handled_by=FORM,
    )
    session.add(inbound)
    session.flush()
    before = current_answers(session, response=conversation.response)
    for question in questions:
        now = given.get(question.key, Given())
        answer = before.get(question.key)
        if now.is_empty and answer is None:
            continue
        if answer is not None and _as_given(answer) == Given(now.choices, now.words):
            continue
        choices = (SKIP,) if now.is_empty else now.choices
        keep_answer(
            session,
            conversation=conversation,
            pack=pack,
            question=question,
            choices=choices,
            comment=None if choices else now.words,
        )
    conversation.offered = []
    conversation.response.channel = FORM
    submit(session, conversation=conversation, pack=pack)
    note(session, actor="respondent", what="form sent", subject=conversation.id)
    finish(session, inbound=inbound, messages=[])


def _is_in(session: Session, *, conversation: Conversation, form_id: uuid.UUID) -> bool:
    return (
        session.scalars(
            select(Inbound.id).where(
                Inbound.conversation_id == conversation.id, Inbound.message_id == form_id
            )
        ).one_or_none()
        is not None
    )


def _wrong(pack: Pack, question: Question, given: Given) -> Wrong | None:
    if given.same_place:
        return Wrong.SAME_PLACE
    if given.is_empty:
        is_needed = not question.optional and question.only_if is None
        return Wrong.MISSING if is_needed else None
    if question.kind is QuestionKind.TEXT and not given.choices:
        if len(given.words) > LONGEST_TEXT:
            return Wrong.TOO_LONG
        if question.takes_statement and len(" ".join(given.words.split())) > LONGEST:
            return Wrong.LONG_STATEMENT
        personal = not given.keep_personal and findings_in(given.words, pack=pack)
        return Wrong.PERSONAL if personal else None
    try:
        check_choices(pack_question(pack, question), given.choices)
    except NotOffered:
        too_many = question.most is not None and len(set(given.choices)) > question.most
        return Wrong.TOO_MANY if too_many else Wrong.NOT_OFFERED
    return None


def _as_given(answer: Answer) -> Given:
    if answer.skipped:
        return Given((SKIP,))
    return Given(tuple(answer.choices or ()), answer.comment or "")
