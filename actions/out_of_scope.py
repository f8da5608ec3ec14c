"""Say kindly what cannot be done here, take no side, and offer a way to put it on record."""

from __future__ import annotations

from actions.this_turn import Turn, TurnAction, offer_the_record
from consultations.answering.enquiries import Outcome, count_enquiry
from consultations.turns import times_handled
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
        say_in_turn(turn, self, "utter_off_topic", "utter_off_topic_again", "utter_off_topic_still")
        count_enquiry(turn.session, pack=turn.pack, outcome=Outcome.NOT_ABOUT_THIS)


class ActionAbuse(TurnAction):
    """Stay calm, and offer a way to put anger on record."""

    def name(self) -> str:
        return "action_abuse"

    def take(self, turn: Turn) -> None:
        say_in_turn(turn, self, "utter_abuse", "utter_abuse_again", "utter_abuse_still")


class ActionAngry(TurnAction):
    """Take anger seriously, and offer a way to put it on record."""

    def name(self) -> str:
        return "action_angry"

    def take(self, turn: Turn) -> None:
        say_in_turn(turn, self, "utter_angry", "utter_angry_again", "utter_angry_still")


class ActionSlogan(TurnAction):
    """Take no side, and offer a way to put it on record."""

    def name(self) -> str:
        return "action_slogan"

    def take(self, turn: Turn) -> None:
        say_in_turn(turn, self, "utter_slogan", "utter_slogan_again", "utter_slogan_still")


class ActionJoke(TurnAction):
    """Answer kindly, and come back to the consultation."""

    def name(self) -> str:
        return "action_joke"

    def take(self, turn: Turn) -> None:
        say_in_turn(turn, self, "utter_joke", "utter_joke_again", "utter_joke_still")


def say_in_turn(turn: Turn, action: TurnAction, *responses: str) -> None:
    """Say one response after the other, never one twice in a row, and offer the record."""
    times = times_handled(turn.session, conversation=turn.conversation, by=action.name())
    turn.utter(responses[times % len(responses)])
    offer_the_record(turn)
