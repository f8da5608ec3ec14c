"""Find the right set of questions for the person."""

from __future__ import annotations

from actions.this_turn import Turn, TurnAction
from actions.welcome import say_welcome
from consultations.conversations import choose_lane
from consultations.roles import lane_of
from consultations.types import Lane


class ActionChooseLane(TurnAction):
    """Put the person in the lane that they chose."""

    def name(self) -> str:
        return "action_choose_lane"

    def take(self, turn: Turn) -> None:
        choose_lane(turn.conversation, turn.pack, Lane(turn.choice))
        if turn.inbound.seq == 1:
            say_welcome(turn)


class ActionStateRole(TurnAction):
    """Take somebody's word for who they are, if no answers would be lost by it."""

    def name(self) -> str:
        return "action_state_role"

    def take(self, turn: Turn) -> None:
        lane = lane_of(turn.text)
        if lane is None:
            turn.utter("utter_ask_lane")
        elif lane == turn.conversation.lane:
            turn.utter("utter_already_in_lane")
        elif turn.conversation.response.answers:
            turn.utter("utter_lane_stays")
        else:
            choose_lane(turn.conversation, turn.pack, lane)
            label = turn.pack.consultation.lanes[lane]
            turn.utter("utter_lane_chosen", minutes=label.minutes)
