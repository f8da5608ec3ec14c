"""Pause, start again, look back, take everything out, and say how long is left."""

from __future__ import annotations

from actions.feedback import say_read_back
from actions.this_turn import Turn, TurnAction
from consultations.answers import current_answers
from consultations.content.words import words
from consultations.moving import start_over
from consultations.responses import withdraw
from consultations.timing import minutes_left


class ActionStop(TurnAction):
    """Let the person go, and say how to come back."""

    def name(self) -> str:
        return "action_stop"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_stop", code=turn.conversation.response.code)
        turn.offer("go-on", words().suggestions.go_on, "repeat_question")


class ActionStartOver(TurnAction):
    """Ask before everything is asked again."""

    def name(self) -> str:
        return "action_start_over"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_ask_start_over")
        turn.offer("start-over", words().suggestions.start_over, "start_over_for_good")
        turn.offer("go-on", words().suggestions.go_on, "repeat_question")


class ActionStartOverForGood(TurnAction):
    """Ask everything again."""

    def name(self) -> str:
        return "action_start_over_for_good"

    def take(self, turn: Turn) -> None:
        start_over(turn.session, conversation=turn.conversation, pack=turn.pack)
        turn.utter("utter_started_over")


class ActionWithdraw(TurnAction):
    """Ask before anything is deleted."""

    def name(self) -> str:
        return "action_withdraw"

    def take(self, turn: Turn) -> None:
        turn.utter("utter_ask_withdraw")
        turn.offer("withdraw", words().suggestions.withdraw, "withdraw_for_good")
        turn.offer("keep", words().suggestions.keep, "repeat_question")


class ActionWithdrawForGood(TurnAction):
    """Take the response out and delete what was said in it."""

    def name(self) -> str:
        return "action_withdraw_for_good"

    def take(self, turn: Turn) -> None:
        withdraw(turn.session, response=turn.conversation.response)
        turn.utter("utter_withdrawn")


class ActionReviewAnswers(TurnAction):
    """Show what the person has said so far."""

    def name(self) -> str:
        return "action_review_answers"

    def take(self, turn: Turn) -> None:
        if current_answers(turn.session, response=turn.conversation.response):
            say_read_back(turn)
        else:
            turn.utter("utter_nothing_said_yet")


class ActionTimeLeft(TurnAction):
    """Say how many questions are left, and about how long they take."""

    def name(self) -> str:
        return "action_time_left"

    def take(self, turn: Turn) -> None:
        left = minutes_left(turn.session, conversation=turn.conversation, pack=turn.pack)
        turn.utter("utter_time_left", questions=left.questions, minutes=left.minutes)
