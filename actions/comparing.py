"""Set options side by side, in equal measure, and say which is best of none of them."""

from __future__ import annotations

from actions.proposals import list_options
from actions.this_turn import Turn, TurnAction


class ActionCompareOptions(TurnAction):
    """Set the options that were named side by side, or all of them."""

    def name(self) -> str:
        return "action_compare_options"

    def take(self, turn: Turn) -> None:
        list_options(turn)
