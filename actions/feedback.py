"""Take people's views: ask, record, skip, go back, change, read back and send."""

from __future__ import annotations

from actions.asking import answers_surely
from actions.effects import tells_what_changes
from actions.not_understood import say_not_understood
from actions.putting_down import puts_down_role, takes_role
from actions.this_turn import Turn, TurnAction, offer_the_record
from actions.weighing import explain_check, show_before
from consultations import flow
from consultations.answering.names import terms_in
from consultations.answers import current_answers
from consultations.asked import CHANGE, NOTHING
from consultations.content.schema import SKIP
from consultations.content.words import words
from consultations.keeping import keep_answer
from consultations.moving import go_back, move_on
from consultations.naming import question_named
from consultations.on_record import added_to_what_stands, said_one_thing
from consultations.replying import asked_of
from consultations.responses import read_back, submit
from consultations.route import lengths
from consultations.statements.suggesting import TooLong
from consultations.turns import CHANGE_BY_NAME, text_before
from consultations.types import MessageKind, QuestionKind


class ActionGiveViews(TurnAction):
    """Begin the questions, or stay at the one that is open."""

    def name(self) -> str:
        return "action_give_views"

    def take(self, turn: Turn) -> None:
        cursor = turn.conversation.cursor
        if answers_surely(turn):
            return
        if cursor == flow.LANE:
            turn.utter("utter_ask_lane")
        elif cursor is None or flow.reading_step(cursor) is not None:
            move_on(turn.session, conversation=turn.conversation, pack=turn.pack)
        else:
            turn.utter("utter_question_is_open")


class ActionRecordAnswer(TurnAction):
    """Record the answer to the open question, or say what it offers."""

    def name(self) -> str:
        return "action_record_answer"

    def take(self, turn: Turn) -> None:
        question = turn.pack.question(turn.conversation.cursor)
        if question is None:
            turn.utter("utter_nothing_asked")
        elif turn.inbound.choices or question.kind is QuestionKind.TEXT:
            keep(turn)
        elif not (answers_surely(turn) or tells_what_changes(turn)):
            say_not_understood(turn)


class ActionKeepAsAnswer(TurnAction):
    """Keep what was typed before as the answer: it had been read as something else."""

    def name(self) -> str:
        return "action_keep_as_answer"

    def take(self, turn: Turn) -> None:
        words_before = text_before(turn.session, inbound=turn.inbound)
        if turn.is_asked_for_words and words_before:
            keep(turn, comment=words_before)
        else:
            turn.utter("utter_nothing_asked")


class ActionSkip(TurnAction):
    """Leave the open question out, if it may be left out."""

    def name(self) -> str:
        return "action_skip"

    def take(self, turn: Turn) -> None:
        question = turn.pack.question(turn.conversation.cursor)
        if question is not None and question.optional:
            turn.inbound.choices = [SKIP]
            keep(turn)
        elif flow.reading_step(turn.conversation.cursor) is not None:
            move_on(turn.session, conversation=turn.conversation, pack=turn.pack)
        else:
            turn.utter("utter_cannot_skip")


class ActionGoBack(TurnAction):
    """Ask the question before this one again."""

    def name(self) -> str:
        return "action_go_back"

    def take(self, turn: Turn) -> None:
        if not go_back(turn.session, conversation=turn.conversation, pack=turn.pack):
            turn.utter("utter_no_question_before")


class ActionChangeAnswer(TurnAction):
    """Ask again what the person wants to change, by its name or from a list."""

    def name(self) -> str:
        return "action_change_answer"

    def take(self, turn: Turn) -> None:
        answered = current_answers(turn.session, response=turn.conversation.response)
        named = question_named(turn.pack, turn.lane, turn.text, answered=tuple(answered))
        if not answered:
            turn.utter("utter_nothing_to_change")
        elif puts_down_role(turn, may_change=True):
            return
        elif named is not None and named.key in answered:
            turn.conversation.cursor = named.key
        elif turn.conversation.cursor == flow.WHICH_ANSWER:
            say_not_understood(turn)
        else:
            turn.conversation.cursor = flow.WHICH_ANSWER


class ActionCheckAndSend(TurnAction):
    """At the check: send the response, or go to the answer to change."""

    def name(self) -> str:
        return "action_check_and_send"

    def take(self, turn: Turn) -> None:
        if turn.choice == CHANGE:
            turn.conversation.cursor = flow.WHICH_ANSWER
        elif turn.choice.startswith(CHANGE_BY_NAME):
            turn.conversation.cursor = turn.choice.removeprefix(CHANGE_BY_NAME)
        else:
            response = submit(turn.session, conversation=turn.conversation, pack=turn.pack)
            turn.utter("utter_receipt", code=response.code)
            say_what_happens_next(turn)


class ActionWhichAnswer(TurnAction):
    """Go to the answer that was chosen, or back to the check."""

    def name(self) -> str:
        return "action_which_answer"

    def take(self, turn: Turn) -> None:
        if turn.choice and turn.choice != NOTHING:
            turn.conversation.cursor = turn.choice
        else:
            go_on(turn)


class ActionRepeatQuestion(TurnAction):
    """Ask the open question again."""

    def name(self) -> str:
        return "action_repeat_question"

    def take(self, turn: Turn) -> None:
        nothing = turn.conversation.cursor is None
        turn.utter("utter_nothing_asked" if nothing else "utter_here_it_is_again")
        question = turn.pack.question(turn.conversation.cursor)
        if question is not None:
            show_before(turn, question)


class ActionExplainQuestion(TurnAction):
    """Say what the open question is after, and what its hard words mean."""

    def name(self) -> str:
        return "action_explain_question"

    def take(self, turn: Turn) -> None:
        asked = asked_of(turn.pack, turn.conversation)
        if asked is None:
            turn.utter("utter_nothing_asked")
            return
        turn.utter("utter_no_right_answer")
        if asked.hint:
            turn.show(MessageKind.TEXT, asked.hint, content_id=f"questions#{asked.key}")
        for term in terms_in(turn.pack, asked.text)[:2]:
            turn.show(MessageKind.ANSWER, term.meaning, heading=term.term)


class ActionNoteView(TurnAction):
    """A view that came when nothing was asked: say how to put it on record."""

    def name(self) -> str:
        return "action_note_view"

    def take(self, turn: Turn) -> None:
        takes_role(turn)
        turn.utter("utter_view_not_on_record")
        offer_the_record(turn)
        turn.offer("give-views", words().suggestions.give_views, "give_views")


def keep(turn: Turn, *, comment: str | None = None) -> None:
    """Record what was said to the open question, and go on."""
    question = turn.pack.question(turn.conversation.cursor)
    if question is None:
        return
    chosen = None if comment else turn.inbound.choices
    said = comment or turn.text
    if not chosen and said_one_thing(turn.session, inbound=turn.inbound):
        said = added_to_what_stands(
            turn.session, conversation=turn.conversation, question=question, words=said
        )
    try:
        keep_answer(
            turn.session,
            conversation=turn.conversation,
            pack=turn.pack,
            question=question,
            choices=chosen,
            comment=None if chosen else said,
            inbound_id=turn.inbound.id,
        )
    except TooLong as error:
        turn.utter("utter_statement_too_long", over=error.over)
        return
    explain_check(turn, question)
    go_on(turn)


def go_on(turn: Turn) -> None:
    """Go to the next question, or read everything back when all have been asked."""
    move_on(turn.session, conversation=turn.conversation, pack=turn.pack)
    if said_one_thing(turn.session, inbound=turn.inbound):
        turn.conversation.cursor = flow.CONFIRM
        turn.utter("utter_said_it")
        turn.offer("answer-more", words().suggestions.answer_more, "answer_more")
    if turn.conversation.cursor == flow.CONFIRM:
        say_read_back(turn)
        if longer_ones(turn):
            turn.offer("more-time", words().suggestions.more_time, "more_time")


def longer_ones(turn: Turn) -> list[int]:
    """The lengths of the lane that ask more than the one that was chosen."""
    known = lengths(turn.pack, turn.lane)
    return [each for each in known if len(known) > 1 and each > (turn.conversation.minutes or 99)]


def say_read_back(turn: Turn) -> None:
    """Read back everything that the person has said."""
    lines = read_back(turn.session, response=turn.conversation.response, pack=turn.pack)
    turn.show(
        MessageKind.SUMMARY,
        "\n".join(f"{line.question}: {line.answer}" for line in lines),
        answers=[line._asdict() for line in lines],
    )


def say_what_happens_next(turn: Turn) -> None:
    """Say who decides, and when."""
    consultation = turn.pack.consultation
    turn.show(
        MessageKind.EXPLANATION,
        consultation.who_decides.short,
        content_id="consultation#who-decides",
    )
