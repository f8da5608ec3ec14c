"""What is asked when: the order of a conversation, worked out from the pack and the answers so far.

A cursor says what is being asked: ``lane``, ``read:2``, the key of a question, ``confirm``,
``which-answer``, or nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from consultations.content.schema import Pack, Proposal
from consultations.types import Lane, QuestionKind

LANE, CONFIRM, WHICH_ANSWER = "lane", "confirm", "which-answer"
READING = "read:"

ASKING_NOTHING, ASKING_LANE, ASKING_READING = "nothing", "lane", "reading"
ASKING_CHOICE, ASKING_WORDS = "choice", "words"
ASKING_CONFIRMATION, ASKING_WHICH = "confirmation", "which_answer"


def first_cursor(pack: Pack, lane: Lane | None) -> str:
    """What is asked at the start: the lane if it is not known, else what the lane begins with."""
    if lane is None:
        return LANE
    if lane is Lane.STAFF:
        return next_cursor(pack, lane, answered=())
    return f"{READING}0"


def next_cursor(pack: Pack, lane: Lane, *, answered: Collection[str]) -> str:
    """The first question of the lane without an answer, or the check at the end."""
    for question in pack.questions_for(lane):
        if question.key not in answered:
            return question.key
    return CONFIRM


def previous_question(pack: Pack, lane: Lane, cursor: str | None) -> str | None:
    """The question before the one being asked, or None at the first."""
    keys = [question.key for question in pack.questions_for(lane)]
    if cursor in (CONFIRM, WHICH_ANSWER):
        return keys[-1]
    if cursor in keys and keys.index(cursor) > 0:
        return keys[keys.index(cursor) - 1]
    return None


def reading_step(cursor: str | None) -> int | None:
    """How many passages have been read, when the person is reading."""
    return int(cursor.removeprefix(READING)) if cursor and cursor.startswith(READING) else None


def next_to_read(pack: Pack, step: int) -> Proposal | None:
    """The proposal that comes next in the reading, or None when all have been shown."""
    return pack.options[step - 1] if 1 <= step <= len(pack.options) else None


def asking(pack: Pack, cursor: str | None) -> str:
    """What kind of reply is expected: the value that Rasa's rules are written for."""
    if cursor is None:
        return ASKING_NOTHING
    if cursor == LANE:
        return ASKING_LANE
    if cursor == CONFIRM:
        return ASKING_CONFIRMATION
    if cursor == WHICH_ANSWER:
        return ASKING_WHICH
    if reading_step(cursor) is not None:
        return ASKING_READING
    question = pack.question(cursor)
    if question is None:
        return ASKING_NOTHING
    return ASKING_WORDS if question.kind is QuestionKind.TEXT else ASKING_CHOICE
