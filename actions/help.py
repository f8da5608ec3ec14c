"""Say what can be done here, and how to reach a person."""

from __future__ import annotations

from actions.this_turn import Turn, TurnAction
from actions.welcome import offer_next_steps
from consultations.content.words import words
from consultations.types import MessageKind


class ActionHelp(TurnAction):
    """Say what the person can do."""

    def name(self) -> str:
        return "action_help"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_help")
        offer_next_steps(turn)
        turn.offer("give-views", words().suggestions.give_views, "give_views")


class ActionAskPerson(TurnAction):
    """Say how to reach a person, and the other ways to take part."""

    def name(self) -> str:
        return "action_ask_person"

    def take(self, turn: Turn) -> None:
        for number, way in enumerate(turn.pack.consultation.other_ways, 1):
            turn.show(MessageKind.ANSWER, way, content_id=f"consultation#other-ways-{number}")


class ActionAskForm(TurnAction):
    """Say where the same questions stand as a form."""

    def name(self) -> str:
        return "action_ask_form"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_form", address=f"/c/{turn.pack.slug}/form")
        turn.offer("go-on", words().suggestions.go_on, "repeat_question")


class ActionAlreadyTookPart(TurnAction):
    """Say what holds for somebody who took part before, and how they come back."""

    def name(self) -> str:
        return "action_already_took_part"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_already_took_part")
        turn.offer("go-on", words().suggestions.go_on, "repeat_question")


class ActionAskBot(TurnAction):
    """Say that this is a computer program and that nobody reads along."""

    def name(self) -> str:
        return "action_ask_bot"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_bot")
