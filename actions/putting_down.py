"""Put down what people say of themselves, read it back, and do not ask it again."""

from __future__ import annotations

from actions.this_turn import Turn
from consultations.answers import current_answer
from consultations.conversations import choose_lane
from consultations.keeping import keep_answer
from consultations.moving import move_on
from consultations.stated import Stated, role_stated
from consultations.types import Lane


def puts_down_role(turn: Turn, *, may_change: bool = False) -> bool:
    """Keep who somebody surely says they are. False when that is not sure, or is known already.

    What was answered before is changed only where they ask for that.
    """
    stated = role_stated(turn.pack, turn.lane, turn.text) if turn.conversation.lane else None
    if stated is None:
        return False
    before = current_answer(
        turn.session, response=turn.conversation.response, question_key=stated.question.key
    )
    if before is not None and (not may_change or before.choices == [stated.choice.value]):
        return False
    put_down(turn, stated)
    return True


def takes_role(turn: Turn) -> bool:
    """The same before a lane is chosen: who they are says which one it is, if it is only one."""
    if turn.conversation.lane:
        return puts_down_role(turn)
    stated = [(lane, role_stated(turn.pack, lane, turn.text)) for lane in Lane]
    lanes = [lane for lane, found in stated if found is not None]
    if len(lanes) != 1:
        return False
    choose_lane(turn.conversation, turn.pack, lanes[0])
    return puts_down_role(turn)


def put_down(turn: Turn, stated: Stated) -> None:
    """Keep it, say so, and go on if it was being asked."""
    keep_answer(
        turn.session,
        conversation=turn.conversation,
        pack=turn.pack,
        question=stated.question,
        choices=[stated.choice.value],
        inbound_id=turn.inbound.id,
    )
    turn.utter("utter_put_down_as", role=stated.choice.label)
    if turn.conversation.cursor == stated.question.key:
        move_on(turn.session, conversation=turn.conversation, pack=turn.pack)
