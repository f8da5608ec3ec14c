"""Say what a proposal is, what it would change, and what speaks for and against it."""

from __future__ import annotations

from actions.explaining import offer_effects, offer_steps, say_no_easier, show_step
from actions.this_turn import PROPOSAL, Turn, TurnAction, topic_of
from consultations import flow
from consultations.answering.names import proposal_in
from consultations.asked import EXPLAIN
from consultations.content.schema import Proposal
from consultations.explaining.layers import EASY, steps_of_proposal
from consultations.explaining.sides import sides_of
from consultations.moving import move_on
from consultations.types import MessageKind


class ActionExplainProposal(TurnAction):
    """Explain the proposal that was named, or all in a line each when none was."""

    def name(self) -> str:
        return "action_explain_proposal"

    def take(self, turn: Turn) -> None:
        proposal = turn.pack.proposal(turn.picked) or proposal_in(turn.pack, turn.text)
        if proposal is not None:
            explain(turn, proposal)
        else:
            list_options(turn)


class ActionForAndAgainst(TurnAction):
    """Show both sides of a proposal together, in equal measure and in random order."""

    def name(self) -> str:
        return "action_for_and_against"

    def take(self, turn: Turn) -> None:
        named = turn.pack.proposal(turn.picked) or proposal_in(turn.pack, turn.text)
        proposal = named or turn.pack.proposal(topic_of(turn, PROPOSAL))
        if proposal is None:
            turn.utter("utter_which_proposal")
            offer_options(turn, "for_and_against")
            return
        show_sides(turn, proposal)


class ActionReadOn(TurnAction):
    """Explain the next thing, or begin the questions."""

    def name(self) -> str:
        return "action_read_on"

    def take(self, turn: Turn) -> None:
        step = flow.reading_step(turn.conversation.cursor) or 0
        if turn.choice != EXPLAIN:
            move_on(turn.session, conversation=turn.conversation, pack=turn.pack)
            return
        proposal = flow.next_to_read(turn.pack, step)
        if proposal is None:
            show_cards(turn)
        else:
            explain(turn, proposal)
        if flow.next_to_read(turn.pack, step + 1) is None:
            move_on(turn.session, conversation=turn.conversation, pack=turn.pack)
        else:
            turn.conversation.cursor = f"{flow.READING}{step + 1}"


def show_cards(turn: Turn) -> None:
    """Show what the consultation is about."""
    for number, card in enumerate(turn.pack.consultation.what_it_is_about, 1):
        turn.show(
            MessageKind.EXPLANATION,
            card.text,
            heading=card.heading,
            content_id=f"consultation#about-{number}",
            sources=card.sources,
        )


def explain(turn: Turn, proposal: Proposal) -> None:
    """Explain one proposal, with both sides of it."""
    steps = steps_of_proposal(proposal, easier=turn.conversation.easier)
    show_step(turn, steps, steps.opening)
    show_sides(turn, proposal)


def show_sides(turn: Turn, proposal: Proposal) -> None:
    """Show what may be gained and lost, as one card with two halves."""
    turn.conversation.topic = f"{PROPOSAL}{proposal.id}"
    sides = sides_of(proposal, seed=turn.conversation.id.int)
    turn.show(
        MessageKind.EXPLANATION,
        sides.as_text,
        heading=proposal.title,
        sides=sides.as_json,
        content_id=f"proposals/{proposal.id}#both-sides",
        sources=sides.sources,
    )
    offer_steps(turn, steps_of_proposal(proposal, easier=turn.conversation.easier), source=False)
    offer_effects(turn)


def list_options(turn: Turn) -> None:
    """Say every option in a line, and offer to explain each."""
    turn.utter("utter_the_options")
    for option in turn.pack.options:
        say_in_short(turn, option)
    offer_options(turn, "explain_proposal")


def say_in_short(turn: Turn, option: Proposal) -> None:
    """Say one option in a line, or in its easy version if easier words are wanted."""
    in_easier = turn.conversation.easier and option.easy
    if turn.conversation.easier and not in_easier:
        say_no_easier(turn)
    turn.show(
        MessageKind.EXPLANATION,
        in_easier or option.in_one_line,
        heading=option.title,
        content_id=f"proposals/{option.id}#{EASY if in_easier else 'in-one-line'}",
        sources=option.sources,
    )


def offer_options(turn: Turn, intent: str) -> None:
    """Offer each option by its short name."""
    for option in turn.pack.options:
        turn.offer(f"{PROPOSAL}{option.id}", option.short, intent)
