"""Say kindly what cannot be done here, and where it can."""

from __future__ import annotations

from actions.this_turn import Turn, TurnAction
from consultations.types import MessageKind


class ActionMedicalAdvice(TurnAction):
    """Give no advice, and say who can."""

    def name(self) -> str:
        return "action_medical_advice"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_no_medical_advice")
        for number, line in enumerate(turn.pack.consultation.help[:2], 1):
            turn.show(
                MessageKind.SAFETY,
                line.how,
                heading=line.who,
                content_id=f"consultation#help-{number}",
            )


class ActionOffTopic(TurnAction):
    """Come back to the consultation."""

    def name(self) -> str:
        return "action_off_topic"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_off_topic")


class ActionAbuse(TurnAction):
    """Stay calm, and offer a way to put anger on record."""

    def name(self) -> str:
        return "action_abuse"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_abuse")


class ActionAngry(TurnAction):
    """Take anger seriously, and offer a way to put it on record."""

    def name(self) -> str:
        return "action_angry"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_angry")


class ActionSlogan(TurnAction):
    """Take no side, and offer a way to put it on record."""

    def name(self) -> str:
        return "action_slogan"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_slogan")


class ActionJoke(TurnAction):
    """Answer kindly, and come back to the consultation."""

    def name(self) -> str:
        return "action_joke"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_joke")
