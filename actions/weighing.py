"""What is shown beside a question: both sides of it, or a view by somebody unlike the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consultations.content.schema import Question
from consultations.content.words import words
from consultations.deliberation.statements import opposing
from consultations.explaining.sides import sides_of_pair
from consultations.types import MessageKind

if TYPE_CHECKING:
    from actions.this_turn import Turn


def show_before(turn: Turn, question: Question) -> None:
    """Show what somebody is to weigh before a question is asked."""
    if question.weighs is not None:
        show_pair(turn, question)
    if question.opposes:
        show_opposing(turn)


def show_pair(turn: Turn, question: Question) -> None:
    """Show one thing to be gained beside one to be lost, in random order."""
    weighs = question.weighs
    proposal = turn.pack.proposal(weighs.proposal) if weighs else None
    if weighs is None or proposal is None:
        return
    sides = sides_of_pair(weighs, key=question.key, seed=turn.conversation.id.int)
    turn.show(
        MessageKind.EXPLANATION,
        sides.as_text,
        heading=proposal.title,
        sides=sides.as_json,
        content_id=f"questions#{question.key}.weighs",
        sources=sides.sources or proposal.sources,
    )


def show_opposing(turn: Turn) -> None:
    """Show a view that people unlike this person support, without any number."""
    statement = opposing(turn.session, conversation=turn.conversation, pack=turn.pack)
    if statement is not None:
        turn.show(
            MessageKind.EXPLANATION,
            words().view_of_others.format(whose=statement.whose, text=statement.text),
            content_id=f"statements#{statement.id}",
        )


def explain_check(turn: Turn, question: Question) -> None:
    """Say how it is, whatever was chosen. Nobody is told that they were right or wrong."""
    if question.check is not None:
        turn.show(
            MessageKind.EXPLANATION,
            question.check.because,
            content_id=f"questions#{question.key}.check.because",
            sources=question.check.sources,
        )
