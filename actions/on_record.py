"""Put on record what somebody said beside the questions, in their own words."""

from __future__ import annotations

from actions.feedback import go_on, keep
from actions.this_turn import Turn, TurnAction
from consultations.content.words import words
from consultations.conversations import choose_lane
from consultations.on_record import is_on_record, put_on_record, question_for_remarks
from consultations.turns import turn_before


class ActionPutOnRecord(TurnAction):
    """Keep what was said in the turn before, and go on where the conversation was."""

    def name(self) -> str:
        return "action_put_on_record"

    def take(self, turn: Turn) -> None:
        before = turn_before(turn.session, inbound=turn.inbound)
        question = question_for_remarks(turn.pack, turn.lane) if turn.conversation.lane else None
        if before is None or not (before.text or "").strip():
            turn.utter("utter_nothing_for_the_record")
        elif is_on_record(turn.session, inbound_id=before.id):
            turn.utter("utter_on_record_already")
        elif question is None:
            turn.utter("utter_view_not_on_record")
            turn.offer("give-views", words().suggestions.give_views, "give_views")
        elif turn.is_asked_for_words:
            keep(turn, comment=before.text)
        else:
            put_on_record(
                turn.session,
                conversation=turn.conversation,
                question=question,
                words=before.text or "",
                inbound_id=turn.inbound.id,
            )
            turn.utter("utter_on_record", question=question.short)


class ActionJustSayIt(TurnAction):
    """Ask for the words of somebody who wants to say one thing. Their next message holds them."""

    def name(self) -> str:
        return "action_just_say_it"

    def take(self, turn: Turn) -> None:
        question = question_for_remarks(turn.pack, turn.lane)
        if question is None:
            turn.utter("utter_nothing_to_say_it_under")
            return
        if turn.conversation.lane is None:
            choose_lane(turn.conversation, turn.pack, turn.lane)
        turn.conversation.cursor = question.key
        turn.utter("utter_just_say_it")


class ActionAnswerMore(TurnAction):
    """Go on with the questions after the one thing was said."""

    def name(self) -> str:
        return "action_answer_more"

    def take(self, turn: Turn) -> None:
        go_on(turn)
