"""One turn: keep the message, know a repeat and a stale one, and store the reply with it.

The order is what makes an acknowledged answer safe. A message is committed before Rasa sees it;
its answer is committed by the action, keyed by the message; the reply is made from what is
committed, and a repeated message gets that same reply.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations import flow, privacy
from consultations.asked import Asked
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.explaining.shown import explained_in
from consultations.explaining.terms import with_meanings
from consultations.invitations import without_codes
from consultations.languages.commanding import CHOOSE_LANGUAGE, intent_typed
from consultations.languages.known import SOURCE
from consultations.languages.packs import in_language
from consultations.languages.speaking import speaking
from consultations.models import Conversation, Inbound
from consultations.offers import intent_of_step, is_next_step, is_of_menu, step_named
from consultations.openness import may_answer
from consultations.replying import asked_of, compose
from consultations.steps import standing_of
from consultations.turn_tokens import ExpiredTurn, read_turn
from consultations.types import ConversationStatus, Lane, QuestionKind
from consultations.understanding import check_choices, choices_in
from consultations.versions import pack_shown

START = "start"
CHOOSE = "choose"
CHANGE_BY_NAME = "change:"


class StaleTurn(Exception):
    """The message belongs to a turn that is over. Nothing of it was stored."""


class TakesNoAnswers(Exception):
    """The consultation takes no more answers from this person. Nothing was stored."""


class Unfinished(Exception):
    """An earlier message of this turn was kept and has not been filed yet."""

    def __init__(self, inbound_id: uuid.UUID) -> None:
        super().__init__(str(inbound_id))
        self.inbound_id = inbound_id


class PersonalDetails(Exception):
    """The words may identify somebody. Nothing of them is kept until their author says how."""

    def __init__(self, text: str) -> None:
        super().__init__("personal details")
        self.text = text


class WordsBack(Exception):
    """Somebody wants to change words that are held back. Nothing of them is kept."""

    def __init__(self, text: str) -> None:
        super().__init__("words back")
        self.text = text


@dataclass(frozen=True)
class Received:
    """A message that is safe in the database, and the reply if it was answered before."""

    inbound: Inbound
    reply: dict[str, Any] | None


def receive_start(session: Session, *, conversation: Conversation) -> Inbound:
    """Keep the opening of a conversation as its first turn."""
    inbound = Inbound(
        conversation_id=conversation.id, message_id=uuid.uuid4(), seq=0, choices=[START]
    )
    session.add(inbound)
    session.flush()
    return inbound


def receive(
    session: Session,
    *,
    conversation: Conversation,
    message_id: uuid.UUID,
    turn: str,
    text: str | None = None,
    choices: Sequence[str] | None = None,
) -> Received:
    """Keep a message, once.

    Raises ForgedTurn; TakesNoAnswers; StaleTurn; Unfinished when an earlier message must be filed
    first; PersonalDetails when the words may identify somebody; WordsBack when their author wants
    to change them; and NotOffered when a choice is not one of those offered. In all these cases
    nothing is stored. A code that proves "staff" is never stored: it is taken out of the words.
    """
    text = None if text is None else without_codes(text)
    known = session.scalars(
        select(Inbound).where(
            Inbound.conversation_id == conversation.id, Inbound.message_id == message_id
        )
    ).one_or_none()
    if known is not None:
        return Received(known, known.reply)
    try:
        claim = read_turn(turn, conversation_id=conversation.id)
    except ExpiredTurn as error:
        raise StaleTurn from error
    pack = pack_shown(session, conversation.content_version)
    check_takes_answers(session, conversation=conversation, pack=pack)
    if claim.seq != conversation.seq or conversation.status != ConversationStatus.OPEN:
        raise StaleTurn
    waiting = unfinished(session, conversation=conversation)
    if waiting is not None:
        raise Unfinished(waiting.id)
    if claim.held is not None and choices is not None and not is_of_menu(choices):
        if privacy.wants_to_edit(choices):
            raise WordsBack(claim.held)
        text, choices = privacy.as_agreed(claim.held, choices, pack=pack), None
    elif text is not None and privacy.findings_in(text, pack=pack):
        raise PersonalDetails(text)
    with speaking(conversation.language):
        spoken = in_language(pack, conversation.language)
        asked = asked_of(spoken, conversation)
        chosen = _chosen(spoken, conversation, asked, text=text, choices=choices)
    if chosen is None and text is not None and conversation.language != SOURCE:
        chosen = _chosen(pack, conversation, asked_of(pack, conversation), text=text, choices=None)
    inbound = Inbound(
        conversation_id=conversation.id,
        message_id=message_id,
        seq=conversation.seq,
        question_key=conversation.cursor,
        text=text,
        choices=chosen,
    )
    session.add(inbound)
    session.flush()
    return Received(inbound, None)


def check_takes_answers(session: Session, *, conversation: Conversation, pack: Pack) -> None:
    """Raise TakesNoAnswers when this conversation may not go on: see ``openness.may_answer``."""
    is_over = conversation.status == ConversationStatus.CLOSED
    is_sent = conversation.response.submitted_at is not None
    is_going_on = conversation.status == ConversationStatus.OPEN
    status = standing_of(session, pack=pack).status
    if is_over or (is_going_on and not may_answer(status, is_sent=is_sent)):
        raise TakesNoAnswers


def unfinished(session: Session, *, conversation: Conversation) -> Inbound | None:
    """The message of the current turn that was kept and not answered, if there is one."""
    return session.scalars(
        select(Inbound).where(
            Inbound.conversation_id == conversation.id, Inbound.seq == conversation.seq
        )
    ).one_or_none()


def intent_of(inbound: Inbound, conversation: Conversation) -> str | None:
    """The intent of a message made of choices; None when Rasa has to work it out from words.

    Whoever types a command in the language of the conversation, or the name of a language, and
    nothing else is always understood.
    """
    if not inbound.choices:
        return intent_typed(inbound.text or "", language=conversation.language)
    if inbound.choices == [START] and inbound.seq == 0:
        return START
    if len(inbound.choices) > 1:
        return CHOOSE
    return intent_of_step(conversation.offered, inbound.choices[0]) or CHOOSE


def finish(
    session: Session, *, inbound: Inbound, messages: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Close the turn: store the reply with the message, and return it."""
    conversation = session.get_one(Conversation, inbound.conversation_id, with_for_update=True)
    session.refresh(inbound, ["reply"])  # another may have finished it while we waited
    if inbound.reply is not None:
        return inbound.reply
    conversation.seq = inbound.seq + 1
    conversation.last_turn_at = utc_now()
    pack = pack_shown(session, conversation.content_version)
    known = explained_in(session, conversation=conversation)
    explained = list(with_meanings(pack, messages, known=known))
    inbound.reply = compose(session, conversation=conversation, messages=explained, inbound=inbound)
    session.flush()
    return inbound.reply


def turn_before(session: Session, *, inbound: Inbound) -> Inbound | None:
    """The message of the turn before, if there is one."""
    return session.scalars(
        select(Inbound).where(
            Inbound.conversation_id == inbound.conversation_id, Inbound.seq == inbound.seq - 1
        )
    ).one_or_none()


def times_handled(session: Session, *, conversation: Conversation, by: str) -> int:
    """How many messages of a conversation one action has handled so far."""
    statement = select(func.count()).where(
        Inbound.conversation_id == conversation.id, Inbound.handled_by == by
    )
    return session.scalar(statement) or 0


def text_before(session: Session, *, inbound: Inbound) -> str:
    """What the person typed in the turn before, or an empty text."""
    before = turn_before(session, inbound=inbound)
    return (before.text or "") if before is not None else ""


def _chosen(
    pack: Pack,
    conversation: Conversation,
    asked: Asked | None,
    *,
    text: str | None,
    choices: Sequence[str] | None,
) -> list[str] | None:
    """The choices of a message: those sent, or those that its words name."""
    if choices is not None:
        if len(choices) == 1 and is_next_step(conversation.offered, choices[0]):
            return list(choices)
        if len(choices) == 1 and _changes_by_name(pack, conversation, choices[0]):
            return list(choices)
        return check_choices(asked or _NOTHING_ASKED, choices)
    if text is None:
        return None
    step = step_named(conversation.offered, text)
    if step is not None:
        return [step]
    if intent_typed(text, language=conversation.language) not in (None, CHOOSE_LANGUAGE):
        return None  # a command that stands in the words of a choice as well
    return choices_in(asked, text) if asked is not None else None


def _changes_by_name(pack: Pack, conversation: Conversation, choice: str) -> bool:
    """The link "change" beside a line of the read-back names its question."""
    if conversation.cursor != flow.CONFIRM or not conversation.lane:
        return False
    questions = pack.questions_for(Lane(conversation.lane))
    return choice in {f"{CHANGE_BY_NAME}{each.key}" for each in questions}


_NOTHING_ASKED = Asked(key="", kind=QuestionKind.TEXT, text="", choices=())
