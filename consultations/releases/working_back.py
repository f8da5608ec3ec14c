"""Try to work back from everything that was given out, as somebody who means harm would.

The unknowns are how many people of each group gave each answer, batch by batch. What was given out,
in this batch and in all before it, bounds sums of them. An integer solver then looks for two worlds
that both fit. A number for which there is only one value in all worlds can be worked out.

It is assumed that the attacker knows exactly how many people of each group are in each batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from consultations.releases.parts import SMALLEST_GROUP, Batch, Declared, Given, Row, could_be

OTHER, SILENT = "\0another answer", "\0no answer"
WORLDS_BY_CHANCE, OPEN_BY = 6, 2
SEED = 7
NOBODY: Mapping[str, int] = {}


def can_be_worked_out(
    table: Declared, ledger: Sequence[Batch], *, off: Mapping[str, int] = NOBODY
) -> bool:
    """Whether any number under ten can be worked out from a table in all batches together.

    ``off`` is how many people left or changed their answers in groups that stay as they were.
    What cannot be checked counts as if it could be worked out.
    """
    kinds = [(choice,) for choice in table.choices] if table.several else [table.choices]
    try:
        return any(_Worlds(table, choices, ledger, off).give_away() for choices in kinds)
    except NothingFits:
        return True


class NothingFits(Exception):
    """No way of answering fits what was given out: people have changed since it was counted."""


class _Worlds:
    """Every way in which people could have answered that fits what was given out."""

    def __init__(
        self,
        table: Declared,
        choices: tuple[str, ...],
        ledger: Sequence[Batch],
        off: Mapping[str, int],
    ) -> None:
        self.table, self.ledger, self.off, self.answers = table, ledger, off, choices
        self.choices = (*choices, OTHER, SILENT) if table.several else (*choices, SILENT)
        self.moves = [
            (number, way, group, people)
            for number, batch in enumerate(ledger)
            for way, counts in ((1, batch.came_by_group()), (-1, batch.left_by_group()))
            for group, people in counts.items()
        ]
        self.groups = list(dict.fromkeys(group for _, _, group, _ in self.moves))
        each = [(move, choice) for move in self.moves for choice in self.choices]
        self.place = {
            (number, way, group, choice): at
            for at, ((number, way, group, _), choice) in enumerate(each)
        }
        self.most = np.array([people for (_, _, _, people), _ in each], dtype=float)
        self.rows: list[np.ndarray] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.targets: list[tuple[np.ndarray, int]] = []
        self.before: dict[tuple[tuple[str, ...], str], np.ndarray] = {}
        self._know_the_sizes()
        for number, batch in enumerate(ledger):
            if table.key in batch.tables:
                self._learn(number, batch.tables[table.key])

    def _know_the_sizes(self) -> None:
        for number, way, group, people in self.moves:
            sums = np.zeros(len(self.most))
            for choice in self.choices:
                sums[self.place[number, way, group, choice]] = 1
            self._bound(sums, people, people)
            if way < 0:
                for choice in self.choices:
                    self._bound(self._stock(number, [group], [choice]), 0, np.inf)

    def give_away(self) -> bool:
        """Whether a number under ten has one value only in all worlds, or has for an insider.

        Whoever is one of the people knows one answer. So each number has to be open by two.
        """
        if not self.targets:
            return False
        targets = np.array([sums for sums, _ in self.targets])
        open_by = np.array([min(OPEN_BY, people) for _, people in self.targets])
        low = high = targets @ self._world(np.zeros(len(self.most)))
        chance = np.random.default_rng(SEED)
        for _ in range(WORLDS_BY_CHANCE):
            values = targets @ self._world(chance.normal(size=len(self.most)))
            low, high = np.minimum(low, values), np.maximum(high, values)
            if not _tight(low, high, open_by).any():
                return False
        sought = set[int]()
        while True:
            left = [int(n) for n in np.flatnonzero(_tight(low, high, open_by))]
            if not left:
                return False
            if left[0] in sought:
                return True
            sought.add(left[0])
            for way in (1.0, -1.0):
                values = targets @ self._world(way * targets[left[0]])
                low, high = np.minimum(low, values), np.maximum(high, values)

    def _learn(self, number: int, given: Given) -> None:
        for row in [*given.rows, *([given.everybody] if given.everybody else [])]:
            if row.since == self.ledger[number].number:
                self._learn_row(number, row, to=given.rounded_to)

    def _learn_row(self, number: int, row: Row, *, to: int) -> None:
        people = sum(
            way * count
            for at, way, group, count in self.moves
            if at <= number and group in row.groups
        )
        loose = 0
        if number == len(self.ledger) - 1:
            loose = sum(self.off.get(group, 0) for group in row.groups)
        answered = [choice for choice in self.choices if choice != SILENT]
        low, high = could_be(row.answered, smallest=SMALLEST_GROUP, to=to, most=people)
        self._bound(self._stock(number, row.groups, answered), low - loose, high + loose)
        for choice in self.answers:
            low, high = 0, people
            if row.answered is not None:
                given = row.people[choice]
                low, high = could_be(given, smallest=self.table.smallest, to=to, most=people)
            stock = self._stock(number, row.groups, [choice])
            self._bound(stock, low - loose, high + loose)
        for choice in self.choices:
            if choice != SILENT:
                self._aim(number, row.groups, choice)

    def _aim(self, number: int, groups: tuple[str, ...], choice: str) -> None:
        """What an attacker wants: a row, each group in it, and what changed in it since."""
        stock = self._stock(number, groups, [choice])
        self._want(stock)
        if len(groups) > 1:
            for group in groups:
                self._want(self._stock(number, [group], [choice]))
        before = self.before.get((groups, choice))
        if before is not None:
            self._want(stock - before)
        self.before[groups, choice] = stock

    def _want(self, sums: np.ndarray) -> None:
        people = int(sums @ self.most)
        if people > 0:
            self.targets.append((sums, people))

    def _stock(self, number: int, groups: Sequence[str], choices: Sequence[str]) -> np.ndarray:
        """Everybody of these groups who gave one of these answers, up to and with a batch."""
        sums = np.zeros(len(self.most))
        for at, way, group, _ in self.moves:
            if at <= number and group in groups:
                for choice in choices:
                    sums[self.place[at, way, group, choice]] = way
        return sums

    def _bound(self, sums: np.ndarray, low: float, high: float) -> None:
        self.rows.append(sums)
        self.low.append(low)
        self.high.append(high)

    def _world(self, aim: np.ndarray) -> np.ndarray:
        """A world that fits and is furthest in one direction.

        Raises NothingFits when there is none. The rows are sparse because scipy turns every warning
        of the whole process into an error while it reads others: pages read meanwhile would break.
        """
        found = milp(
            aim,
            integrality=np.ones(len(self.most)),
            bounds=Bounds(np.zeros(len(self.most)), self.most),
            constraints=LinearConstraint(csr_array(np.array(self.rows)), self.low, self.high),
        )
        if found.x is None:
            raise NothingFits
        world: np.ndarray = np.rint(found.x)
        return world


def _tight(low: np.ndarray, high: np.ndarray, open_by: np.ndarray) -> np.ndarray:
    """The numbers that may be under ten and for which too few values are known to fit."""
    return np.asarray((high - low < open_by) & (low < SMALLEST_GROUP))
