"""Put on record what somebody said outside a question, in their own words."""

from __future__ import annotations

from actions.feedback import keep
from actions.this_turn import Turn, TurnAction
from consultations.turns import text_before


class ActionPutOnRecord(TurnAction):
    """Keep what was said in the turn before."""

    def name(self) -> str:
        return "action_put_on_record"

    def take(self, turn: Turn) -> None:
        words_before = text_before(turn.session, inbound=turn.inbound)
        if turn.is_asked_for_words and words_before:
            keep(turn, comment=words_before)
        else:
            turn.utter("utter_nothing_asked")
