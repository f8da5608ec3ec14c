"""Option by option, in words: who came to choose it, how views moved, what was shown and clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from consultations.content.schema import SKIP
from consultations.deliberation.options import ByOption, Clear, OptionMoves, Sides
from consultations.deliberation.results import DO_NOT_KNOW, Way
from consultations.disclosure import Released
from consultations.small_numbers import ReleasedGroup
from web.presenters.in_figures import HIDDEN, percent, shown

Rows = list[tuple[str, list[str]]]


class OptionTable(NamedTuple):
    """One table with a row for each option: what it shows, its base, its heads and its rows."""

    caption: str
    base: str
    heads: list[str]
    rows: Rows


@dataclass(frozen=True)
class OptionsPresenter:
    """What is known of those who chose each option."""

    by_option: ByOption

    @property
    def question(self) -> str:
        return self.by_option.question.text

    @property
    def tables(self) -> list[OptionTable]:
        """What was weighed, who moved and why, then what was clear, then what was shown."""
        found = [self._weighed()]
        for each in self.by_option.moves:
            found.append(self._ways(each))
            if each.asked_why is not None and each.why is not None:
                found.append(self._why(each))
        if self.by_option.checks:
            found.append(self._checks())
        found.append(self._sides())
        return [each for each in found if each.rows]

    def _weighed(self) -> OptionTable:
        """What mattered more, the gain or the loss: a row for each option that was weighed."""
        asked = self.by_option.weighed
        labels = {each.value: each.label for question, _, _ in asked for each in question.choices}
        labels.pop(SKIP, None)
        rows = [
            (
                option.short,
                [
                    *(_share(released.totals.get(value), released.answered) for value in labels),
                    f"{released.answered:,}",
                ],
            )
            for _, option, released in asked
            if released.answered
        ]
        return OptionTable(
            "What matters more, the gain or the loss",
            "Out of all of the public who weighed one gain of an option against one loss.",
            [*labels.values(), "All"],
            rows,
        )

    def _ways(self, moves: OptionMoves) -> OptionTable:
        labels = [each.label for each in moves.question.choices if each.value != SKIP]
        ways = {Way.SAME: "The same view", Way.OTHER: "Another view"}
        if moves.has_scale:
            ways = {
                Way.FIRST: f"Towards “{labels[0]}”",
                Way.SAME: "The same view",
                Way.LAST: f"Towards “{self._last(moves)}”",
                Way.OTHER: "To or from not knowing",
            }
        rows = [
            (name, [*(_of(group, way) for way in ways), shown(group.answered)])
            for name, group in self._groups(moves.ways)
        ]
        return OptionTable(
            "Who moved which way, by the option chosen",
            self._base(moves.ways, "gave a view both times and chose an option"),
            [*ways.values(), "All"],
            rows,
        )

    def _why(self, moves: OptionMoves) -> OptionTable:
        released, asked = moves.why, moves.asked_why
        if released is None or asked is None or not released.answered:
            return OptionTable("", "", [], [])
        labels = {each.value: each.label for each in asked.choices}
        order = sorted(released.totals, key=lambda each: -released.totals[each])
        rows = [
            (name, [*(_of(group, reason) for reason in order), shown(group.answered)])
            for name, group in self._groups(released)
        ]
        return OptionTable(
            "What changed the view, by the option chosen",
            self._base(released, "moved, said why, and chose an option")
            + " They could give more than one reason.",
            [*(labels.get(each, each) for each in order), "All"],
            rows,
        )

    def _checks(self) -> OptionTable:
        checks = self.by_option.checks
        found = [dict(self._groups(released)) for _, released in checks]
        rows = [
            (
                name,
                [
                    _out_of(groups[name], Clear.AS_EXPLAINED) if name in groups else HIDDEN
                    for groups in found
                ],
            )
            for name in self.by_option.names.values()
            if any(name in groups for groups in found)
        ]
        return OptionTable(
            "Checks of what was explained, by the option chosen",
            "How many answered as it had been explained, out of those who chose the option and "
            "answered the check.",
            [question.short for question, _ in checks],
            rows,
        )

    def _sides(self) -> OptionTable:
        released = self.by_option.sides
        rows = [
            (name, [_out_of(group, Sides.BOTH), _of(group, Sides.NOT_BOTH)])
            for name, group in self._groups(released)
        ]
        return OptionTable(
            "Who was shown both sides, by the option chosen",
            self._base(released, "chose an option and were measured"),
            ["Shown both sides", "Not shown both"],
            rows,
        )

    def _groups(self, released: Released) -> list[tuple[str, ReleasedGroup]]:
        return [(self.by_option.names.get(each.name, each.name), each) for each in released.groups]

    @staticmethod
    def _base(released: Released, who: str) -> str:
        return f"{released.answered or 0:,} people of the public {who}."

    @staticmethod
    def _last(moves: OptionMoves) -> str:
        scale = [each.label for each in moves.question.choices if each.value not in NOT_ON_SCALE]
        return scale[-1]


NOT_ON_SCALE = (SKIP, DO_NOT_KNOW)


def _of(group: ReleasedGroup, what: str) -> str:
    return shown(group.people.get(what))


def _out_of(group: ReleasedGroup, what: str) -> str:
    """A number out of those who answered, with its share."""
    number, answered = group.people.get(what), group.answered
    if number is None or not answered:
        return HIDDEN
    return f"{number:,} of {answered:,} ({min(100, 100 * number / answered):.0f}%)"


def _share(number: int | None, of: int | None) -> str:
    if number is None or not of:
        return HIDDEN
    return f"{number:,} ({percent(number, of)})"
