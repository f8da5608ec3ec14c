"""Say what would change for one person: by place, service and way to travel."""

from __future__ import annotations

from collections.abc import Collection

from actions.explaining import EFFECT
from actions.proposals import explain
from actions.this_turn import Turn, TurnAction
from consultations.answering.names import proposal_in
from consultations.content.schema import WhatChanges
from consultations.content.words import words
from consultations.explaining.effects import effects_for, heading_of, label_of
from consultations.explaining.picking import (
    MODE,
    PARTS,
    PLACE,
    SERVICE,
    Picked,
    asked_again,
    choices_of,
    named_in,
)
from consultations.types import MessageKind


class ActionWhatChanges(TurnAction):
    """Ask for what is not known yet, one tap at a time, and then say what would change.

    What is picked travels in the values that are offered. It is never kept as an answer.
    """

    def name(self) -> str:
        return "action_what_changes"

    def take(self, turn: Turn) -> None:
        known = turn.pack.what_changes
        if known is None:
            turn.show(MessageKind.TEXT, words().what_changes.none)
            turn.offer("what-is-proposed", words().suggestions.what_is_proposed, "explain_proposal")
            return
        picked, ruled_out = picked_so_far(turn, known)
        proposal = None if turn.inbound.choices else proposal_in(turn.pack, turn.text)
        if proposal is not None and named_in(known, turn.text)[0] == Picked():
            explain(turn, proposal)
            return
        part = asked_again(turn.picked) or picked.missing
        if part is None:
            say_effects(turn, known, picked)
        else:
            ask_for(turn, known, picked, part, but=ruled_out if part == MODE else ())


def tells_what_changes(turn: Turn) -> bool:
    """Say what changes, or ask for what is missing, when a text names a place and a service."""
    known = turn.pack.what_changes
    if known is None or turn.inbound.choices:
        return False
    named, ruled_out = named_in(known, turn.text)
    if named.place is None or named.service is None:
        return False
    if named.missing is None:
        say_effects(turn, known, named)
    else:
        ask_for(turn, known, named, named.missing, but=ruled_out)
    return True


def picked_so_far(turn: Turn, known: WhatChanges) -> tuple[Picked, Collection[str]]:
    """What was picked, or named in the person's own words, and the ways to travel ruled out.

    The place that somebody gave as an answer is not asked for again.
    """
    if turn.inbound.choices:
        named, ruled_out = Picked.read(known, turn.picked), frozenset[str]()
    else:
        named, ruled_out = named_in(known, turn.text)
    answered = Picked.read(known, {PLACE: turn.conversation.response.place or ""})
    return named.filled_from(answered), ruled_out


def ask_for(
    turn: Turn, known: WhatChanges, picked: Picked, part: str, *, but: Collection[str]
) -> None:
    """Ask for one part, with what may be picked as next steps beside the open question."""
    turn.show(MessageKind.TEXT, heading_of(part))
    for choice in choices_of(known, part):
        if choice.value not in but:
            value = f"{EFFECT}{picked.having(part, choice.value).written}"
            turn.offer(value, choice.label, "pick_effect")


def say_effects(turn: Turn, known: WhatChanges, picked: Picked) -> None:
    """Say what every option would mean, in equal measure, and how that is known."""
    labels = {part: label_of(known, part, getattr(picked, part)) for part in PARTS}
    turn.show(MessageKind.TEXT, words().what_changes.for_whom.format(**labels))
    effects = effects_for(turn.pack, picked)
    for effect in effects:
        turn.show(
            MessageKind.EXPLANATION,
            "\n".join(effect.lines),
            heading=effect.option.title,
            content_id=f"what-changes#{effect.option.id}",
            sources=effect.sources,
        )
    for site, note in dict.fromkeys(each.note for each in effects if each.note):
        turn.show(
            MessageKind.EXPLANATION,
            note,
            heading=site,
            content_id="what-changes#journey",
            sources=known.sources,
        )
    turn.show(
        MessageKind.EXPLANATION,
        known.how_measured,
        heading=words().what_changes.how_measured,
        content_id="what-changes#how-measured",
        sources=known.sources,
    )
    again = words().what_changes
    offers = {SERVICE: again.another_service, MODE: again.another_mode, PLACE: again.another_place}
    for part, label in offers.items():
        others = picked.having(part, None).written
        turn.offer(f"{EFFECT}{others}&ask={part}", label, "pick_effect")
