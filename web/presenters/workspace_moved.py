"""Views that moved, in words: how many, which way, who, why, and what they had been shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from consultations.content.schema import Pack
from consultations.deliberation.exposure import Exposure, SidesShown
from consultations.deliberation.results import Checked, Moved, Way
from consultations.disclosure import RULES, TOGETHER, Released
from consultations.results.questions import group_names
from web.presenters.in_figures import percent, shown
from web.presenters.workspace import LANE_NAMES, people
from web.presenters.workspace_flow import Flow, flow_of
from web.presenters.workspace_ways_in import share

Rows = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class MovedPresenter:
    """One pair of questions, asked before and after."""

    moved: Moved
    pack: Pack

    @property
    def anchor(self) -> str:
        return f"{self.moved.lane}-{self.moved.question.key}"

    @property
    def lane(self) -> str:
        return LANE_NAMES[self.moved.lane]

    @property
    def text(self) -> str:
        return self.moved.question.text

    @property
    def base(self) -> str:
        if not self.moved.people:
            return f"Fewer than {RULES[self.moved.lane].smallest} people answered both times."
        return f"{self.moved.people:,} people answered both times."

    @property
    def is_shown(self) -> bool:
        return bool(self.moved.people)

    @property
    def figures(self) -> list[tuple[str, str]]:
        """How many moved in all, and what is left when both ways are set off."""
        answered = self.moved.people or 1
        totals = self.moved.ways.totals
        figures = [(percent(self.moved.moved, answered), "Changed their view")]
        if self.moved.scale:
            net = self.moved.net
            figures += [
                (percent(totals[Way.FIRST], answered), f"Moved towards “{self.ends[0]}”"),
                (percent(totals[Way.LAST], answered), f"Moved towards “{self.ends[1]}”"),
                (percent(abs(net), answered), self._net_words(net)),
            ]
        return figures

    @property
    def ends(self) -> tuple[str, str]:
        """What stands at both ends of the scale, as it goes on from the middle of a sentence."""
        if not self.moved.scale:
            return "", ""
        return self._labels[self.moved.scale[0]], self._labels[self.moved.scale[-1]]

    @cached_property
    def flow(self) -> Flow | None:
        return flow_of(self.moved, self._labels)

    @property
    def flow_heads(self) -> list[str]:
        return [*(self._labels[each] for each in self.moved.values), "All"]

    @property
    def flow_rows(self) -> Rows:
        """The flow as a table: before in rows, after in columns."""
        rows = [
            (
                self._labels.get(group.name, "Small groups, together"),
                [
                    *(shown(group.people[each]) for each in self.moved.values),
                    shown(group.answered),
                ],
            )
            for group in self.moved.flow.groups
        ]
        totals = self.moved.flow.totals
        last = [*(f"{totals[each]:,}" for each in self.moved.values), f"{self.moved.people or 0:,}"]
        return [*rows, ("All", last)]

    @property
    def way_heads(self) -> list[str]:
        """The ways in which a view can move, in words."""
        return [*self._ways.values(), "Answered both"]

    @property
    def way_rows(self) -> Rows:
        """Who moved which way: each group."""
        names = group_names(self.pack, self.moved.lane)
        return self._by(self.moved.ways, names, "Everybody")

    @property
    def why(self) -> str | None:
        """The question that asked what changed the view; none if the pack asks nobody."""
        return self.moved.why.question.text if self.moved.why else None

    @property
    def why_base(self) -> str:
        answered = self.moved.why.released.answered if self.moved.why else 0
        if not answered:
            return "Too few people have said so yet."
        return f"{people(answered, 'person', 'people')} whose view moved said why."

    @property
    def why_heads(self) -> list[str]:
        groups = self.moved.why.released.groups if self.moved.why else ()
        return ["All who moved", *(self._ways.get(each.name, "Together") for each in groups)]

    @property
    def why_rows(self) -> Rows:
        """The reasons, the most given first, and by which way the view moved."""
        if self.moved.why is None or not self.moved.why.released.answered:
            return []
        question, released = self.moved.why
        labels = {each.value: each.label for each in question.choices}
        order = sorted(released.totals, key=lambda each: -released.totals[each])
        return [
            (
                labels.get(choice, choice),
                [
                    f"{released.totals[choice]:,}",
                    *(shown(group.people[choice]) for group in released.groups),
                ],
            )
            for choice in order
        ]

    @property
    def _ways(self) -> dict[str, str]:
        if not self.moved.scale:
            return {Way.SAME: "The same view", Way.OTHER: "Another view"}
        return {
            Way.FIRST: f"Towards “{self.ends[0]}”",
            Way.SAME: "The same view",
            Way.LAST: f"Towards “{self.ends[1]}”",
            Way.OTHER: "To or from not knowing",
        }

    @property
    def _labels(self) -> Mapping[str, str]:
        return {each.value: each.label for each in self.moved.question.choices}

    def _by(self, released: Released, names: Mapping[str, str], everybody: str) -> Rows:
        total = [f"{released.totals.get(way, 0):,}" for way in self._ways]
        rows: Rows = [(everybody, [*total, f"{released.answered or 0:,}"])]
        for group in released.groups:
            together = "Groups too small to show, together"
            name = together if group.name == TOGETHER else names.get(group.name, group.name)
            cells = [shown(group.people.get(way)) for way in self._ways]
            rows.append((name or "Did not say", [*cells, shown(group.answered)]))
        return rows

    def _net_words(self, net: int) -> str:
        if net == 0:
            return "Left when both ways are set off: none"
        return f"Left when both ways are set off, towards “{self.ends[0 if net > 0 else 1]}”"


@dataclass(frozen=True)
class EvenPresenter:
    """Whether both sides were shown alike."""

    exposure: Exposure

    @property
    def base(self) -> str:
        """How many words of each side people were shown, on average."""
        seen = self.exposure
        return (
            f"{people(seen.measured, 'person', 'people')} measured. On average each was shown "
            f"{seen.words_for:,.0f} words on what may be gained and "
            f"{seen.words_against:,.0f} on what may be lost. "
            f"{percent(seen.both_sides, seen.measured)} were shown both sides, and "
            f"{percent(seen.view_of_others, seen.measured)} a view by people unlike them."
        )

    @property
    def rows(self) -> Rows:
        return [(self._name(each), self._cells(each)) for each in self.exposure.cards]

    def _name(self, card: SidesShown) -> str:
        return f"{card.proposal.short}, {'weighed' if card.is_pair else 'both sides'}"

    def _cells(self, card: SidesShown) -> list[str]:
        first = share(card.gains_first)
        of = "" if not card.people else f" ({percent(card.people, self.exposure.measured)})"
        return [
            f"{card.words_for:,}",
            f"{card.words_against:,}",
            f"{card.ratio:.2f}{'' if card.is_even else ' (not even)'}",
            "under 10" if card.people is None else f"{card.people:,}{of}",
            f"{first}{'' if card.is_by_chance else ' (not even)'}" if first else "under 10",
        ]


@dataclass(frozen=True)
class ChecksPresenter:
    """Whether what was explained was clear."""

    checks: tuple[Checked, ...]

    @property
    def rows(self) -> Rows:
        return [
            (
                each.question.text,
                [
                    f"{each.answered:,}",
                    f"{each.as_explained:,} ({percent(each.as_explained, each.answered)})",
                    f"{each.did_not_know:,} ({percent(each.did_not_know, each.answered)})",
                ],
            )
            for each in self.checks
        ]
