"""Say what a proposal is, what it would change, and what speaks for and against it."""

from __future__ import annotations

from actions.this_turn import PROPOSAL, Turn, TurnAction, topic_of
from consultations import flow
from consultations.answering.names import proposal_in
from consultations.answers import move_on
from consultations.asked import EXPLAIN
from consultations.content.schema import Proposal
from consultations.content.words import words
from consultations.explaining.sides import sides_of
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
        )


def explain(turn: Turn, proposal: Proposal) -> None:
    """Explain one proposal, with both sides of it."""
    turn.conversation.topic = f"{PROPOSAL}{proposal.id}"
    turn.show(
        MessageKind.EXPLANATION,
        proposal.what_it_is,
        heading=proposal.title,
        content_id=f"proposals/{proposal.id}#what-it-is",
        sources=proposal.sources,
    )
    turn.show(
        MessageKind.EXPLANATION,
        f"{proposal.what_would_change} {proposal.what_would_stay}",
        content_id=f"proposals/{proposal.id}#what-would-change",
        sources=proposal.sources,
    )
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
    turn.offer(f"more:{proposal.id}", words().more_about.format(name=proposal.short), "more_detail")


def list_options(turn: Turn) -> None:
    """Say every option in a line, and offer to explain each."""
    turn.utter("utter_the_options")
    for option in turn.pack.options:
        turn.show(
            MessageKind.EXPLANATION,
            option.in_one_line,
            heading=option.title,
            content_id=f"proposals/{option.id}#in-one-line",
            sources=option.sources,
        )
    offer_options(turn, "explain_proposal")


def offer_options(turn: Turn, intent: str) -> None:
    """Offer each option by its short name."""
    for option in turn.pack.options:
        turn.offer(f"{PROPOSAL}{option.id}", option.short, intent)
