"""Greet, and say who is asking, about what, and what happens to the answers."""

from __future__ import annotations

from actions.explaining import offer_effects
from actions.this_turn import Turn, TurnAction
from consultations.content.words import words
from consultations.types import MessageKind


class ActionWelcome(TurnAction):
    """Open the conversation in the words of its lane."""

    def name(self) -> str:
        return "action_welcome"

    def take(self, turn: Turn) -> None:
        say_welcome(turn)


class ActionGreet(TurnAction):
    """Answer a greeting and offer what can be done."""

    def name(self) -> str:
        return "action_greet"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_greet")
        offer_next_steps(turn)


class ActionThank(TurnAction):
    """Answer thanks, and leave the question where it was."""

    def name(self) -> str:
        return "action_thank"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_thank")


def say_welcome(turn: Turn) -> None:
    """Say the opening passages of the lane, and offer the next steps."""
    for number, passage in enumerate(turn.pack.consultation.lanes[turn.lane].welcome, 1):
        content_id = f"consultation#welcome-{turn.lane}-{number}"
        turn.show(MessageKind.EXPLANATION, passage, content_id=content_id)
    offer_next_steps(turn)


def offer_next_steps(turn: Turn) -> None:
    """Offer to explain and to say what can be asked."""
    offers = words().suggestions
    turn.offer("what-is-proposed", offers.what_is_proposed, "explain_proposal")
    offer_effects(turn)
    turn.offer("what-can-i-ask", offers.ask, "help")
