"""What the votes on statements show, in words: what all agree on, what divides, each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from consultations.content.schema import Pack
from consultations.deliberation.statements import AGREE, DISAGREE, PASS
from consultations.disclosure import TOGETHER
from consultations.opinion.agreement import Agreement
from consultations.opinion.declared import ENOUGH_VOTES, By, GroupVotes, StatementResult
from consultations.results.questions import group_names
from consultations.types import Lane
from web.presenters.workspace import LANE_NAMES, people

HIDDEN = "hidden"
WAYS = {AGREE: "Agree", PASS: "Pass", DISAGREE: "Disagree"}
FEWEST_DIVIDED, MOST_SHOWN = 0.4, 5
WORTH_A_LOOK = 0.15


class Piece(NamedTuple):
    """One part of a bar, in hundredths: where it begins, how wide, of which way, its share."""

    left: float
    width: float
    way: str
    share: str


class GroupRow(NamedTuple):
    """One group in the table of a statement."""

    name: str
    kind: str
    cells: list[str]


@dataclass(frozen=True)
class StatementPresenter:
    """One statement with its votes."""

    result: StatementResult
    names: Mapping[tuple[By, Lane, str], str]

    @property
    def text(self) -> str:
        return self.result.text

    @property
    def whose(self) -> str:
        return self.result.whose

    @property
    def base(self) -> str:
        """How many voted on it."""
        return people(self.result.seen, "vote", "votes")

    @property
    def pieces(self) -> list[Piece]:
        """One bar of all votes: those who agree, pass, disagree."""
        pieces, left = [], 0.0
        for way in WAYS:
            share = 100 * self.result.share(way)
            pieces.append(Piece(round(left, 2), round(share, 2), way, f"{WAYS[way]} {share:.0f}%"))
            left += share
        return pieces

    @property
    def in_words(self) -> str:
        """The numbers behind the bar."""
        return ", ".join(f"{WAYS[way].lower()} {self.result.votes[way]:,}" for way in WAYS)

    @property
    def lowest(self) -> str:
        """The group in which the fewest agree, or disagree where everybody does."""
        way = DISAGREE if self.result.held_by_all(DISAGREE) else AGREE
        least = self.result.least(way)
        verb = "disagree" if way == DISAGREE else "agree"
        return f"Fewest {verb}: {self._share(least, way)}." if least else ""

    @property
    def apart(self) -> str:
        """Which two groups are furthest apart."""
        most, least = self.result.most(AGREE), self.result.least(AGREE)
        if most is None or least is None or most == least:
            return ""
        return f"Most agree: {self._share(most, AGREE)}. Fewest: {self._share(least, AGREE)}."

    @property
    def heads(self) -> list[str]:
        return ["Votes", *WAYS.values()]

    @property
    def rows(self) -> list[GroupRow]:
        """Everybody and each group: how many voted, and how."""
        everybody = [self.result.seen, *(self.result.votes[way] for way in WAYS)]
        rows = [GroupRow("Everybody", "", [f"{each:,}" for each in everybody])]
        for group in self.result.groups:
            numbers = [group.seen, *(group.votes[way] for way in WAYS)]
            cells = [HIDDEN if each is None else f"{each:,}" for each in numbers]
            rows.append(GroupRow(self.name_of(group), KINDS[group.by], cells))
        return rows

    def name_of(self, group: GroupVotes) -> str:
        """What a group is called."""
        if group.by is By.LANE:
            return LANE_NAMES[group.lane]
        if group.name == TOGETHER:
            return "Groups too small to show, together"
        known = self.names.get((group.by, group.lane, group.name), group.name)
        return known or "Did not say"

    def _share(self, group: GroupVotes, way: str) -> str:
        about = "" if group.by is By.LANE else "about "
        return f"{self.name_of(group)}, {about}{100 * group.share(way):.0f}%"


KINDS = {By.LANE: "lane", By.GROUP: "group", By.PLACE: "area"}


@dataclass(frozen=True)
class AgreementPresenter:
    """All statements of one consultation, sorted by what they show."""

    agreement: Agreement
    pack: Pack

    @cached_property
    def statements(self) -> list[StatementPresenter]:
        """Each statement that anybody voted on, in the order of the pack."""
        names = names_of(self.pack)
        return [StatementPresenter(each, names) for each in self.agreement.statements if each.seen]

    @property
    def base(self) -> str:
        """How many voted, and how often."""
        count = self.agreement
        voted = people(count.voters, "person voted", "people voted")
        votes = people(count.votes, "vote", "votes")
        return f"{voted}: {votes}, half of them {count.votes_each:g} or more each."

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """Every statement with its numbers, for a table."""
        return [(each.text, each.rows[0].cells) for each in self.statements]

    @property
    def agreed(self) -> list[StatementPresenter]:
        """What at least six in ten of every group agree with, the surest first."""
        return self._held(AGREE)

    @property
    def rejected(self) -> list[StatementPresenter]:
        """What at least six in ten of every group disagree with."""
        return self._held(DISAGREE)

    @property
    def may_compare(self) -> bool:
        """Whether any statement has two groups with enough votes."""
        return any(len(each.result.counted) > 1 for each in self.statements)

    @property
    def dividing(self) -> list[StatementPresenter]:
        """What people are most evenly for and against."""
        split = [each for each in self.statements if each.result.division >= FEWEST_DIVIDED]
        return sorted(split, key=lambda each: (-each.result.division, each.text))[:MOST_SHOWN]

    @property
    def apart(self) -> list[StatementPresenter]:
        """Where declared groups are furthest from each other."""
        far = [each for each in self.statements if each.result.gap >= WORTH_A_LOOK]
        return sorted(far, key=lambda each: (-each.result.gap, each.text))[:MOST_SHOWN]

    @property
    def enough(self) -> int:
        return ENOUGH_VOTES

    def _held(self, way: str) -> list[StatementPresenter]:
        held = [each for each in self.statements if each.result.held_by_all(way)]
        return sorted(held, key=lambda each: (-_least(each.result, way), each.text))


def _least(result: StatementResult, way: str) -> float:
    least = result.least(way)
    return least.share(way) if least else 0.0


def names_of(pack: Pack) -> dict[tuple[By, Lane, str], str]:
    """The words for every stakeholder group and area, by lane."""
    names = {
        (By.GROUP, lane, value): label
        for lane in Lane
        for value, label in group_names(pack, lane).items()
    }
    for question in pack.questions:
        if question.fills == "place":
            for lane in question.lanes:
                for choice in question.choices:
                    names[By.PLACE, lane, choice.value] = choice.label
    return names
