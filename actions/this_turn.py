"""The message being handled: its conversation, its pack, and what will be said about it."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict
from sqlalchemy.orm import Session

from actions.weighing import show_before
from consultations import flow
from consultations.answering.data import source_of
from consultations.content.schema import Cited
from consultations.content.words import words
from consultations.database import writing
from consultations.languages.bot import said_by_bot
from consultations.languages.packs import in_language
from consultations.languages.speaking import language_now, speaking
from consultations.models import Conversation, Inbound
from consultations.on_record import question_for_remarks
from consultations.said_before import before, next_way, texts_of
from consultations.types import Lane, MessageKind
from consultations.versions import pack_shown

ANSWER, PROPOSAL = "answer:", "proposal:"
SHOWN_OF_A_SOURCE = {"title", "by", "published", "link"}


class Turn:
    """One message of a respondent, inside one transaction.

    What is said is handed to Rasa only after the transaction is committed, so that the bot never
    says that something was kept when it was not.
    """

    def __init__(self, session: Session, inbound: Inbound) -> None:
        self.session = session
        self.inbound = inbound
        self.conversation = session.get_one(
            Conversation, inbound.conversation_id, with_for_update=True
        )
        pack = pack_shown(session, self.conversation.content_version)
        self.pack = in_language(pack, self.conversation.language)
        self.conversation.offered = []
        self.said: list[dict[str, Any]] = []

    @property
    def text(self) -> str:
        """What the person typed, as it was typed."""
        return self.inbound.text or ""

    @property
    def choice(self) -> str:
        """The first thing that the person chose, or an empty text."""
        return self.inbound.choices[0] if self.inbound.choices else ""

    @property
    def picked(self) -> str | None:
        """What an offered next step is about: the part of its value after the colon."""
        return self.choice.partition(":")[2] or None

    @property
    def is_asked_for_words(self) -> bool:
        """Whether the open question asks for the person's own words."""
        return flow.asking(self.pack, self.conversation.cursor) == flow.ASKING_WORDS

    @property
    def lane(self) -> Lane:
        """The lane of the conversation; the public one until another is chosen."""
        return Lane(self.conversation.lane or Lane.PUBLIC)

    def utter(self, response: str, **slots: Any) -> None:
        """Say a response of the domain: Rasa says it in English, and we in other languages.

        What was said in the turn before is said in other words.
        """
        response = next_way(self.session, inbound=self.inbound, response=response)
        if language_now().is_source:
            self.said.append({"response": response, **slots})
        else:
            self.said.append({"json_message": said_by_bot(response, **slots)})

    def show(
        self,
        kind: MessageKind,
        text: str,
        *,
        content_id: str | None = None,
        sources: Sequence[Cited] = (),
        **layout: Any,
    ) -> None:
        """Show a passage of the pack, with its id, its version and where it comes from."""
        message: dict[str, Any] = {"kind": kind, "text": text, **layout}
        if content_id is not None:
            message["content"] = {"id": content_id, "version": self.conversation.content_version}
        cited = [(each.where, source_of(self.pack, each)) for each in sources]
        message["sources"] = [
            {**source.model_dump(include=SHOWN_OF_A_SOURCE), "where": where}
            for where, source in cited
        ]
        self.said.append({"json_message": message})

    def offer(self, value: str, label: str, intent: str) -> None:
        """Offer a next step beside whatever is being asked."""
        self.conversation.offered = [
            *self.conversation.offered,
            {"value": value, "label": label, "intent": intent},
        ]


class TurnAction(Action, ABC):
    """An action that handles one message, once: it commits first and speaks afterwards."""

    @abstractmethod
    def name(self) -> str:
        """The name by which Rasa's rules call it."""

    @abstractmethod
    def take(self, turn: Turn) -> None:
        """Do what the message asks for, and say what happened."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        inbound_id = uuid.UUID(tracker.latest_message["metadata"]["inbound"])
        with writing() as session:
            inbound = session.get_one(Inbound, inbound_id)
            session.get_one(Conversation, inbound.conversation_id, with_for_update=True)
            session.refresh(inbound)  # another run of this message may have just ended
            if inbound.handled_by is not None:
                return []
            turn = Turn(session, inbound)
            words_were_asked, at = turn.is_asked_for_words, turn.conversation.cursor
            with speaking(turn.conversation.language):
                self.take(turn)
                say_that_it_is_the_same(turn)
                question = turn.pack.question(turn.conversation.cursor)
                if question is not None and question.key != at:
                    show_before(turn, question)
                if words_were_asked and turn.conversation.cursor == at and not inbound.choices:
                    keep = words().suggestions.keep_as_answer
                    turn.offer("keep-as-answer", keep, "keep_as_answer")
            inbound.handled_by = self.name()
        for message in turn.said:
            dispatcher.utter_message(**message)
        return []


def say_that_it_is_the_same(turn: Turn) -> None:
    """Begin with other words when the turn before was told the very same passages."""
    now = {each["json_message"]["text"] for each in turn.said if "json_message" in each}
    if now and now <= set(texts_of(before(turn.session, inbound=turn.inbound)[:1])):
        turn.utter("utter_same_again")
        turn.said.insert(0, turn.said.pop())


def topic_of(turn: Turn, kind: str) -> str | None:
    """The id of the answer, or of the proposal, that was talked of last."""
    topic = turn.conversation.topic or ""
    return topic.removeprefix(kind) if topic.startswith(kind) else None


def offer_the_record(turn: Turn) -> None:
    """Offer to put on record what was just typed, where there is a place for it."""
    if turn.conversation.lane and turn.text.strip() and question_for_remarks(turn.pack, turn.lane):
        turn.offer("put-on-record", words().suggestions.put_on_record, "put_on_record")
