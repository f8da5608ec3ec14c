"""Invented staff: roles, places, views, and the order in which they came. Nobody is real."""

from __future__ import annotations

import random
from typing import NamedTuple

from consultations.releases.parts import Declared, Person

GROUPS = ("nurse", "gp", "manager", "pharmacist", "receptionist")
PLACES = ("north", "south")
CHOICES = ("for", "against", "unsure")
SILENT = "no answer"
ANSWERS = (*CHOICES, SILENT)
VIEW = Declared("view", CHOICES)


class World(NamedTuple):
    """People in the order in which they came, and the one whom somebody watches."""

    groups: tuple[str, ...]
    group: tuple[str, ...]
    place: tuple[str, ...]
    said: tuple[str, ...]
    looks: tuple[int, ...]
    watched: int

    @property
    def size(self) -> int:
        return len(self.said)

    def those(
        self, *, group: str | None = None, place: str | None = None, first: int | None = None
    ) -> frozenset[int]:
        """The people of a group and a place, among the first to come."""
        return frozenset(
            n
            for n in range(self.size if first is None else first)
            if (group is None or self.group[n] == group)
            and (place is None or self.place[n] == place)
        )

    def persons(self) -> list[Person]:
        """The people as a release looks at them."""
        return [
            Person(str(n), self.group[n], {} if said == SILENT else {VIEW.key: (said,)})
            for n, said in enumerate(self.said)
        ]


def a_world(rng: random.Random) -> World:
    """20 to 70 people in three to five roles, some of them small, some of one mind."""
    groups = GROUPS[: rng.randint(3, 5)]
    weights = [rng.choice((1, 1, 2, 6, 10)) for _ in groups]
    size = rng.randint(20, 70)
    minds = {
        group: rng.choice(((1, 0, 0), (8, 1, 0), (5, 3, 1), (0, 1, 9), (2, 2, 2)))
        for group in groups
    }
    group = tuple(rng.choices(groups, weights)[0] for _ in range(size))
    place = tuple(rng.choices(PLACES, (3, 1))[0] for _ in range(size))
    said = tuple(
        SILENT if rng.random() < 0.05 else rng.choices(CHOICES, minds[each])[0] for each in group
    )
    watched = rng.randrange(15, size)
    looks = sorted({size // 3, size * 2 // 3, watched, watched + 1})
    return World(groups, group, place, said, tuple(looks), watched)
