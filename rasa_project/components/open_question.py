"""Tell an answer from an aside while a question is open.

Somebody who is asked for their own words may use any words at all, so what the classifier makes
of them is not enough. They are taken as the answer unless they are clearly something else: a short
command ("skip", "go back"), or a question.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    METADATA,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

ANSWER = "answer"
WORDS, CHOICE = "words", "choice"
OFF_TOPIC, CHANGE = "off_topic", "change_answer"
# What nobody says as an answer, so that it need not be as sure.
NEVER_AN_ANSWER = frozenset({"just_let_me_say_it"})
QUESTIONS = frozenset(
    {
        "ask_question",
        "ask_what_changes",
        "explain_term",
        "explain_proposal",
        "for_and_against",
        "compare_options",
        "ask_source",
        "ask_bot",
        "joke",
        "off_topic",
        "medical_advice",
    }
)
COMMANDS = frozenset(
    {
        "skip",
        "go_back",
        "change_answer",
        "stop",
        "start_over",
        "withdraw",
        "review_answers",
        "time_left",
        "help",
        "ask_person",
        "repeat_question",
        "explain_question",
        "more_detail",
        "easier_words",
        "standard_words",
        "choose_language",
        "put_on_record",
        "just_let_me_say_it",
        "for_someone_else",
        "already_took_part",
        "ask_form",
        "more_time",
        "less_time",
        "goodbye",
    }
)
ASKS = "ask_question"
LONGEST_COMMAND = 7
SHORTEST_SENTENCE = 2
SURE_OF_A_SENTENCE = 0.8
LONGEST_QUESTION = 40
BEGINS_A_QUESTION = re.compile(
    r"^(?:so |and |but |ok |sorry |please )*(?:what|whats|what's|who|whose|when|where|why|how|"
    r"which|is|are|was|were|will|would|can|could|do|does|did|should|has|have|tell me|explain|"
    r"define)\b"
)

# Somebody who asks what they can do wants to know it, whatever else the words are like.
ASKS_WHAT_TO_DO = re.compile(
    r"^(?:so |and |but |ok )*(?:how|where|who) (?:do|can|could|would) (?:i|we)\b"
)
# Beside a list of choices this is never a choice. Where own words are asked for it may be a wish.
WANTS_A_CHANGE = re.compile(
    r"^(?:please |can i |could i |i want to |i would like to |i'd like to |let me |actually )*"
    r"(?:change|correct|edit|amend) (?:my|the|question|answer|number|what i)\b"
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OpenQuestionReader(GraphComponent):
    """Turns the predicted intent into ``answer`` when a question for words is open."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"sure": 0.6}

    def __init__(self, config: dict[str, Any]) -> None:
        self.sure = float(config["sure"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OpenQuestionReader:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            asking = (message.get(METADATA) or {}).get("asking")
            reads_as_answer = (asking == WORDS and not self._is_aside(message)) or (
                asking == CHOICE and self._is_unclear(message)
            )
            if asking == WORDS and self._asks_what_to_do(message):
                message.set(INTENT, {INTENT_NAME_KEY: ASKS, PREDICTED_CONFIDENCE_KEY: 1.0})
            elif asking == CHOICE and WANTS_A_CHANGE.match(_plain(message)):
                message.set(INTENT, {INTENT_NAME_KEY: CHANGE, PREDICTED_CONFIDENCE_KEY: 1.0})
            elif reads_as_answer:
                message.set(INTENT, {INTENT_NAME_KEY: ANSWER, PREDICTED_CONFIDENCE_KEY: 1.0})
        return messages

    def _asks_what_to_do(self, message: Message) -> bool:
        """Whether a short text asks what its author can do, and no command says the same."""
        name = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
        text = _plain(message)
        known = name in COMMANDS or name in QUESTIONS
        return (
            not known and len(text.split()) <= LONGEST_COMMAND and bool(ASKS_WHAT_TO_DO.match(text))
        )

    def _is_unclear(self, message: Message) -> bool:
        """Whether words beside a list of choices are likelier a choice than anything else."""
        intent = message.get(INTENT) or {}
        text = _plain(message)
        unsure = (intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0) < self.sure
        return not _asks(text) and (unsure or intent.get(INTENT_NAME_KEY) == OFF_TOPIC)

    def _is_aside(self, message: Message) -> bool:
        """Whether the words are clearly not an answer."""
        intent = message.get(INTENT) or {}
        name, confidence = intent.get(INTENT_NAME_KEY), intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0
        text = _plain(message)
        length = len(text.split())
        if name in COMMANDS:
            short = length <= SHORTEST_SENTENCE or _asks(text) or name in NEVER_AN_ANSWER
            needed = self.sure if short else max(self.sure, SURE_OF_A_SENTENCE)
            return length == 1 or (length <= LONGEST_COMMAND and confidence >= needed)
        if name in QUESTIONS:
            return _asks(text) and length <= LONGEST_QUESTION
        return False


def _plain(message: Message) -> str:
    return (message.get(TEXT) or "").strip().casefold()


def _asks(text: str) -> bool:
    """Whether words have the form of a question."""
    return text.endswith("?") or BEGINS_A_QUESTION.match(text) is not None
