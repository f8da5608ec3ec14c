"""Answer what people ask from the pack, with its source; say so when the pack does not know."""

from __future__ import annotations

from actions.explaining import (
    offer_deeper,
    offer_steps,
    say_more,
    show_step,
    sources_asked_for,
)
from actions.this_turn import ANSWER, PROPOSAL, Turn, TurnAction, topic_of
from consultations.answering.data import answer_with, source_of
from consultations.answering.lookup import Found, keep_unanswered, look_up
from consultations.answering.names import proposal_in, terms_in
from consultations.content.schema import PackAnswer, Term
from consultations.content.words import words
from consultations.explaining.layers import steps_of_answer
from consultations.queue.who_asked import remember_who_asked
from consultations.turns import text_before
from consultations.types import MessageKind


class ActionAnswerQuestion(TurnAction):
    """Answer from the pack, offer the nearest, or keep the question for the commissioners."""

    def name(self) -> str:
        return "action_answer_question"

    def take(self, turn: Turn) -> None:
        say_found_or_unknown(turn)


class ActionOfferNearest(TurnAction):
    """When it is not clear what is meant: "did you mean A, B, or something else?"."""

    def name(self) -> str:
        return "action_offer_nearest"

    def take(self, turn: Turn) -> None:
        found = look_up(turn.pack, turn.text)
        if found.answer is None and not found.nearest:
            turn.utter("utter_not_understood")
            turn.offer("what-is-proposed", words().suggestions.what_is_proposed, "explain_proposal")
            turn.offer("give-views", words().suggestions.give_views, "give_views")
        else:
            say_found(turn, found)


class ActionPickAnswer(TurnAction):
    """Give the answer that the person picked from those offered."""

    def name(self) -> str:
        return "action_pick_answer"

    def take(self, turn: Turn) -> None:
        answer = answer_with(turn.pack, turn.picked)
        if answer is not None:
            say_answer(turn, answer)


class ActionNoneOfThose(TurnAction):
    """None of the answers offered was meant: keep the question for the commissioners."""

    def name(self) -> str:
        return "action_none_of_those"

    def take(self, turn: Turn) -> None:
        say_unknown(turn, text_before(turn.session, inbound=turn.inbound))


class ActionExplainTerm(TurnAction):
    """Say what a word means, in plain words."""

    def name(self) -> str:
        return "action_explain_term"

    def take(self, turn: Turn) -> None:
        terms = terms_in(turn.pack, turn.text)
        if terms:
            for term in terms[:2]:
                say_term(turn, term)
            return
        proposal = proposal_in(turn.pack, turn.text)
        if proposal is not None:
            turn.conversation.topic = f"{PROPOSAL}{proposal.id}"
            turn.show(
                MessageKind.ANSWER,
                proposal.what_it_is,
                heading=proposal.title,
                content_id=f"proposals/{proposal.id}#what-it-is",
                sources=proposal.sources,
            )
            return
        say_found_or_unknown(turn)


class ActionShowSource(TurnAction):
    """Say where the last thing that was said comes from."""

    def name(self) -> str:
        return "action_show_source"

    def take(self, turn: Turn) -> None:
        cited = sources_asked_for(turn)
        if not cited:
            turn.utter("utter_no_source")
        for each in cited:
            source = source_of(turn.pack, each)
            turn.utter(
                "utter_source",
                title=source.title,
                by=source.by,
                published=source.published,
                where=each.where,
            )
        offer_deeper(turn)


class ActionSayMore(TurnAction):
    """Say more about what was talked of last: the next layer, and never one that was shown."""

    def name(self) -> str:
        return "action_say_more"

    def take(self, turn: Turn) -> None:
        if not say_more(turn):
            turn.utter("utter_no_more")
        answer = answer_with(turn.pack, topic_of(turn, ANSWER))
        if answer is not None:
            offer_related(turn, answer)


def say_found(turn: Turn, found: Found) -> None:
    """Give the answer, or ask which of the nearest was meant."""
    if found.answer is not None:
        say_answer(turn, found.answer)
        return
    turn.utter("utter_did_you_mean")
    for answer in found.nearest:
        turn.offer(f"{ANSWER}{answer.id}", answer.asks[0], "pick_answer")
    turn.offer("something-else", words().suggestions.something_else, "none_of_those")


def say_found_or_unknown(turn: Turn) -> None:
    """Look the text up as a question."""
    found = look_up(turn.pack, turn.text)
    if found.answer is None and not found.nearest:
        say_unknown(turn, turn.text)
    else:
        say_found(turn, found)


def say_answer(turn: Turn, answer: PackAnswer) -> None:
    """Give one approved answer with its source."""
    turn.conversation.topic = f"{ANSWER}{answer.id}"
    steps = steps_of_answer(answer, easier=turn.conversation.easier)
    show_step(turn, steps, steps.opening)
    offer_steps(turn, steps)
    offer_related(turn, answer)


def offer_related(turn: Turn, answer: PackAnswer) -> None:
    """Offer the answers that people often want next."""
    for other_id in answer.see[:2]:
        other = turn.pack.answer(other_id)
        if other is not None:
            turn.offer(f"{ANSWER}{other.id}", other.asks[0], "pick_answer")


def say_term(turn: Turn, term: Term) -> None:
    """Say what one word means."""
    turn.show(
        MessageKind.ANSWER, term.meaning, heading=term.term, content_id=f"glossary#{term.term}"
    )


def say_unknown(turn: Turn, text: str) -> None:
    """Admit that the pack does not say, and keep the question without its author.

    Whoever has the receipt code can see what becomes of it.
    """
    if text.strip():
        question = keep_unanswered(turn.session, pack=turn.pack, text=text)
        remember_who_asked(turn.session, question=question, code=turn.conversation.response.code)
    turn.utter("utter_unknown")
