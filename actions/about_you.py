"""Find the right set of questions for the person."""

from __future__ import annotations

from actions.feedback import say_read_back
from actions.putting_down import puts_down_role, takes_role
from actions.this_turn import Turn, TurnAction, offer_the_record
from actions.welcome import say_welcome
from consultations import flow
from consultations.conversations import choose_lane
from consultations.moving import choose_minutes
from consultations.roles import lane_of
from consultations.route import USUAL_MINUTES, lengths
from consultations.stated import on_behalf, question_who
from consultations.types import Lane


class ActionChooseLane(TurnAction):
    """Put the person in the lane that they chose."""

    def name(self) -> str:
        return "action_choose_lane"

    def take(self, turn: Turn) -> None:
        choose_lane(turn.conversation, turn.pack, Lane(turn.choice))
        if turn.inbound.seq == 1:
            say_welcome(turn)


class ActionChooseLength(TurnAction):
    """Take as long as the person has time for."""

    def name(self) -> str:
        return "action_choose_length"

    def take(self, turn: Turn) -> None:
        chosen = turn.choice or str(USUAL_MINUTES)
        choose_minutes(
            turn.session, conversation=turn.conversation, pack=turn.pack, minutes=int(chosen)
        )


class ActionMoreTime(TurnAction):
    """Ask more: the next length of the lane."""

    def name(self) -> str:
        return "action_more_time"

    def take(self, turn: Turn) -> None:
        change_length(turn, longer=True)


class ActionLessTime(TurnAction):
    """Ask less: the shortest length of the lane."""

    def name(self) -> str:
        return "action_less_time"

    def take(self, turn: Turn) -> None:
        change_length(turn, longer=False)


class ActionStateRole(TurnAction):
    """Take somebody's word for who they are, if no answers would be lost by it."""

    def name(self) -> str:
        return "action_state_role"

    def take(self, turn: Turn) -> None:
        if takes_role(turn) or puts_down_role(turn, may_change=True):
            offer_the_record(turn)
            return
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


class ActionForSomeoneElse(TurnAction):
    """Say how to answer for somebody else, and offer to put that down while it is asked."""

    def name(self) -> str:
        return "action_for_someone_else"

    def take(self, turn: Turn) -> None:
        question = question_who(turn.pack, turn.lane)
        choice = None
        if question is not None and turn.conversation.cursor == question.key:
            choice = on_behalf(turn.pack, question)
        if choice is None:
            turn.utter("utter_for_someone_else")
            return
        turn.utter("utter_on_behalf")
        turn.offer(choice.value, choice.label, "choose")


def change_length(turn: Turn, *, longer: bool) -> None:
    """Take another length, if the lane has one, and go on. What was answered stays."""
    conversation = turn.conversation
    now = conversation.minutes or USUAL_MINUTES
    known = lengths(turn.pack, turn.lane)
    others = [each for each in known if (each > now if longer else each < now)]
    if conversation.lane is None or not others:
        turn.utter("utter_longest" if longer else "utter_shortest")
        return
    choose_minutes(
        turn.session,
        conversation=conversation,
        pack=turn.pack,
        minutes=others[0],
    )
    turn.utter("utter_length_changed", minutes=others[0])
    if conversation.cursor == flow.CONFIRM:
        say_read_back(turn)
