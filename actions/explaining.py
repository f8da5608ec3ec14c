"""Explain one layer at a time, in easier words if somebody wants them, and never the same twice."""

from __future__ import annotations

from actions.this_turn import ANSWER, PROPOSAL, Turn, TurnAction
from consultations.content.schema import Cited
from consultations.content.words import words
from consultations.explaining.layers import ANSWERS, PROPOSALS, Step, Steps, steps_of
from consultations.explaining.shown import shown_in
from consultations.explaining.sides import sides_of
from consultations.types import MessageKind

LAYER, SOURCE, EFFECT = "layer:", "source:", "what-changes:"
SUBJECTS = {PROPOSAL: PROPOSALS, ANSWER: ANSWERS}
BOTH_SIDES = "both-sides"


class ActionEasierWords(TurnAction):
    """Use easier words from now on, and for what was talked of last."""

    def name(self) -> str:
        return "action_easier_words"

    def take(self, turn: Turn) -> None:
        turn.conversation.easier = True
        turn.show(MessageKind.TEXT, words().easier.is_on)
        steps = steps_of(turn.pack, subject_of(turn) or "", easier=True)
        if steps is None:
            return
        if not steps.has_easy:
            say_no_easier(turn)
        elif not steps.opening.was_shown(shown_so_far(turn)):
            show_step(turn, steps, steps.opening)
        offer_steps(turn, steps)


class ActionStandardWords(TurnAction):
    """Use the usual words again."""

    def name(self) -> str:
        return "action_standard_words"

    def take(self, turn: Turn) -> None:
        turn.conversation.easier = False
        turn.show(MessageKind.TEXT, words().easier.is_off)
        steps = steps_of(turn.pack, subject_of(turn) or "")
        if steps is not None:
            offer_steps(turn, steps)


def subject_of(turn: Turn) -> str | None:
    """What was picked, or else talked of last, as the pack's passages name it."""
    if turn.picked and "#" in turn.picked:
        return turn.picked.partition("#")[0]
    topic = turn.conversation.topic or ""
    for kind, subject in SUBJECTS.items():
        if topic.startswith(kind):
            return subject + topic.removeprefix(kind)
    return None


def say_more(turn: Turn) -> bool:
    """Show the layer that was picked, or the next that was not shown. False when there is none."""
    steps = steps_of(turn.pack, subject_of(turn) or "", easier=turn.conversation.easier)
    if steps is None:
        return False
    new = steps.to_offer(shown_so_far(turn))
    step = steps.named(turn.picked) or (new[0] if new else None)
    if step is None:
        return False
    talk_of(turn, step.subject)
    show_step(turn, steps, step)
    offer_steps(turn, steps)
    return True


def show_step(turn: Turn, steps: Steps, step: Step) -> None:
    """Show the passages of one step, and say so when easier words are wanted and there are none."""
    if turn.conversation.easier and steps.lacks_easy(step):
        say_no_easier(turn)
    for layer in step.layers:
        turn.show(
            step.kind,
            layer.text,
            heading=layer.heading,
            content_id=layer.content_id,
            sources=layer.sources,
        )


def say_no_easier(turn: Turn) -> None:
    """Say, once in a turn, that there is no easier version."""
    note = words().easier.none_yet
    if not any((each.get("json_message") or {}).get("text") == note for each in turn.said):
        turn.show(MessageKind.TEXT, note)


def offer_steps(turn: Turn, steps: Steps, *, source: bool = True) -> None:
    """Offer what is new and comes next, and where the last passage comes from."""
    shown = shown_so_far(turn)
    for step in steps.to_offer(shown):
        turn.offer(f"{LAYER}{step.content_id}", step.offer, "more_detail")
    last = steps.holding(last_shown(shown, steps.opening.subject)) or steps.opening.layers[0]
    if source and last.sources:
        turn.offer(f"{SOURCE}{last.content_id}", words().layers.source, "ask_source")


def offer_deeper(turn: Turn) -> None:
    """Offer what comes next about what is being talked of, without its source."""
    steps = steps_of(turn.pack, subject_of(turn) or "", easier=turn.conversation.easier)
    if steps is not None:
        offer_steps(turn, steps, source=False)


def sources_asked_for(turn: Turn) -> tuple[Cited, ...]:
    """Where the passage that was picked, or shown last, comes from."""
    subject = subject_of(turn)
    steps = steps_of(turn.pack, subject or "", easier=True)
    if steps is None or subject is None:
        return ()
    content_id = turn.picked or last_shown(shown_so_far(turn), subject)
    proposal = turn.pack.proposal(subject.removeprefix(PROPOSALS))
    if proposal is not None and content_id == f"{subject}#{BOTH_SIDES}":
        both = sides_of(proposal, seed=turn.conversation.id.int).sources
        return tuple(dict.fromkeys((*proposal.sources, *both)))
    return (steps.holding(content_id) or steps.opening.layers[0]).sources


def shown_so_far(turn: Turn) -> list[str]:
    """The ids of the passages shown in the conversation, with those of this turn."""
    now = [each.get("json_message") or {} for each in turn.said]
    before = shown_in(turn.session, conversation=turn.conversation)
    return [*before, *(each["content"]["id"] for each in now if each.get("content"))]


def last_shown(shown: list[str], subject: str) -> str | None:
    """The passage about one thing that was shown last."""
    about = [each for each in shown if each.partition("#")[0] == subject]
    return about[-1] if about else None


def talk_of(turn: Turn, subject: str) -> None:
    """Remember what is being talked of."""
    for kind, start in SUBJECTS.items():
        if subject.startswith(start):
            turn.conversation.topic = kind + subject.removeprefix(start)


def offer_effects(turn: Turn) -> None:
    """Offer to say what changes for the person, where the pack knows."""
    if turn.pack.what_changes is not None:
        turn.offer(EFFECT, words().what_changes.offer, "ask_what_changes")
