"""Answer what people ask from the pack, with its source; say so when the pack does not know."""

from __future__ import annotations

from actions.explaining import (
    offer_deeper,
    offer_steps,
    say_more,
    show_step,
    sources_asked_for,
)
from actions.not_understood import say_not_understood
from actions.proposals import explain
from actions.this_turn import (
    ANSWER,
    PROPOSAL,
    Turn,
    TurnAction,
    offer_the_record,
    topic_of,
)
from consultations.answering.data import DATA, answer_with, source_of
from consultations.answering.enquiries import Outcome, count_enquiry
from consultations.answering.kinds import reads_as_question
from consultations.answering.lookup import keep_unanswered
from consultations.answering.names import (
    asks_more_than_meaning,
    asks_what_it_is,
    proposal_in,
    terms_in,
)
from consultations.answering.parts import parts_of
from consultations.answering.replying import Part, answer_parts
from consultations.content.schema import PackAnswer, Term
from consultations.content.words import matched_in_english, words
from consultations.explaining.layers import steps_of_answer
from consultations.flow import SOMETHING_ELSE
from consultations.languages.detecting import language_of
from consultations.languages.known import SOURCE
from consultations.queue.who_asked import remember_who_asked
from consultations.replying import asked_of
from consultations.turns import text_before
from consultations.types import MessageKind


class ActionAnswerQuestion(TurnAction):
    """Answer from the pack, offer the nearest, or keep the question for the commissioners."""

    def name(self) -> str:
        return "action_answer_question"

    def take(self, turn: Turn) -> None:
        answer_question(turn)


class ActionOfferNearest(TurnAction):
    """When it is not clear what is meant: "did you mean A, B, or something else?"."""

    def name(self) -> str:
        return "action_offer_nearest"

    def take(self, turn: Turn) -> None:
        parts = answer_parts(turn.pack, turn.text, after=talked_of(turn))
        if any(part.found.answer or part.found.nearest for part in parts):
            say_parts(turn, parts)
            return
        if asked_of(turn.pack, turn.conversation) is not None:
            say_not_understood(turn)
            return
        turn.utter("utter_not_understood")
        turn.offer("what-is-proposed", words().suggestions.what_is_proposed, "explain_proposal")
        turn.offer("give-views", words().suggestions.give_views, "give_views")
        offer_the_record(turn)


class ActionPickAnswer(TurnAction):
    """Give the answer that the person picked from those offered."""

    def name(self) -> str:
        return "action_pick_answer"

    def take(self, turn: Turn) -> None:
        answer = answer_with(turn.pack, turn.picked)
        if answer is not None:
            count(turn, Outcome.PICKED, answer)
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
        if asks_more_than_meaning(turn.pack, turn.text) and answers_surely(turn):
            return
        if terms and len(parts_of(turn.text)) == 1:
            for term in terms[:2]:
                say_term(turn, term)
            return
        proposal = proposal_in(turn.pack, turn.text)
        if proposal is not None and len(parts_of(turn.text)) == 1:
            turn.conversation.topic = f"{PROPOSAL}{proposal.id}"
            turn.show(
                MessageKind.ANSWER,
                proposal.what_it_is,
                heading=proposal.title,
                content_id=f"proposals/{proposal.id}#what-it-is",
                sources=proposal.sources,
            )
            return
        answer_question(turn)


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


def answer_question(turn: Turn) -> None:
    """Answer each thing that the text asks, in the order in which it was asked."""
    say_parts(turn, answer_parts(turn.pack, turn.text, after=talked_of(turn)))


def answers_surely(turn: Turn) -> bool:
    """Answer what was typed if it is a question that the pack surely answers. False when not."""
    if turn.inbound.choices or not reads_as_question(turn.text):
        return False
    parts = answer_parts(turn.pack, turn.text, after=talked_of(turn))
    if not all(part.found.answer for part in parts):
        return False
    say_parts(turn, parts)
    return True


def say_parts(turn: Turn, parts: list[Part]) -> None:
    """Say what there is for each part. Where there are several, say which one is meant."""
    proposal = proposal_in(turn.pack, turn.text)
    if proposal and parts[0].found.answer is None and asks_what_it_is(proposal, turn.text):
        explain(turn, proposal)
        return
    say_in_their_language(turn, parts)
    for part in parts:
        if part.found.answer is not None:
            if len(parts) > 1:
                turn.utter("utter_this_part", part=part.text)
            count(turn, Outcome.ANSWERED, part.found.answer)
            say_answer(turn, part.found.answer)
    for part in parts:
        if part.found.answer is None:
            say_unsure(turn, part, alone=len(parts) == 1)


def say_unsure(turn: Turn, part: Part, *, alone: bool) -> None:
    """Explain a word if that is what was asked, offer the nearest, or admit that there is none."""
    terms = [] if alone else terms_in(turn.pack, part.text)
    if terms or not part.found.nearest:
        if not alone:
            turn.utter("utter_this_part", part=part.text)
        for term in terms[:1]:
            say_term(turn, term)
        if not terms:
            say_unknown(turn, part.text)
        return
    count(turn, Outcome.OFFERED, part.found.nearest[0])
    if alone:
        turn.utter("utter_did_you_mean")
    else:
        turn.utter("utter_did_you_mean_part", part=part.text)
    for answer in part.found.nearest:
        turn.offer(f"{ANSWER}{answer.id}", answer.asks[0], "pick_answer")
    if not any(each["value"] == SOMETHING_ELSE for each in turn.conversation.offered):
        turn.offer(SOMETHING_ELSE, words().suggestions.something_else, "none_of_those")


def talked_of(turn: Turn) -> str | None:
    """The answer that was given last; of a proposal, an answer about it."""
    about = topic_of(turn, PROPOSAL)
    if about is None:
        return topic_of(turn, ANSWER)
    answers = (each.id for each in turn.pack.answers if each.proposal == about)
    return next(answers, f"{DATA}options/{about}")


def say_in_their_language(turn: Turn, parts: list[Part]) -> None:
    """Say, in the language that was typed, that the answer is in English and found by a program."""
    language = language_of(turn.text)
    found = any(part.found.answer or part.found.nearest for part in parts)
    if found and language not in (None, SOURCE):
        turn.show(MessageKind.TEXT, matched_in_english(str(language)), lang=language)


def count(turn: Turn, outcome: Outcome, answer: PackAnswer | None = None) -> None:
    """Count a question and how it ended."""
    count_enquiry(
        turn.session,
        pack=turn.pack,
        outcome=outcome,
        answer_id=answer.id if answer else None,
        language=language_typed(turn),
    )


def language_typed(turn: Turn) -> str:
    """The language of what was typed, or else the one that was chosen."""
    return language_of(turn.text) or turn.conversation.language


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
    count(turn, Outcome.UNKNOWN)
    if text.strip():
        question = keep_unanswered(
            turn.session, pack=turn.pack, text=text, language=language_typed(turn)
        )
        remember_who_asked(turn.session, question=question, code=turn.conversation.response.code)
    turn.utter("utter_unknown")
