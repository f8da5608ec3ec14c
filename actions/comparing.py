"""Set options side by side, in equal measure, and say which is best of none of them."""

from __future__ import annotations

from actions.this_turn import PROPOSAL, Turn, TurnAction, topic_of
from consultations.answering.names import options_in
from consultations.content.schema import Proposal
from consultations.explaining.comparing import asks_which_is_best, compare
from consultations.types import MessageKind

FEWEST = 2


class ActionCompareOptions(TurnAction):
    """Set the options that were named side by side, or all of them."""

    def name(self) -> str:
        return "action_compare_options"

    def take(self, turn: Turn) -> None:
        which_is_best = asks_which_is_best(turn.text)
        turn.utter("utter_no_favourite" if which_is_best else "utter_side_by_side")
        for each in compare(options_meant(turn), turn.text):
            turn.show(
                MessageKind.EXPLANATION,
                "\n".join(each.lines),
                heading=each.proposal.title,
                content_id=f"proposals/{each.proposal.id}#side-by-side",
                sources=each.sources,
            )


def options_meant(turn: Turn) -> list[Proposal]:
    """The options that are named. One alone is set beside the one talked of, or how things are."""
    named = options_in(turn.pack, turn.text)
    talked_of = turn.pack.proposal(topic_of(turn, PROPOSAL))
    if len(named) == 1 and talked_of in turn.pack.options and talked_of not in named:
        named = [option for option in turn.pack.options if option in (*named, talked_of)]
    if len(named) == 1 and named[0] != turn.pack.options[-1]:
        named = [*named, turn.pack.options[-1]]
    return named if len(named) >= FEWEST else list(turn.pack.options)
