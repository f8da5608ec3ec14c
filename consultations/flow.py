"""What is asked when: the order of a conversation, worked out from the pack and the answers so far.

A cursor says what is being asked: ``lane``, ``length``, ``read:2``, the key of a question,
``confirm``, ``which-answer``, or nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from consultations.content.schema import Pack, Proposal, Question
from consultations.route import offers_lengths, route
from consultations.types import Lane, QuestionKind

LANE, LENGTH, CONFIRM, WHICH_ANSWER = "lane", "length", "confirm", "which-answer"
READING = "read:"
SOMETHING_ELSE = "something-else"

ASKING_NOTHING, ASKING_LANE, ASKING_LENGTH = "nothing", "lane", "length"
ASKING_READING, ASKING_CHOICE, ASKING_WORDS = "reading", "choice", "words"
ASKING_CONFIRMATION, ASKING_WHICH = "confirmation", "which_answer"
SETTINGS = {
    LANE: ASKING_LANE,
    LENGTH: ASKING_LENGTH,
    CONFIRM: ASKING_CONFIRMATION,
    WHICH_ANSWER: ASKING_WHICH,
}


def first_cursor(pack: Pack, lane: Lane | None) -> str:
    """What is asked at the start: the lane, the length, or what the lane begins with."""
    if lane is None:
        return LANE
    if offers_lengths(pack, lane):
        return LENGTH
    return next_cursor(route(pack, lane), lane, answered=(), has_read=False)


def next_cursor(
    questions: Sequence[Question],
    lane: Lane,
    *,
    answered: Collection[str],
    has_read: bool,
) -> str:
    """The first question of a route without an answer, or the check at the end.

    The public is offered the explanation as soon as what comes before it has been asked.
    """
    for question in questions:
        if question.key in answered:
            continue
        if lane is Lane.PUBLIC and not has_read and not question.before_reading:
            return f"{READING}0"
        return question.key
    return CONFIRM


def previous_question(questions: Sequence[Question], cursor: str | None) -> str | None:
    """The question of a route before the one being asked, or None at the first."""
    keys = [question.key for question in questions]
    if cursor in (CONFIRM, WHICH_ANSWER):
        return keys[-1]
    if reading_step(cursor) is not None:
        before = [question.key for question in questions if question.before_reading]
        return before[-1] if before else None
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
    if cursor in SETTINGS:
        return SETTINGS[cursor]
    if reading_step(cursor) is not None:
        return ASKING_READING
    question = pack.question(cursor)
    if question is None:
        return ASKING_NOTHING
    return ASKING_WORDS if question.kind is QuestionKind.TEXT else ASKING_CHOICE
