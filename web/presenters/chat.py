"""A conversation as its page shows it: what was said, what is asked now, and what is left."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consultations import flow, privacy
from consultations.content.schema import SKIP, Pack
from consultations.conversations import find_conversation
from consultations.languages.known import SOURCE as ENGLISH
from consultations.languages.packs import in_language
from consultations.safety import safety_messages
from consultations.timing import Left, minutes_left
from consultations.transcripts import Said, transcript
from consultations.types import ConversationStatus, MessageKind, QuestionKind
from consultations.versions import pack_shown
from web.cookies import Held

AS_BUTTONS = (flow.LANE, flow.CONFIRM, privacy.PRIVACY)
DEEPER, SOURCE = ("layer:",), "source:"
FIRST = (MessageKind.SAFETY, MessageKind.PRIVACY)


@dataclass(frozen=True)
class Turned:
    """One entry of the log: what one side said in one turn."""

    key: str
    mine: bool
    words: str | None = None
    chosen: Sequence[str] = ()
    in_order: bool = False
    receipts: Sequence[str] = ()
    messages: Sequence[Mapping[str, Any]] = ()
    asked: str | None = None
    goes_on: bool = False
    can_change: bool = False
    language: str = ENGLISH


@dataclass(frozen=True)
class ChatPresenter:
    """Everything that the chat page shows of one conversation."""

    pack: Pack
    status: str
    lane: str | None
    language: str
    code: str
    submitted_at: datetime | None
    easier: bool
    left: Left
    reply: Mapping[str, Any]
    said: Sequence[Said]
    typed: str = ""
    picked: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[str] = ()

    @property
    def log(self) -> list[Turned]:
        """What was said, in order. A question is told once, where it was first asked."""
        entries: list[Turned] = []
        told = kind = None
        for number, turn in enumerate(self.said):
            if turn.said or turn.chosen:
                entries.append(_mine(number, turn, in_order=kind == QuestionKind.RANKING))
            if turn.messages:
                said = safety_first(turn)
                language = turn.language
                entries.append(Turned(f"turn-{number}", False, messages=said, language=language))
            question = turn.question
            kind = question["kind"] if question is not None else None
            if question is not None and question["key"] != told:
                told = question["key"]
                text, goes_on = question["text"], bool(turn.messages)
                entries.append(
                    Turned(
                        f"asked-{number}",
                        False,
                        asked=text,
                        goes_on=goes_on,
                        language=turn.language,
                    )
                )
        return self._with_last_summary_open(entries)

    def _with_last_summary_open(self, entries: list[Turned]) -> list[Turned]:
        """At the check, what was read back last can be changed line by line; nothing older can."""
        for place in reversed(range(len(entries)) if self.is_checking else ()):
            if any(each["kind"] == MessageKind.SUMMARY for each in entries[place].messages):
                entries[place] = replace(entries[place], can_change=True)
                break
        return entries

    @property
    def latest(self) -> str | None:
        """Where the last turn begins."""
        if not self.said:
            return None
        number = len(self.said) - 1
        keys = [entry.key for entry in self.log]
        return next((f"{kind}-{number}" for kind in KINDS if f"{kind}-{number}" in keys), None)

    @property
    def deeper(self) -> list[Mapping[str, Any]]:
        """What leads further into the passage that was shown last: it stands under that passage."""
        if self._carrier is None:
            return []
        return [each for each in self.reply["suggestions"] if each["value"].startswith(DEEPER)]

    @property
    def next_steps(self) -> list[Mapping[str, Any]]:
        """What is offered beside the question. A passage has its source under it already."""
        under = () if self._carrier is None else (*DEEPER, SOURCE)
        return [each for each in self.reply["suggestions"] if not each["value"].startswith(under)]

    @property
    def asks_which(self) -> bool:
        """Whether what is offered is what somebody may have meant: it stands by that question."""
        return any(each["value"] == flow.SOMETHING_ELSE for each in self.next_steps)

    def is_last_passage(self, message: Mapping[str, Any]) -> bool:
        """Whether what leads further stands under this message."""
        return self._carrier is not None and message["id"] == self._carrier

    @property
    def _carrier(self) -> str | None:
        """The last passage of the last turn that can be gone into."""
        messages = self.said[-1].messages if self.said else []
        passages = [each for each in messages if (each.get("content") or {}).get("id")]
        return str(passages[-1]["id"]) if passages else None

    @property
    def urgent(self) -> list[Mapping[str, Any]]:
        """The safety card for what was typed or said last: it comes before everything else."""
        said = [*(self.said[-1].messages if self.said else ()), *self.reply["messages"]]
        cards = [each for each in said if each["kind"] == MessageKind.SAFETY]
        cards = [*safety_messages(self.typed), *cards]
        return [each for each in cards if not each.get("content")][:1]

    @property
    def private(self) -> list[Mapping[str, Any]]:
        """What was found in words that are not kept yet."""
        return [each for each in self.reply["messages"] if each["kind"] == MessageKind.PRIVACY]

    @property
    def marked(self) -> list[tuple[str, bool]]:
        """What was typed, in pieces, with those marked that may identify somebody."""
        return privacy.in_pieces(self.typed, pack=self.pack)

    @property
    def is_given_back(self) -> bool:
        """Whether words that were held back stand in the box again, to be changed."""
        return "draft" in self.reply

    @property
    def question(self) -> Mapping[str, Any] | None:
        """What is asked now."""
        asked: Mapping[str, Any] | None = self.reply["question"]
        return asked

    @property
    def layout(self) -> str:
        """How the question is answered on the page."""
        asked = self.question
        if asked is None:
            return "nothing"
        if asked["key"] in AS_BUTTONS or flow.reading_step(asked["key"]) is not None:
            return "buttons"
        layouts = {
            QuestionKind.SINGLE: "radios",
            QuestionKind.VOTE: "buttons",
            QuestionKind.MULTIPLE: "checkboxes",
            QuestionKind.RANKING: "ranking",
            QuestionKind.TEXT: "text",
        }
        return layouts[QuestionKind(asked["kind"])]

    @property
    def can_skip(self) -> bool:
        """Whether the question may be left out."""
        asked = self.question
        return asked is not None and any(each["value"] == SKIP for each in asked["choices"])

    @property
    def offered(self) -> list[Mapping[str, Any]]:
        """The choices of the question without the one to leave it out."""
        asked = self.question
        return [each for each in asked["choices"] if each["value"] != SKIP] if asked else []

    @property
    def is_checking(self) -> bool:
        """Whether everything was read back and can be changed or sent."""
        return self.question is not None and self.question["key"] == flow.CONFIRM

    @property
    def is_answering(self) -> bool:
        """Whether one of the consultation's own questions is open."""
        return self.question is not None and self.pack.question(self.question["key"]) is not None

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to say here."""
        return self.status != ConversationStatus.OPEN

    @property
    def turn(self) -> str:
        """What the next message has to carry."""
        return str(self.reply["turn"])

    def new_id(self) -> str:
        """An id for the next message: sent twice, it counts once."""
        return str(uuid.uuid4())


KINDS = ("you", "turn", "asked")


def _mine(number: int, turn: Said, *, in_order: bool) -> Turned:
    return Turned(
        f"you-{number}",
        True,
        turn.said,
        turn.chosen,
        in_order,
        [str(each["receipt"]) for each in turn.saved],
    )


def safety_first(turn: Said) -> list[Mapping[str, Any]]:
    """The messages of a turn, what must not be missed before the rest."""
    return sorted(turn.messages, key=lambda message: message["kind"] not in FIRST)


def chat_presenter(
    session: Session, *, holding: Held, reply: Mapping[str, Any], **shown: Any
) -> ChatPresenter:
    """What to show of a conversation, with the reply that stands now.

    Raises NoSuchConversation and NotYourConversation.
    """
    conversation = find_conversation(
        session, conversation_id=holding.conversation_id, token=holding.token
    )
    pack = in_language(pack_shown(session, conversation.content_version), conversation.language)
    return ChatPresenter(
        pack=pack,
        status=conversation.status,
        lane=conversation.lane,
        language=conversation.language,
        easier=conversation.easier,
        code=conversation.response.code,
        submitted_at=conversation.response.submitted_at,
        left=minutes_left(session, conversation=conversation, pack=pack),
        reply=reply,
        said=transcript(session, conversation=conversation),
        **shown,
    )
