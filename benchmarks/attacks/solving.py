"""What can be proved of people from facts about sets of them, with an integer solver.

The attacker knows who is in every set, and nothing of what anybody said but the facts. People whom
no fact and no aim tells apart are counted together. Nothing of the service's own check is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Set = frozenset[int]
WORLDS_BY_CHANCE = 3


class Fact(NamedTuple):
    """At least ``low`` and at most ``high`` people of a set gave one of these answers."""

    who: Set
    answers: tuple[str, ...]
    low: float
    high: float


class Aim(NamedTuple):
    """What the attacker wants to know: how many people of a set gave an answer."""

    who: Set
    answer: str


def proved(
    facts: Sequence[Fact],
    aims: Iterable[Aim],
    *,
    answers: Sequence[str],
    counts: Callable[[Aim, int], bool],
) -> dict[Aim, int]:
    """An aim that counts and for which one number only fits all facts, with it; {} if none.

    One proof is enough, so the search stops at the first. Raises ValueError when nothing fits: then
    a fact is wrong, and so is the publisher's code.
    """
    wanted = [aim for aim in dict.fromkeys(aims) if aim.who]
    if not wanted:
        return {}
    worlds = _Worlds(facts, wanted, answers)
    rows = np.array([worlds.row(aim.who, [aim.answer]) for aim in wanted])
    chance = np.random.default_rng(5)
    first = rows @ worlds.find(np.zeros(rows.shape[1]))
    fixed = np.array([counts(aim, int(n)) for aim, n in zip(wanted, first, strict=True)])
    for _ in range(WORLDS_BY_CHANCE):
        if fixed.any():
            fixed &= rows @ worlds.find(chance.normal(size=len(rows[0]))) == first
    while fixed.any():
        one = int(np.flatnonzero(fixed)[0])
        for way in (1, -1):
            if fixed[one]:
                fixed &= rows @ worlds.find(np.multiply(rows[one], way)) == first
        if fixed[one]:
            return {wanted[one]: int(first[one])}
    return {}


class _Worlds:
    """Every way in which the people could have answered, by the kinds of people there are."""

    def __init__(
        self, facts: Sequence[Fact], wanted: Sequence[Aim], answers: Sequence[str]
    ) -> None:
        sets = list(dict.fromkeys([fact.who for fact in facts] + [aim.who for aim in wanted]))
        kinds: dict[tuple[bool, ...], int] = {}
        for person in sorted(frozenset().union(*sets)):
            kind = tuple(person in each for each in sets)
            kinds[kind] = kinds.get(kind, 0) + 1
        self.answers = {answer: n for n, answer in enumerate(answers)}
        self.inside = dict(zip(sets, np.array(list(kinds), dtype=float).T, strict=True))
        sizes = np.array(list(kinds.values()), dtype=float)
        everybody = np.kron(np.eye(len(kinds)), np.ones(len(answers)))
        known = [self.row(fact.who, fact.answers) for fact in facts]
        self.limits = LinearConstraint(
            np.vstack([everybody, *known]),
            np.concatenate([sizes, [fact.low for fact in facts]]),
            np.concatenate([sizes, [fact.high for fact in facts]]),
        )
        most = np.repeat(sizes, len(answers))
        self.bounds = Bounds(np.zeros(len(most)), most)

    def row(self, who: Set, chosen: Sequence[str]) -> np.ndarray:
        """Which unknowns add up to the people of a set who gave one of these answers."""
        wanted = np.zeros(len(self.answers))
        wanted[[self.answers[each] for each in chosen]] = 1
        return np.kron(self.inside[who], wanted)

    def find(self, towards: np.ndarray) -> np.ndarray:
        """A world that fits, the furthest in one direction."""
        whole = np.ones(len(towards))
        found = milp(towards, integrality=whole, bounds=self.bounds, constraints=self.limits)
        if found.x is None:
            raise ValueError("No answers fit the facts.")
        world: np.ndarray = np.rint(found.x)
        return world
